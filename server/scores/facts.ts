import { CORRECTION_KEY, type Evidence, type ItemFacts, type Scored } from '../../shared/score.ts';
import type { ScoreEntry } from '../../shared/scoreEntries.ts';
import { itemsOf, type ScoreItem, type ScoreScheme } from '../../shared/scoreScheme.ts';
import type { Queryable } from '../db.ts';
import type { Given } from '../given.ts';
import { entriesOf } from './entryStore.ts';
import { peopleOf, unitNow, type ScoredPerson } from './factStore.ts';
import { correctionsIn } from './periodStore.ts';
import { daysOf, type UnitMonth } from './unitMonth.ts';

export interface ScoreDeps {
  given: Pick<Given, 'measure' | 'daysDue'>;
}

export interface Known {
  people: ScoredPerson[];
  scored: Scored[];
}

/** What is known of everybody in a unit's month, for every item of a scheme: rows of reports, entries, corrections. */
export async function factsOf(
  { given }: ScoreDeps,
  sql: Queryable,
  of: UnitMonth,
  scheme: ScoreScheme,
  now: Date,
): Promise<Known> {
  const { orgId, unitId, month } = of;
  const { from, to } = daysOf(month);
  const { today } = await unitNow(sql, orgId, unitId, now);
  const people = await peopleOf(sql, orgId, unitId, from, to < today ? to : today);
  const facts = new Map(people.map(({ repId }) => [repId, new Map<string, ItemFacts>()]));
  for (const item of itemsOf(scheme)) {
    if (item.source !== 'metric') continue;
    const { metric, setting = null } = item;
    for (const { repId, ...known } of await given.measure(sql, { orgId, unitId, metric, setting, from, to, today }))
      facts.get(repId)?.set(item.key, known);
  }
  const add = (repId: string, key: string, evidence: Evidence): void => {
    const mine = facts.get(repId);
    if (!mine) return;
    const { evidence: before } = mine.get(key) ?? { evidence: [] };
    mine.set(key, { evidence: [...before, evidence], undecided: 0 });
  };
  const items = new Map(itemsOf(scheme).map((item) => [item.key, item]));
  for (const entry of await entriesOf(sql, orgId, [unitId], { month })) {
    const item = items.get(entry.itemKey);
    const evidence = item && !entry.withdrawn && evidenceOf(item, entry);
    if (evidence) add(entry.repId, entry.itemKey, evidence);
  }
  for (const { correctionId, repId, points } of await correctionsIn(sql, of))
    add(repId, CORRECTION_KEY, { id: correctionId, num: points / 100, den: 0 });
  return { people, scored: people.map(({ repId }) => ({ repId, unitId, facts: facts.get(repId)! })) };
}

/** What an entry adds to an item; null where a later version of the scheme has no such item. */
export function evidenceOf(
  item: ScoreItem,
  { entryId, eventKey, value }: Pick<ScoreEntry, 'entryId' | 'eventKey' | 'value'>,
): Evidence | null {
  if (item.source === 'entered') return { id: entryId, num: value, den: item.of };
  if (item.source === 'imported') return { id: entryId, num: value, den: 0 };
  if (item.source === 'metric') return null;
  const event = item.events.find(({ key }) => key === eventKey);
  return event ? { id: entryId, num: Math.round(event.points * value * 100) / 100, den: 0 } : null;
}
