// Pure: what the figures say against targets and tolerances.
import type { Scenario } from '../../shared/scenarios.ts';
import type { ScenarioTerritory, TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import { radiusKm, targetsOf, type PlanFigures } from './figures.ts';
import type { PlanModel } from './model.ts';

export interface MeasureFigure {
  measure: TerritoryMeasure;
  isBalanced: boolean;
  tolerance: number;
  value: number;
  target: number;
  /** W/T − 1. */
  deviation: number;
  isOut: boolean;
}

export interface TerritoryFigures {
  territory: ScenarioTerritory;
  /** Its place in the model. */
  j: number;
  count: number;
  gained: number;
  lost: number;
  radiusKm: number;
  pieces: number;
  measures: MeasureFigure[];
  /** How far the worst balanced measure is beyond its tolerance; below 0 within. */
  worst: number;
}

/** A deviation this little beyond the tolerance is the rounding of sums. */
const ROUNDING = 1e-9;

/** Every territory of the scenario with all its figures, in the scenario's order. */
export function territoryFigures(
  model: PlanModel,
  figures: PlanFigures,
  { settings, territories }: Pick<Scenario, 'settings' | 'territories'>,
): TerritoryFigures[] {
  const M = model.measures.length;
  const shares = territories.map((t) => t.share);
  const targets = settings.measures.map((_, m) => targetsOf(model, shares, m));
  return territories.flatMap((territory, k) => {
    const j = model.indexOf.get(territory.no);
    if (j === undefined) return [];
    const measures = settings.measures.map(({ measure, isBalanced, tolerance }, m): MeasureFigure => {
      const value = figures.sums[j * M + m]!;
      const target = targets[m]![k]!;
      const deviation = target === 0 ? 0 : value / target - 1;
      const isOver = value > (territory.capacity[measure] ?? Infinity);
      return {
        measure,
        isBalanced,
        tolerance,
        value,
        target,
        deviation,
        isOut: isBalanced && (Math.abs(deviation) > tolerance + ROUNDING || isOver),
      };
    });
    const worst = Math.max(
      -Infinity,
      ...measures.filter((m) => m.isBalanced).map((m) => Math.abs(m.deviation) - m.tolerance),
    );
    return [
      {
        territory,
        j,
        count: figures.count[j]!,
        gained: figures.in[j]!,
        lost: figures.out[j]!,
        radiusKm: radiusKm(figures, j),
        pieces: figures.pieces[j]!,
        measures,
        worst,
      },
    ];
  });
}

/** Whether two rows say the same of a territory. */
export function hasSameFigures(a: TerritoryFigures, b: TerritoryFigures): boolean {
  return (
    a.territory === b.territory &&
    a.j === b.j &&
    a.count === b.count &&
    a.gained === b.gained &&
    a.lost === b.lost &&
    a.radiusKm === b.radiusKm &&
    a.pieces === b.pieces &&
    a.measures.length === b.measures.length &&
    a.measures.every((m, k) => {
      const other = b.measures[k]!;
      return (
        m.measure === other.measure &&
        m.isBalanced === other.isBalanced &&
        m.tolerance === other.tolerance &&
        m.value === other.value &&
        m.target === other.target &&
        m.isOut === other.isOut
      );
    })
  );
}

export interface PlanSummary {
  out: number;
  apart: number;
  unassigned: number;
  moved: number;
  /** The largest |W/T − 1| of each measure. */
  worst: { measure: TerritoryMeasure; deviation: number; tolerance: number; isBalanced: boolean }[];
  /** Root of the mean squared distance of all retailers from their territory's middle. */
  radiusKm: number;
}

export function summaryOf(
  rows: readonly TerritoryFigures[],
  figures: PlanFigures,
  settings: Scenario['settings'],
): PlanSummary {
  const placed = rows.reduce((sum, row) => sum + row.count, 0);
  return {
    out: rows.filter((row) => row.measures.some((m) => m.isOut)).length,
    apart: rows.filter((row) => row.pieces > 1).length,
    unassigned: figures.count[0]!,
    moved: figures.out.reduce((a, b) => a + b, 0),
    worst: settings.measures.map(({ measure, tolerance, isBalanced }, m) => ({
      measure,
      tolerance,
      isBalanced,
      deviation: Math.max(0, ...rows.map((row) => Math.abs(row.measures[m]!.deviation))),
    })),
    radiusKm: placed === 0 ? 0 : Math.sqrt(rows.reduce((sum, row) => sum + row.count * row.radiusKm ** 2, 0) / placed),
  };
}
