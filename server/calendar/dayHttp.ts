import { workingDayContracts, type DaysImport, type SaidDay, type WorkingDays } from '../../shared/workingDays.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { readTable } from '../tables/readTable.ts';
import { absencesIn, addAbsence, confirm, confirmedYears, removeAbsence, saidDays, sayDays } from './dayStore.ts';
import { repIn } from './month.ts';
import { fieldOf, readDays } from './readDays.ts';

/** Working days of units and absences of reps. */
export function dayEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(workingDayContracts.readWorkingDays, ({ who, query }) => yearOf(db, who, query.unitId, query.year)),
    endpoint(workingDayContracts.setWorkingDays, async ({ who, body }) => {
      const unitId = unitIn(who, body.unitId);
      await db.transaction((tx) => sayDays(tx, who, unitId, body.days));
      return { items: body.days.flatMap(({ kind, ...day }) => (kind === null ? [] : [{ ...day, kind }])) };
    }),
    endpoint(workingDayContracts.importWorkingDays, ({ who, query, body }) =>
      db.transaction((tx) => importDays(tx, who, unitIn(who, query.unitId), body, query.store === 'true')),
    ),
    endpoint(workingDayContracts.confirmYear, async ({ who, params, body }) => {
      await confirm(db, who, unitIn(who, body.unitId), params.year);
      return yearOf(db, who, body.unitId, params.year);
    }),
    endpoint(workingDayContracts.listAbsences, async ({ who, query }) => ({ items: await absencesIn(db, who, query) })),
    endpoint(workingDayContracts.addAbsence, ({ who, body, now }) =>
      db.transaction(async (tx) => {
        const { repId } = await repIn(tx, who, body.repId, now);
        const absenceId = await addAbsence(tx, who, { ...body, repId });
        if (absenceId === null) throw await overlapping(tx, who, { ...body, repId });
        return (await absencesIn(tx, who, { absenceId }))[0]!;
      }),
    ),
    endpoint(workingDayContracts.removeAbsence, async ({ who, params }) => {
      if (!(await removeAbsence(db, who, params.absenceId))) throw new AppError('NO_SUCH_ABSENCE');
      return undefined;
    }),
  ];
}

function unitIn(who: Who, unitId: string): string {
  const id = unitId.toLowerCase();
  if (!who.unitIds.includes(id)) throw new AppError('NO_SUCH_UNIT');
  return id;
}

async function overlapping(
  sql: Queryable,
  who: Who,
  { repId, fromDay, toDay }: { repId: string; fromDay: string; toDay: string },
): Promise<AppError> {
  const [other] = await absencesIn(sql, who, { repId, from: fromDay, to: toDay });
  return new AppError('AWAY_ALREADY', { from: other?.fromDay ?? fromDay, to: other?.toDay ?? toDay });
}

async function yearOf(sql: Queryable, who: Who, unit: string, year: number): Promise<WorkingDays> {
  const unitId = unitIn(who, unit);
  return {
    days: await saidDays(sql, who.orgId, unitId, `${year}-01-01`, `${year}-12-31`),
    confirmed: await confirmedYears(sql, who.orgId, unitId),
  };
}

/** What a file says of days beside what is known; stored only when it is asked for and every line could be read. */
async function importDays(
  tx: Queryable,
  who: Who,
  unitId: string,
  bytes: Uint8Array,
  isToStore: boolean,
): Promise<DaysImport> {
  const read = readTable(bytes, { fieldOf, sheet: null, headerLine: null });
  if (!read.ok) throw new AppError('DAYS_FILE', {});
  const { days, faults } = readDays(read.table.columns, read.table.rows);
  const sorted = days.sort((a, b) => (a.day < b.day ? -1 : 1));
  const known = new Map<string, SaidDay>();
  if (sorted.length > 0)
    for (const one of await saidDays(tx, who.orgId, unitId, sorted[0]!.day, sorted.at(-1)!.day))
      if (one.isOwn) known.set(one.day, one);
  const isStored = isToStore && faults.length === 0 && sorted.length > 0;
  if (isStored) await sayDays(tx, who, unitId, sorted);
  return { faults, isStored, days: sorted.map((one) => ({ ...one, change: changeOf(known.get(one.day), one) })) };
}

function changeOf(before: SaidDay | undefined, { kind, name }: SaidDay): 'new' | 'changed' | 'same' {
  if (!before) return 'new';
  return before.kind === kind && before.name === name ? 'same' : 'changed';
}
