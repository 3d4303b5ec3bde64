// Pure: who hands which retailers to whom, rep by rep: what a planner pins to the wall.
import type { ScenarioMove } from '../../shared/scenarios.ts';
import { count, dateTime, localeOf, type Language } from '../format.ts';
import { whyMoved } from './whyMoved.ts';
import type { Filed } from '../ui/print/speech.ts';
import type { Speech } from './words.ts';
import { e, facts, paperTable, sheetHead, type Sheet } from '../ui/print/html.ts';

/** One side of moves: a territory and whose it is. */
interface Side {
  territory: string;
  rep: string | null;
  gives: ScenarioMove[];
  takes: ScenarioMove[];
}

export function movesSheet(
  scenario: { name: string; unitName: string; kind: string },
  moves: readonly ScenarioMove[],
  speech: Speech,
  filed: Filed,
): Sheet {
  const { w, l, zone } = speech;
  const p = w.sheets;
  const sides = sidesOf(moves, l);
  const moved = moves.filter((one) => one.fromName !== null).length;
  return {
    running: `${scenario.unitName} · ${p.moves} · ${scenario.name}`,
    html: [
      sheetHead(`${scenario.unitName} · ${scenario.kind} · ${p.moves}`, scenario.name, [
        w.case.printed(dateTime(filed.at, l, zone), filed.by),
      ]),
      facts([
        [p.movedRetailers, count(moved, l)],
        [p.touched, count(sides.length, l)],
      ]),
      paperTable(
        [
          { head: p.territory },
          { head: w.visits.rep },
          { head: p.gives, isFigure: true },
          { head: p.takes, isFigure: true },
        ],
        sides.map((side) => [
          side.territory,
          side.rep ?? w.planning.noRep,
          count(side.gives.length, l),
          count(side.takes.length, l),
        ]),
      ),
      ...sides.map((side) => sidePart(side, speech)),
    ].join('\n'),
  };
}

/** Every territory that gives or takes, by name. */
function sidesOf(moves: readonly ScenarioMove[], l: Language): Side[] {
  const sides = new Map<string, Side>();
  const side = (territory: string, rep: string | null): Side => {
    const known = sides.get(territory) ?? { territory, rep, gives: [], takes: [] };
    sides.set(territory, known);
    return known;
  };
  for (const one of moves) {
    if (one.fromName !== null) side(one.fromName, one.fromRep).gives.push(one);
    if (one.toName !== null) side(one.toName, one.toRep).takes.push(one);
  }
  return [...sides.values()].sort((a, b) => a.territory.localeCompare(b.territory, localeOf[l], { numeric: true }));
}

function sidePart({ territory, rep, gives, takes }: Side, { w, l }: Speech): string {
  const p = w.sheets;
  const who = (name: string | null, person: string | null) =>
    [name ?? w.planning.noTerritory, person].filter(Boolean).join(' · ');
  const table = (title: string, other: string, rows: readonly ScenarioMove[], whom: (one: ScenarioMove) => string) =>
    rows.length === 0
      ? ''
      : `<h3>${e(`${title} ${count(rows.length, l)}`)}</h3>${paperTable(
          [{ head: p.done }, { head: w.field.code }, { head: w.field.name }, { head: other }, { head: p.why }],
          [...rows]
            .sort(
              (a, b) => whom(a).localeCompare(whom(b), localeOf[l], { numeric: true }) || (a.code < b.code ? -1 : 1),
            )
            .map((one) => ['☐', one.code, one.name, whom(one), whyMoved(one, w.planning)]),
        )}`;
  return `<section class="paper-part"><h2>${e(`${rep ?? w.planning.noRep} · ${territory}`)}</h2>${table(
    p.gives,
    p.to,
    gives,
    (one) => who(one.toName, one.toRep),
  )}${table(p.takes, p.from, takes, (one) => who(one.fromName, one.fromRep))}</section>`;
}
