import type {
  CalendarMeasures,
  CalendarState,
  CalendarVisit,
  RepCalendar,
  RuledRetailer,
  StoredMiss,
  VisitRule,
} from '../../shared/calendars.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { MadeWith } from './request.ts';

export interface StoredCalendar extends Omit<RepCalendar, 'retailers' | 'visits' | 'misses' | 'steps'> {
  settings: MadeWith;
}

const columns = `c.calendar_id as "calendarId", c.rep_id as "repId", c.unit_id as "unitId", c.state, c.from_day as "fromDay", c.to_day as "toDay",
  c.settings, c.measures, c.revision, p.name as "changedBy", to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;

/** Calendars of the caller's scope by their first day, those of a rep, of a state, that count on some of the days. */
export async function calendarsIn(
  sql: Queryable,
  who: Who,
  filter: {
    calendarId?: string;
    repIds?: readonly string[];
    state?: CalendarState;
    from?: string;
    to?: string;
  },
): Promise<StoredCalendar[]> {
  const { rows } = await sql.query<StoredCalendar>(
    `select ${columns} from calendar c join known_person p on p.org_id = c.org_id and p.person_id = c.changed_by
     where c.org_id = $1 and c.unit_id = any($2) and ($3::uuid is null or c.rep_id = $3) and ($4::uuid is null or c.calendar_id = $4)
       and ($5::uuid[] is null or c.rep_id = any($5)) and ($6::text is null or c.state = $6) and ($7::date is null or c.to_day >= $7) and ($8::date is null or c.from_day <= $8)
     order by c.from_day, c.calendar_id`,
    [
      who.orgId,
      who.unitIds,
      who.role === 'rep' ? who.personId : null,
      filter.calendarId ?? null,
      filter.repIds ?? null,
      filter.state ?? null,
      filter.from ?? null,
      filter.to ?? null,
    ],
  );
  return rows;
}

/** A draft of the caller's scope, held until the transaction ends: two writers meet here. */
export async function holdCalendar(sql: Queryable, who: Who, calendarId: string): Promise<StoredCalendar | null> {
  // a statement of its own: one that waited sees the newest row of what it locks (read committed)
  await sql.query('select 1 from calendar where org_id = $1 and calendar_id = $2 for update', [who.orgId, calendarId]);
  return (await calendarsIn(sql, who, { calendarId }))[0] ?? null;
}

/** One writer a rep at a time, whatever there is of them. */
export async function holdRep(sql: Queryable, orgId: number, repId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`calendar ${orgId} ${repId}`]);
}

/** Its visits by day and order; of a published one those that count. */
export async function visitsOf(
  sql: Queryable,
  orgId: number,
  { calendarId, fromDay, toDay }: Pick<StoredCalendar, 'calendarId' | 'fromDay' | 'toDay'>,
): Promise<CalendarVisit[]> {
  const { rows } = await sql.query<CalendarVisit>(
    `select retailer_id as "retailerId", day, stop_no as "stopNo", why, pinned from calendar_visit
     where org_id = $1 and calendar_id = $2 and day between $3 and $4 order by day, stop_no, retailer_id`,
    [orgId, calendarId, fromDay, toDay],
  );
  return rows;
}

/** Who is in a calendar, or missed by it, by code, each as it is on the calendar's first day. */
export async function retailersIn(
  sql: Queryable,
  orgId: number,
  { calendarId, fromDay }: Pick<StoredCalendar, 'calendarId' | 'fromDay'>,
): Promise<RuledRetailer[]> {
  const { rows } = await sql.query<RuledRetailer>(
    `select r.retailer_id as "retailerId", r.code, r.name, r.address, f.grade, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
       case when c.retailer_id is not null then json_build_object('frequency', c.frequency, 'style', c.style, 'weekdays', c.weekdays, 'everyWeeks', c.every_weeks, 'phase', c.phase) end as rule
     from known_retailer r
     left join calendar_rule c on c.org_id = $1 and c.calendar_id = $2 and c.retailer_id = r.retailer_id
     left join lateral facts_on($1, r.retailer_id, $3) f on true
     where r.org_id = $1 and (c.retailer_id is not null or r.retailer_id in (select retailer_id from calendar_miss where org_id = $1 and calendar_id = $2)) order by r.code`,
    [orgId, calendarId, fromDay],
  );
  return rows;
}

export async function rulesOf(
  sql: Queryable,
  orgId: number,
  calendarId: string,
): Promise<(VisitRule & { retailerId: string })[]> {
  const { rows } = await sql.query<VisitRule & { retailerId: string }>(
    `select retailer_id as "retailerId", frequency, style, weekdays, every_weeks as "everyWeeks", phase from calendar_rule
     where org_id = $1 and calendar_id = $2`,
    [orgId, calendarId],
  );
  return rows;
}

export async function missesOf(sql: Queryable, orgId: number, calendarId: string): Promise<StoredMiss[]> {
  const { rows } = await sql.query<StoredMiss>(
    `select retailer_id as "retailerId", day, reason, cure from calendar_miss where org_id = $1 and calendar_id = $2 order by miss_no`,
    [orgId, calendarId],
  );
  return rows;
}

export interface NewCalendar {
  repId: string;
  unitId: string;
  fromDay: string;
  toDay: string;
  settings: MadeWith;
  measures: CalendarMeasures;
  rules: (VisitRule & { retailerId: string })[];
  visits: CalendarVisit[];
  misses: StoredMiss[];
}

/** Stores a draft in the place of the rep's other one. */
export async function addDraft(sql: Queryable, who: Who, draft: NewCalendar): Promise<string> {
  await sql.query(`delete from calendar where org_id = $1 and rep_id = $2 and state = 'draft'`, [
    who.orgId,
    draft.repId,
  ]);
  const { rows } = await sql.query<{ id: string }>(
    `insert into calendar (org_id, rep_id, unit_id, from_day, to_day, state, settings, measures, changed_by)
     values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8) returning calendar_id as id`,
    [who.orgId, draft.repId, draft.unitId, draft.fromDay, draft.toDay, draft.settings, draft.measures, who.personId],
  );
  const { id } = rows[0]!;
  await sql.query(
    `insert into calendar_rule (org_id, calendar_id, retailer_id, frequency, style, weekdays, every_weeks, phase)
     select $1, $2, (r->>'retailerId')::uuid, (r->>'frequency')::float8, r->>'style', array(select json_array_elements_text(r->'weekdays')::smallint),
       (r->>'everyWeeks')::smallint, (r->>'phase')::smallint from json_array_elements($3::json) r`,
    [who.orgId, id, JSON.stringify(draft.rules)],
  );
  await sql.query(
    `insert into calendar_visit (org_id, calendar_id, retailer_id, day, stop_no, why, pinned)
     select $1, $2, (v->>'retailerId')::uuid, (v->>'day')::date, (v->>'stopNo')::integer, v->>'why', (v->>'pinned')::boolean
     from json_array_elements($3::json) v`,
    [who.orgId, id, JSON.stringify(draft.visits)],
  );
  await sql.query(
    `insert into calendar_miss (org_id, calendar_id, miss_no, retailer_id, day, reason, cure)
     select $1, $2, no, (m->>'retailerId')::uuid, (m->>'day')::date, m->>'reason', case when json_typeof(m->'cure') = 'object' then (m->'cure')::jsonb end
     from json_array_elements($3::json) with ordinality as given(m, no)`,
    [who.orgId, id, JSON.stringify(draft.misses)],
  );
  return id;
}
