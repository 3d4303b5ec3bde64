import type { NewEntry, ScoreEntry } from '../../shared/scoreEntries.ts';
import { itemsOf, type ScoreItem } from '../../shared/scoreScheme.ts';
import type { ProblemReason } from '../../shared/problems/problems.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField, badFields } from '../errors.ts';
import { addEntry, addWithdrawal, entriesOf, entryHash, entryHashes } from './entryStore.ts';
import { isRepOf, unitNow } from './factStore.ts';
import { holdPeriod, storedPeriod } from './periodStore.ts';
import { schemeInForce } from './schemeStore.ts';
import { daysOf, type UnitMonth } from './unitMonth.ts';

const MOST_TIMES = 100;

/** Keeps entries of a month that is not shown, all or none; one that is there already and says the same is left. @throws AppError */
export async function addEntries(
  db: Database,
  who: Who,
  of: UnitMonth,
  entries: readonly NewEntry[],
  now: Date,
): Promise<ScoreEntry[]> {
  const entryIds = entries.map(({ entryId }) => entryId.toLowerCase());
  return db.transaction(async (tx) => {
    await holdPeriod(tx, of);
    const known = await entryHashes(tx, of.orgId, entryIds);
    const fresh = entries.filter(({ entryId }) => !known.has(entryId.toLowerCase()));
    for (const entry of entries) {
      const hash = known.get(entry.entryId.toLowerCase());
      if (hash && !hash.equals(entryHash(of.unitId, of.month, entry))) throw new AppError('ENTRY_ID_TAKEN');
    }
    if (fresh.length > 0) await addFresh(tx, who, of, fresh, now);
    return entriesOf(tx, of.orgId, [of.unitId], { entryIds });
  });
}

async function addFresh(tx: Queryable, who: Who, of: UnitMonth, fresh: readonly NewEntry[], now: Date): Promise<void> {
  if ((await storedPeriod(tx, of))?.untilDay) throw new AppError('SCORES_SHOWN');
  const { today } = await unitNow(tx, of.orgId, of.unitId, now);
  if (of.month > today.slice(0, 7)) throw badField('body.month', 'SCORES_MONTH_AHEAD', { month: today.slice(0, 7) });
  const scheme = await schemeInForce(tx, of.orgId, of.unitId, of.month);
  if (!scheme) throw new AppError('NO_SCHEME');
  const items = new Map(itemsOf(scheme.content).map((item) => [item.key, item]));
  const faults = fresh.flatMap((entry, i) => {
    const reason = faultOf(items.get(entry.itemKey), entry);
    return reason ? [{ path: `body.entries.${i}`, reason }] : [];
  });
  if (faults.length > 0) throw badFields(faults);
  const ids = fresh.map(({ entryId }) => entryId.toLowerCase());
  if (new Set(ids).size < ids.length) throw new AppError('ENTRY_ID_TAKEN');
  const { from, to } = daysOf(of.month);
  for (const repId of new Set(fresh.map((entry) => entry.repId.toLowerCase())))
    if (!(await isRepOf(tx, of.orgId, of.unitId, repId, from, to))) throw new AppError('NO_SUCH_REP');
  for (const entry of fresh) await addEntry(tx, who, of.unitId, of.month, entry);
}

/** What is wrong with an entry for its item. */
export function faultOf(item: ScoreItem | undefined, { itemKey, eventKey, value }: NewEntry): ProblemReason | null {
  if (!item || item.source === 'metric') return { code: 'ENTRY_ITEM', key: itemKey };
  if (item.source !== 'events') {
    if (eventKey !== null) return { code: 'ENTRY_EVENT', key: itemKey };
    if (item.source === 'entered' && (value < 0 || value > item.of))
      return { code: 'ENTRY_RANGE', least: 0, most: item.of };
    return null;
  }
  if (!item.events.some(({ key }) => key === eventKey)) return { code: 'ENTRY_EVENT', key: itemKey };
  if (!Number.isInteger(value) || value < 1 || value > MOST_TIMES)
    return { code: 'ENTRY_RANGE', least: 1, most: MOST_TIMES };
  return null;
}

/** @throws AppError */
export async function withdrawEntry(db: Database, who: Who, entryId: string, why: string): Promise<ScoreEntry> {
  const find = async (sql: Queryable): Promise<ScoreEntry> => {
    const [entry] = await entriesOf(sql, who.orgId, who.unitIds, { entryIds: [entryId] });
    if (!entry) throw new AppError('NO_SUCH_ENTRY');
    return entry;
  };
  return db.transaction(async (tx) => {
    const { unitId, month } = await find(tx);
    const of = { orgId: who.orgId, unitId, month };
    await holdPeriod(tx, of);
    if ((await find(tx)).withdrawn) throw new AppError('ENTRY_WITHDRAWN');
    if ((await storedPeriod(tx, of))?.untilDay) throw new AppError('SCORES_SHOWN');
    await addWithdrawal(tx, who, entryId, why);
    return find(tx);
  });
}
