import type { CalendarMeasures, VisitWhy } from '../../shared/calendars.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

export interface Step {
  stepNo: number;
  retailerId: string;
  fromDay: string;
  toDay: string;
  wasWhy: VisitWhy;
  wasPinned: boolean;
}

export async function lastStep(sql: Queryable, orgId: number, calendarId: string): Promise<Step | null> {
  const { rows } = await sql.query<Step>(
    `select step_no as "stepNo", retailer_id as "retailerId", from_day as "fromDay", to_day as "toDay", was_why as "wasWhy", was_pinned as "wasPinned"
     from calendar_step where org_id = $1 and calendar_id = $2 order by step_no desc limit 1`,
    [orgId, calendarId],
  );
  return rows[0] ?? null;
}

export async function addStep(
  sql: Queryable,
  orgId: number,
  calendarId: string,
  step: Omit<Step, 'stepNo'>,
): Promise<void> {
  await sql.query(
    `insert into calendar_step (org_id, calendar_id, step_no, retailer_id, from_day, to_day, was_why, was_pinned)
     select $1, $2, coalesce(max(step_no), 0) + 1, $3, $4, $5, $6, $7 from calendar_step where org_id = $1 and calendar_id = $2`,
    [orgId, calendarId, step.retailerId, step.fromDay, step.toDay, step.wasWhy, step.wasPinned],
  );
}

export async function dropStep(sql: Queryable, orgId: number, calendarId: string, stepNo: number): Promise<void> {
  await sql.query('delete from calendar_step where org_id = $1 and calendar_id = $2 and step_no = $3', [
    orgId,
    calendarId,
    stepNo,
  ]);
}

/** Puts a visit on a day, with how it came there. */
export async function putVisit(
  sql: Queryable,
  orgId: number,
  calendarId: string,
  visit: { retailerId: string; fromDay: string; toDay: string; why: VisitWhy; pinned: boolean },
): Promise<void> {
  await sql.query(
    `update calendar_visit set day = $5, why = $6, pinned = $7 where org_id = $1 and calendar_id = $2 and retailer_id = $3 and day = $4`,
    [orgId, calendarId, visit.retailerId, visit.fromDay, visit.toDay, visit.why, visit.pinned],
  );
}

/** The order of a day. */
export async function orderDay(
  sql: Queryable,
  orgId: number,
  calendarId: string,
  day: string,
  retailerIds: readonly string[],
): Promise<void> {
  await sql.query(
    `update calendar_visit v set stop_no = o.no from unnest($4::uuid[]) with ordinality as o(retailer_id, no)
     where v.org_id = $1 and v.calendar_id = $2 and v.day = $3 and v.retailer_id = o.retailer_id`,
    [orgId, calendarId, day, retailerIds],
  );
}

/** A calendar changed by the caller; its new revision. */
export async function touch(
  sql: Queryable,
  who: Who,
  calendarId: string,
  measures: CalendarMeasures | null,
): Promise<number> {
  const { rows } = await sql.query<{ revision: number }>(
    `update calendar set revision = revision + 1, measures = coalesce($4, measures), changed_by = $3, changed_at = clock_timestamp()
     where org_id = $1 and calendar_id = $2 returning revision`,
    [who.orgId, calendarId, who.personId, measures],
  );
  return rows[0]!.revision;
}

export async function dropCalendar(sql: Queryable, orgId: number, calendarId: string): Promise<void> {
  await sql.query('delete from calendar where org_id = $1 and calendar_id = $2', [orgId, calendarId]);
}

/** Ends what is published for a rep before a day; what would begin on it or later never counts. */
export async function endPublished(sql: Queryable, orgId: number, repId: string, day: string): Promise<void> {
  await sql.query(
    `update calendar set state = case when from_day >= $3 then 'retired' else state end, to_day = case when from_day >= $3 then to_day else $3::date - 1 end
     where org_id = $1 and rep_id = $2 and state = 'published' and to_day >= $3`,
    [orgId, repId, day],
  );
}

/** Makes a draft count from a day on. */
export async function publish(sql: Queryable, who: Who, calendarId: string, fromDay: string): Promise<number> {
  const { rows } = await sql.query<{ revision: number }>(
    `update calendar set state = 'published', from_day = $3, revision = revision + 1, changed_by = $4, changed_at = clock_timestamp()
     where org_id = $1 and calendar_id = $2 returning revision`,
    [who.orgId, calendarId, fromDay, who.personId],
  );
  await sql.query('delete from calendar_step where org_id = $1 and calendar_id = $2', [who.orgId, calendarId]);
  return rows[0]!.revision;
}
