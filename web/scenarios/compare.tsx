import { useEffect, useRef } from 'preact/hooks';
import { readScenario, readScenarioUnits, type Scenario, type ScenarioUnits } from '../../shared/scenarios.ts';
import { call } from '../api.ts';
import { count, metres } from '../format.ts';
import { toWorld } from '../map/mercator.ts';
import { planColour } from './map/layer.ts';
import { palette } from '../map/palette.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { tenths } from './balance.tsx';
import { looksOf, touchingTerritories } from './colours.ts';
import { figuresOf } from './figures.ts';
import { summaryOf, territoryFigures, type PlanSummary } from './measures.ts';
import { modelOf } from './model.ts';
import { comparisonTable } from './tables.ts';
import s from './scenarios.module.css';

interface Side {
  name: string;
  scenarioId: string | null;
  summary: PlanSummary;
  units: ScenarioUnits;
  at: Int32Array;
  looks: number[];
}

/** A scenario with its figures; with `isToday` the map in force, measured as this scenario measures. */
function sideOf(
  scenario: Scenario,
  units: ScenarioUnits,
  isToday: boolean,
  before: readonly number[] = [],
): Omit<Side, 'name' | 'scenarioId'> {
  const model = modelOf(units, scenario);
  const at = isToday ? model.today : Int32Array.from(units.no, (no) => model.indexOf.get(no) ?? 0);
  const figures = figuresOf(model, at);
  const summary = summaryOf(territoryFigures(model, figures, scenario), figures, scenario.settings);
  return { summary, units, at, looks: looksOf(touchingTerritories(at, model.door, model, model.nos.length), before) };
}

/** Then a territory has the same colour on every map. */
const sameNos = (a: Scenario, b: Scenario): boolean =>
  a.territories.map((t) => t.no).join() === b.territories.map((t) => t.no).join();

/** Today first, measured as the first scenario measures, then each scenario. */
async function readSides(scenarioIds: readonly string[]): Promise<Side[]> {
  const read = await Promise.all(
    scenarioIds.map(
      async (id) =>
        [
          await call(readScenario, { params: { scenarioId: id } }),
          await call(readScenarioUnits, { params: { scenarioId: id } }),
        ] as const,
    ),
  );
  const [first, units] = read[0]!;
  const today: Side = { name: '', scenarioId: null, ...sideOf(first, units, true) };
  return [
    today,
    ...read.map(([scenario, columns]): Side => ({
      name: scenario.name,
      scenarioId: scenario.scenarioId,
      ...sideOf(scenario, columns, false, sameNos(first, scenario) ? today.looks : []),
    })),
  ];
}

/** Scenarios beside each other and beside today: maps, measures, moves. */
export function Compare({ scenarioIds, onBack }: { scenarioIds: readonly string[]; onBack: () => void }) {
  const asked = useAsked(scenarioIds.join(), () => readSides(scenarioIds));
  const sides = asked.value ?? [];
  return (
    <>
      <CompareHead sides={sides} onBack={onBack} />
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!asked.value && asked.error === undefined && <Skeleton rows={6} />}
        {asked.value && <Comparison sides={sides} />}
      </div>
    </>
  );
}

function CompareHead({ sides, onBack }: { sides: readonly Side[]; onBack: () => void }) {
  const w = words.value;
  const p = w.planning;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <button type="button" class="tool" aria-label={w.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="panel-title">
          <h1>{p.compareTitle}</h1>
        </div>
        <span class="spread" />
        {sides.length > 0 && (
          <ExportMenu
            of={{
              table: comparisonTable(sides[0]!.summary.worst.map((one) => one.measure)),
              rows: sides.map((side) => ({ name: side.name || p.todayMap, summary: side.summary })),
            }}
          />
        )}
      </div>
    </header>
  );
}

function Comparison({ sides }: { sides: readonly Side[] }) {
  const p = words.value.planning;
  const l = language.value;
  return (
    <div class={`scroll ${s.compare}`} tabIndex={0} role="region" aria-label={p.compareTitle}>
      <table>
        <SideHeads sides={sides} />
        <tbody>
          {sides[0]!.summary.worst.map(({ measure }) => (
            <Row
              key={measure}
              sides={sides}
              title={p.measure[measure]}
              value={(side) => {
                const one = side.summary.worst.find((m) => m.measure === measure);
                return one ? tenths(one.deviation, l) : '–';
              }}
              isBad={(side) =>
                side.summary.worst.some(
                  (m) => m.measure === measure && m.isBalanced && m.deviation > m.tolerance + 1e-9,
                )
              }
            />
          ))}
          <Row sides={sides} title={p.moved} value={(side) => count(side.summary.moved, l)} />
          <Row sides={sides} title={p.radiusTitle} value={(side) => metres(side.summary.radiusKm * 1000, l)} />
          <Row
            sides={sides}
            title={p.unassigned}
            value={(side) => count(side.summary.unassigned, l)}
            isBad={(side) => side.summary.unassigned > 0}
          />
          <Row
            sides={sides}
            title={p.inPieces}
            value={(side) => count(side.summary.apart, l)}
            isBad={(side) => side.summary.apart > 0}
          />
        </tbody>
      </table>
    </div>
  );
}

/** The name of each side, which opens it, and its map. */
function SideHeads({ sides }: { sides: readonly Side[] }) {
  const p = words.value.planning;
  return (
    <thead>
      <tr>
        <th>{p.scenario}</th>
        {sides.map((side) => (
          <th key={side.scenarioId} class="figure">
            {side.scenarioId === null ? (
              p.todayMap
            ) : (
              <button type="button" class="link flush" onClick={() => go({ scenarioId: side.scenarioId })}>
                {side.name}
              </button>
            )}
          </th>
        ))}
      </tr>
      <tr>
        <td />
        {sides.map((side) => (
          <td key={side.scenarioId}>
            <Picture side={side} label={p.mapOf(side.scenarioId === null ? p.todayMap : side.name)} />
          </td>
        ))}
      </tr>
    </thead>
  );
}

/** One figure of every side. */
function Row({
  sides,
  title,
  value,
  isBad,
}: {
  sides: readonly Side[];
  title: string;
  value: (side: Side) => string;
  isBad?: (side: Side) => boolean;
}) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {sides.map((side) => (
        <td key={side.scenarioId} class={`figure ${isBad?.(side) ? 'warn' : ''}`}>
          {value(side)}
        </td>
      ))}
    </tr>
  );
}

const WIDTH = 150;
const HEIGHT = 120;

/** A small map: each retailer in the colour of its territory. */
function Picture({ side, label }: { side: Side; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = palette.value;
  useEffect(() => {
    const ctx = canvas.current!.getContext('2d')!;
    const world = side.units.lng.map((lng, i) => toWorld({ lng, lat: side.units.lat[i]! }));
    const sorted = (values: number[]) => values.sort((a, b) => a - b);
    const [xs, ys] = [sorted(world.map((p) => p.x)), sorted(world.map((p) => p.y))];
    const cut = (values: number[], share: number) => values[Math.round((values.length - 1) * share)] ?? 0;
    const [west, east, north, south] = [cut(xs, 0.005), cut(xs, 0.995), cut(ys, 0.005), cut(ys, 0.995)];
    const scale = Math.min(WIDTH / (east - west || 1), HEIGHT / (south - north || 1)) * 0.94;
    ctx.setTransform(2, 0, 0, 2, 0, 0);
    ctx.clearRect(0, 0, WIDTH, HEIGHT);
    world.forEach((p, i) => {
      ctx.fillStyle = planColour(side.looks[side.at[i]!] ?? -1);
      ctx.fillRect(
        WIDTH / 2 + (p.x - (west + east) / 2) * scale - 1,
        HEIGHT / 2 + (p.y - (north + south) / 2) * scale - 1,
        2,
        2,
      );
    });
  }, [side, colours]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={WIDTH * 2}
      height={HEIGHT * 2}
      style={{ width: `${WIDTH}px`, height: `${HEIGHT}px` }}
    />
  );
}
