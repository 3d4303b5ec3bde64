// Pure: a territory on paper: its outline, its measures against their tolerance, what its retailers are, and all of them.
import type { LngLat } from '../../shared/geo.ts';
import { count, dateTime, metres, percent } from '../format.ts';
import { territoryAreas } from '../map/territoryAreas.ts';
import type { PlanFigures } from './figures.ts';
import type { TerritoryFigures } from './measures.ts';
import type { PlanModel } from './model.ts';
import type { PlacedRetailer } from './tables.ts';
import type { Filed } from '../ui/print/speech.ts';
import type { Speech } from './words.ts';
import { e, facts, paperTable, sheetHead, type Sheet } from '../ui/print/html.ts';
import { drawn } from '../ui/print/picture.ts';

export interface ScenarioOnPaper {
  name: string;
  unitName: string;
  kind: string;
  model: PlanModel;
  figures: PlanFigures;
  /** Every retailer, with the name of its territory. */
  retailers: readonly PlacedRetailer[];
  repName: (repId: string | null) => string | null;
}

/** Each territory on a page of its own, and its list on as many as it needs. */
export function territorySheets(
  scenario: ScenarioOnPaper,
  rows: readonly TerritoryFigures[],
  speech: Speech,
  filed: Filed,
): Sheet {
  const names = rows.map(({ territory: { name } }) => ({ territoryId: name, name }));
  const numbers = new Map(names.map(({ name }, number) => [name, number]));
  const areas = territoryAreas(names, {
    length: scenario.retailers.length,
    at: (i) => scenario.retailers[i]!.position,
    territory: (i) => numbers.get(scenario.retailers[i]!.territory ?? '') ?? -1,
  });
  const outlines = new Map(areas.map(({ name, rings }) => [name, rings]));
  return {
    running: `${scenario.unitName} · ${scenario.name}`,
    html: rows
      .map((row) => {
        const outline = outlines.get(row.territory.name) ?? [];
        return `<section class="paper-page">${territoryPage(scenario, row, outline, speech, filed)}</section>`;
      })
      .join('\n'),
  };
}

function territoryPage(
  scenario: ScenarioOnPaper,
  row: TerritoryFigures,
  outline: readonly (readonly LngLat[])[],
  speech: Speech,
  filed: Filed,
): string {
  const { w, l, zone } = speech;
  const { planning } = w;
  const rep = scenario.repName(row.territory.repId) ?? planning.noRep;
  const own = scenario.retailers.filter((one) => one.territory === row.territory.name);
  return [
    sheetHead(`${scenario.unitName} · ${scenario.kind} · ${scenario.name}`, `${row.territory.name} · ${rep}`, [
      w.case.printed(dateTime(filed.at, l, zone), filed.by),
    ]),
    facts([
      [planning.measure.retailers, count(row.count, l)],
      [w.sheets.takes, count(row.gained, l)],
      [w.sheets.gives, count(row.lost, l)],
      [planning.radiusTitle, metres(row.radiusKm * 1_000, l)],
      [w.sheets.pieces, count(row.pieces, l)],
    ]),
    own.length === 0
      ? ''
      : `<figure>${drawn({ places: own.map((one) => ({ position: one.position })), outline, around: scenario.retailers.filter((one) => one.territory !== row.territory.name).map((one) => one.position) }, row.territory.name, l)}<figcaption>${e(w.sheets.legendTerritory)}</figcaption></figure>`,
    `<div class="paper-columns"><div>${measures(row, speech)}</div><div>${grades(scenario, row, speech)}</div></div>`,
    `<h2>${e(w.sheets.listOf(count(own.length, l)))}</h2>`,
    `<ol class="paper-list">${own.map((one) => `<li>${e(lineOf(one, speech))}</li>`).join('')}</ol>`,
  ].join('\n');
}

/** One line of the list: code, name, grade and type, and for who is new whence. */
function lineOf({ code, name, grade, businessType, today, territory }: PlacedRetailer, { w }: Speech): string {
  return [
    `${code} ${name}`,
    grade,
    businessType,
    today === territory ? null : `${w.sheets.today} ${today ?? w.planning.noTerritory}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function measures(row: TerritoryFigures, { w, l }: Speech): string {
  const { planning } = w;
  const share = (value: number) =>
    `${value > 0.0005 ? '+' : value < -0.0005 ? '−' : '±'}${(Math.abs(value) * 100).toFixed(1)} %`;
  const shown = (value: number, measure: string) => {
    const text = count(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10, l);
    return measure === 'workloadMin' ? planning.minutes(text) : text;
  };
  return paperTable(
    [
      { head: w.sheets.measure },
      { head: w.sheets.is, isFigure: true },
      { head: w.sheets.target, isFigure: true },
      { head: w.sheets.deviation, isFigure: true },
      { head: w.sheets.allowed, isFigure: true },
      { head: '' },
    ],
    row.measures.map((m) => [
      planning.measure[m.measure],
      shown(m.value, m.measure),
      shown(m.target, m.measure),
      share(m.deviation),
      m.isBalanced ? `±${(m.tolerance * 100).toFixed(1)} %` : '–',
      !m.isBalanced ? '' : m.isOut ? `✕ ${m.deviation < 0 ? planning.under : planning.over}` : `✓ ${planning.within}`,
    ]),
  );
}

function grades({ model, figures }: ScenarioOnPaper, row: TerritoryFigures, { w, l }: Speech): string {
  const { values } = model.grade;
  const at = (j: number, k: number) => figures.grade[j * values.length + k]!;
  const all = (k: number) => model.nos.reduce((sum, _, j) => sum + at(j, k), 0);
  return paperTable(
    [
      { head: w.field.grade },
      { head: w.planning.measure.retailers, isFigure: true },
      { head: '%', isFigure: true },
      { head: `${w.all} %`, isFigure: true },
    ],
    values.flatMap((value, k) =>
      all(k) === 0
        ? []
        : [
            [
              value || w.planning.other,
              count(at(row.j, k), l),
              percent(row.count === 0 ? 0 : at(row.j, k) / row.count, l),
              percent(all(k) / model.n, l),
            ],
          ],
    ),
  );
}
