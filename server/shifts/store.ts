import type { Shift, ShiftAct } from '../../shared/shifts.ts';
import type { Recording } from '../../shared/recording.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

type ShiftRow = { [K in keyof Shift]: K extends `${string}At` ? Date | Extract<Shift[K], null> : Shift[K] };

const columns = `shift_id as "shiftId", rep_id as "repId", unit_id as "unitId", day, opened_at as "openedAt", closed_at as "closedAt", until_at as "untilAt"`;

function toShift(row: ShiftRow): Shift {
  return {
    ...row,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    untilAt: row.untilAt.toISOString(),
  };
}

/** Lets a rep's shift acts through one at a time: one shift is open at most. */
export async function lockShifts(sql: Queryable, who: Who): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`shift ${who.orgId} ${who.personId}`]);
}

/** The shift that this very act opened or closed, whoever's it is. */
export async function shiftOfAct(
  sql: Queryable,
  orgId: number,
  kind: 'open' | 'close',
  clientId: string,
): Promise<Shift | null> {
  const { rows } = await sql.query<ShiftRow>(
    `select ${columns} from shift_span where org_id = $1 and shift_id = (select shift_id from shift where org_id = $1 and kind = $2 and client_id = $3)`,
    [orgId, kind, clientId],
  );
  return rows[0] ? toShift(rows[0]) : null;
}

/** The rep's shift that is open at a moment: not closed, and not forgotten. */
export async function openShift(sql: Queryable, who: Who, at: string): Promise<Shift | null> {
  const { rows } = await sql.query<ShiftRow>(
    `select ${columns} from shift_span where org_id = $1 and rep_id = $2 and closed_at is null and until_at > $3 order by opened_at desc limit 1`,
    [who.orgId, who.personId, at],
  );
  return rows[0] ? toShift(rows[0]) : null;
}

/** Appends the act. An opening makes a shift of its own, a close ends `of`. */
export async function addShiftAct(
  sql: Queryable,
  who: Who,
  kind: 'open' | 'close',
  act: ShiftAct,
  of: Shift | null,
): Promise<void> {
  await sql.query(
    `insert into shift (org_id, client_id, kind, shift_id, rep_id, unit_id, day, at, device_id)
     values ($1, $2, $3, $4, $5, $6, coalesce($7::date, ($8::timestamptz at time zone $9)::date), $8, $10)`,
    [
      who.orgId,
      act.clientId,
      kind,
      of?.shiftId ?? act.clientId,
      who.personId,
      of?.unitId ?? who.unitId,
      of?.day ?? null,
      act.at,
      who.timeZone,
      who.deviceId,
    ],
  );
}

/** Shifts of the caller's scope, the newest first; a rep sees their own. */
export async function shiftsIn(
  sql: Queryable,
  who: Who,
  repId: string | undefined,
  day: string | undefined,
): Promise<Shift[]> {
  const { rows } = await sql.query<ShiftRow>(
    `select ${columns} from shift_span
     where org_id = $1 and unit_id = any($2) and ($3::uuid is null or rep_id = $3) and ($4::uuid is null or rep_id = $4) and ($5::date is null or day = $5)
     order by opened_at desc, shift_id limit 1000`,
    [who.orgId, who.unitIds, who.role === 'rep' ? who.personId : null, repId ?? null, day ?? null],
  );
  return rows.map(toShift);
}

export async function recordingOf(sql: Queryable, orgId: number): Promise<Recording> {
  const { rows } = await sql.query<{ isShiftOnly: boolean }>('select is_shift_only($1) as "isShiftOnly"', [orgId]);
  return rows[0]!.isShiftOnly ? 'shift' : 'always';
}

/** Deletes shifts that were opened more than so many days ago, with their ends. @returns how many acts went */
export async function dropOldShifts(sql: Queryable, days: number): Promise<number> {
  const { rows } = await sql.query<{ dropped: number }>('select drop_shifts($1)::int as dropped', [days]);
  return rows[0]!.dropped;
}
