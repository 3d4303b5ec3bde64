import type { SettingChange, SettingOrigin } from '../../shared/settingChanges.ts';
import type { SaidSetting, SettingKey } from '../../shared/settings.ts';
import type { SettingReader } from '../../shared/settingShape.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** A part of the organisation, and its day. */
export interface UnitToday {
  unitId: string;
  /** By its own clock. */
  today: string;
  /** It has none above it. */
  isOrganisation: boolean;
}

export async function unitToday(sql: Queryable, orgId: number, unitId: string, now: Date): Promise<UnitToday> {
  const { rows } = await sql.query<UnitToday>(
    `select unit_id as "unitId", ($3::timestamptz at time zone time_zone)::date as today, parent_id is null as "isOrganisation"
     from known_unit where org_id = $1 and unit_id = $2`,
    [orgId, unitId, now],
  );
  return rows[0]!;
}

/** A unit's own value of a setting, or that of the nearest one above, with who said it and since when. */
export interface SaidHere extends SaidSetting {
  origin: Extract<SettingOrigin, { unitId: string }>;
}

/** What is said of settings for a unit on a day; settings of which nobody says anything are left out. */
export async function saidOn(sql: Queryable, orgId: number, unitId: string, day: string): Promise<SaidHere[]> {
  const { rows } = await sql.query<SaidHere>(
    `select key, value, json_build_object('source', case when is_organisation then 'organisation' else 'unit' end, 'unitId', said_by,
       'fromDay', from_day, 'setAt', to_char(set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'setBy', set_by, 'reason', reason) as origin
     from settings_on($1, array[$2::uuid], array[$3::date])`,
    [orgId, unitId, day],
  );
  return rows;
}

/** How many changes of its own a unit has, by setting. */
export async function revisionsOf(sql: Queryable, orgId: number, unitId: string): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ key: string; revision: number }>(
    'select key, max(change_no) as revision from setting_change where org_id = $1 and unit_id = $2 group by key',
    [orgId, unitId],
  );
  return new Map(rows.map(({ key, revision }) => [key, revision]));
}

/** An act on a setting, as it is stored; `revision` is the number of the last one that the caller saw. */
export interface NewChange {
  key: SettingKey;
  unitId: string;
  fromDay: string;
  deed: SettingChange['deed'];
  /** Of `set`. */
  value: unknown;
  onRecord: boolean;
  revision: number;
  reason: string | null;
}

/** Lets acts on a setting through one at a time, where the caller names no revision. */
export async function lockSetting(sql: Queryable, orgId: number, key: SettingKey): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting ${orgId} ${key}`]);
}

/** Appends an act. @returns its number; null where another one came after what the caller saw: then nothing is stored */
export async function addChange(sql: Queryable, who: Who, change: NewChange): Promise<number | null> {
  const { rows } = await sql.query<{ changeNo: number }>(
    `insert into setting_change (org_id, unit_id, key, change_no, from_day, deed, value, on_record, set_by, reason)
     select $1, $2, $3, $4::integer + 1, $5, $6, $7, $8, $9, $10
     where $4 = (select coalesce(max(change_no), 0) from setting_change where org_id = $1 and unit_id = $2 and key = $3)
     on conflict do nothing returning change_no as "changeNo"`,
    [
      who.orgId,
      change.unitId,
      change.key,
      change.revision,
      change.fromDay,
      change.deed,
      change.deed === 'set' ? JSON.stringify(change.value) : null,
      change.onRecord,
      who.personId,
      change.reason,
    ],
  );
  return rows[0]?.changeNo ?? null;
}

/** A unit's own acts on a setting, or on all of them, in their order. */
export async function changesOf(
  sql: Queryable,
  orgId: number,
  unitId: string,
  key: SettingKey | null,
): Promise<Omit<SettingChange, 'state'>[]> {
  const { rows } = await sql.query<Omit<SettingChange, 'state'>>(
    `select c.key, c.unit_id as "unitId", c.change_no as "changeNo", c.deed, c.value, c.from_day as "fromDay",
       to_char(c.set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "setAt", c.set_by as "setBy", p.name as "setByName", c.reason
     from setting_change c join known_person p on p.org_id = c.org_id and p.person_id = c.set_by
     where c.org_id = $1 and c.unit_id = $2 and ($3::text is null or c.key = $3)
     order by c.set_at, c.key, c.change_no`,
    [orgId, unitId, key],
  );
  return rows;
}

/** Whether a unit, or one below it, has used settings of days from `fromDay` to the day before `untilDay`: then they stay what they were. */
export async function isUsed(
  sql: Queryable,
  orgId: number,
  unitId: string,
  reader: Extract<SettingReader, 'plans' | 'verdicts'>,
  fromDay: string,
  untilDay: string,
): Promise<boolean> {
  const { rows } = await sql.query<{ isUsed: boolean }>(
    `select case when $5 = 'plans'
       then exists (select from known_plan d where d.org_id = $1 and d.unit_id = any(unit_scope($1, $2)) and d.day >= $3 and d.day < $4)
       else exists (select from known_press d where d.org_id = $1 and d.unit_id = any(unit_scope($1, $2)) and d.day >= $3 and d.day < $4)
     end as "isUsed"`,
    [orgId, unitId, fromDay, untilDay, reader],
  );
  return rows[0]!.isUsed;
}

/** From where tiles are loaded: of every base map that is in force or to come, whoever's it is. (A day more: zones differ.) */
export async function tileUrls(sql: Queryable): Promise<string[]> {
  const { rows } = await sql.query<{ url: string }>(
    `select distinct value ->> 'url' as url from setting_span
     where key = 'baseMap' and value ->> 'kind' = 'url' and (until_day is null or until_day >= now()::date - 1) order by 1`,
  );
  return rows.map(({ url }) => url);
}
