// What the judge would say if a retailer were elsewhere: of each visit's stored evidence, with nothing but the place exchanged.
import type { Consequences } from '../../shared/placeProposals.ts';
import type { JudgeInput, Verdict } from '../../shared/verdicts.ts';
import type { Queryable } from '../db.ts';
import type { PlaceToTry } from '../given.ts';
import { judge } from './judge.ts';
import { visitsAt, type JudgedVisit } from './elsewhereStore.ts';
import { distancesM } from './judgeStore.ts';
import { measureVisit, nextOf, pairsToMeasure } from './measureVisit.ts';

/** A shop is visited some fifty times a year: all of one, and of a file's shops enough to see what would come of it. */
const MOST_VISITS = 400;
/** So that neither statement nor judge holds up presses. */
const VISITS_AT_ONCE = 50;

export async function judgeElsewhere(
  sql: Queryable,
  orgId: number,
  places: readonly PlaceToTry[],
): Promise<Consequences> {
  const { total, visits } = await visitsAt(sql, orgId, places, MOST_VISITS);
  const byRetailer = new Map(places.map((place) => [place.retailerId, place]));
  const counts = new Map<string, { from: Verdict; to: Verdict; visits: number }>();
  for (let at = 0; at < visits.length; at += VISITS_AT_ONCE) {
    const part = visits.slice(at, at + VISITS_AT_ONCE);
    const inputs = part.map((visit) => elsewhere(visit.evidence, byRetailer.get(visit.retailerId)!));
    const pairs = inputs.map((input) => pairsToMeasure(input));
    const metres = await distancesM(sql, pairs.flat());
    let next = 0;
    for (const [i, input] of inputs.entries()) {
      const answer = judge(measureVisit(input, nextOf(metres.slice(next, (next += pairs[i]!.length)))));
      count(counts, part[i]!, answer.verdict);
    }
  }
  const changes = [...counts.values()].sort((a, b) => b.visits - a.visits || (a.from + a.to < b.from + b.to ? -1 : 1));
  return { visits: total, judged: visits.length, changes };
}

function count(
  counts: Map<string, { from: Verdict; to: Verdict; visits: number }>,
  { verdict }: JudgedVisit,
  to: Verdict,
): void {
  const key = `${verdict} ${to}`;
  const known = counts.get(key) ?? { from: verdict, to, visits: 0 };
  counts.set(key, { ...known, visits: known.visits + 1 });
}

/** The evidence as it would be read then: a corrected place has the one before it in its history, one that moved has none. */
function elsewhere(evidence: JudgeInput, place: PlaceToTry): JudgeInput {
  const { lng, lat, coordinate } = evidence.retailer;
  const history = (evidence.history ?? {}) as Record<string, unknown>;
  const before = Array.isArray(history['coordinateHistory']) ? (history['coordinateHistory'] as unknown[]) : [];
  const isMove = place.fromDay !== null;
  return {
    ...evidence,
    retailer: {
      ...evidence.retailer,
      ...place.position,
      sigmaM: place.sigmaM ?? evidence.retailer.sigmaM,
      coordinate: place.trust ?? coordinate,
    },
    history: {
      ...history,
      coordinateHistory: isMove ? [] : [...before, { lng, lat, coordinate }],
      ...(isMove && { coordinateInspected: false }),
      retailersAtCoordinate: null,
    },
  };
}
