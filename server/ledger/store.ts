import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';

const columns = `org_id as org, unit_id as unit, to_char(day, 'YYYY-MM-DD') as day, entry_no as no, kind, at, fact, previous_sha256 as previous, sha256 as hash`;

/** The first and the last day, each null for no bound. */
export interface Days {
  from: string | null;
  to: string | null;
}

export interface LedgerScope {
  orgId: number;
  unitIds: string[];
}

/** Entries of some days in the order of their chains, after a place; a page at a time, for exports of any length. */
export async function entriesAfter(
  sql: Queryable,
  days: Days,
  scope: LedgerScope | null,
  after: { org: number; unit: string; no: number } | null,
  limit: number,
): Promise<LedgerEntry[]> {
  const { rows } = await sql.query<LedgerEntry>(
    `select ${columns} from ledger_entry
     where ($1::date is null or day >= $1) and ($2::date is null or day <= $2)
       and ($3::integer is null or (org_id, unit_id, entry_no) > ($3, $4::uuid, $5::bigint))
       and ($7::integer is null or (org_id = $7 and unit_id = any($8::uuid[])))
     order by org_id, unit_id, entry_no limit $6`,
    [
      days.from,
      days.to,
      after?.org ?? null,
      after?.unit ?? null,
      after?.no ?? null,
      limit,
      scope?.orgId ?? null,
      scope?.unitIds ?? null,
    ],
  );
  return rows;
}

/** Rows of a kind that are named: more say no more. */
export const MOST_ROWS = 100;

/** Entries whose row is not there any more. */
const gone = `select format('%s %s in unit %s: recorded, and its row is gone', l.kind, l.entry_no, l.unit_id) as what from ledger_entry l
      where l.kind = 'press' and not exists (select from press_on_record p where p.org_id = l.org_id and p.visit_id = (l.fact::json ->> 'visitId')::uuid and p.kind = l.fact::json ->> 'kind')
         or l.kind = 'verdict' and not exists (select from verdict_on_record v where v.org_id = l.org_id and v.visit_id = (l.fact::json ->> 'visitId')::uuid and v.verdict_no = (l.fact::json ->> 'verdictNo')::int)
         or l.kind = 'appeal' and not exists (select from appeal_on_record a where a.org_id = l.org_id and a.visit_id = (l.fact::json ->> 'visitId')::uuid)
         or l.kind = 'decision' and not exists (select from decision_on_record d where d.org_id = l.org_id and d.visit_id = (l.fact::json ->> 'visitId')::uuid and d.decision_no = (l.fact::json ->> 'decisionNo')::int)
         or l.kind = 'coordinate' and l.fact::json ->> 'placeNo' is not null and not exists (select from place_on_record p where p.org_id = l.org_id and p.retailer_id = (l.fact::json ->> 'retailerId')::uuid and p.place_no = (l.fact::json ->> 'placeNo')::bigint)
         or l.kind = 'access' and not exists (select from access_on_record a where a.org_id = l.org_id and a.unit_id = l.unit_id and a.fact = l.fact)
         or l.kind = 'setting' and l.fact::json ->> 'changeNo' is not null and not exists (select from setting_change_on_record c where c.org_id = l.org_id and c.unit_id = l.unit_id and c.key = l.fact::json ->> 'key' and c.change_no = (l.fact::json ->> 'changeNo')::int)
         or l.kind = 'life' and not exists (select from retailer_life_on_record a where a.org_id = l.org_id and a.retailer_id = (l.fact::json ->> 'retailerId')::uuid and a.life_no = (l.fact::json ->> 'lifeNo')::int)
         or l.kind = 'hours' and not exists (select from retailer_hours_on_record h where h.org_id = l.org_id and h.retailer_id = (l.fact::json ->> 'retailerId')::uuid and h.fact_no = (l.fact::json ->> 'factNo')::int)`;

/** Acts on retailers' lives and changes of their hours that the ledger has otherwise or not. */
const ofRetailers = `(select format('act %s on the life of retailer %s: the row is not what was recorded', a.life_no, a.retailer_id) from retailer_life_on_record a
      where not exists (select from ledger_entry l where l.org_id = a.org_id and l.kind = 'life' and l.fact = a.fact)
      limit $1)
     union all
     (select format('hours %s of retailer %s: the row is not what was recorded', h.fact_no, h.retailer_id) from retailer_hours_on_record h
      where not exists (select from ledger_entry l where l.org_id = h.org_id and l.kind = 'hours' and l.fact = h.fact)
      limit $1)`;

/** Facts whose row no longer says what the ledger recorded, and rows that the ledger never saw. */
export async function rowsUnlikeLedger(sql: Queryable, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ what: string }>(
    `with batch as materialized ( -- what phones sent: positions expire, and what is left must be as it came
       select l.org_id, l.unit_id, (p ->> 'deviceId')::uuid as device_id, p ->> 'sha256' as sha256, p ->> 'from' as from_text
       from ledger_entry l, json_array_elements(l.fact::json -> 'phones') p where l.kind = 'fixes'
     ), kept as materialized (select * from fixes_on_record)
     (select format('positions of phone %s that came at %s: not what was recorded', f.device_id, f.received_at) as what from kept f
      where not exists (select from batch b where b.org_id = f.org_id and b.unit_id = f.unit_id and b.device_id = f.device_id and b.sha256 = f.sha256)
      limit $1)
     union all
     (select format('positions of phone %s from %s on: recorded, and gone or not what was recorded', b.device_id, b.from_text) from batch b
      where b.from_text > (select utc_text(min(f.from_at)) from kept f where f.org_id = b.org_id and f.device_id = b.device_id) -- older ones have expired
        and not exists (select from kept f where f.org_id = b.org_id and f.unit_id = b.unit_id and f.device_id = b.device_id and f.sha256 = b.sha256)
      limit $1)
     union all
     (select format('press %s of visit %s: the row is not what was recorded', p.kind, p.visit_id) from press_on_record p
      where not exists (select from ledger_entry l where l.org_id = p.org_id and l.unit_id = p.unit_id and l.kind = 'press' and l.fact = p.fact)
      limit $1)
     union all
     (select format('verdict %s of visit %s: the row is not what was recorded', v.verdict_no, v.visit_id) from verdict_on_record v
      where not exists (select from ledger_entry l where l.org_id = v.org_id and l.kind = 'verdict' and l.fact = v.fact)
      limit $1)
     union all
     (select format('appeal of visit %s: the row is not what was recorded', a.visit_id) from appeal_on_record a
      where not exists (select from ledger_entry l where l.org_id = a.org_id and l.kind = 'appeal' and l.fact = a.fact)
      limit $1)
     union all
     (select format('decision %s of visit %s: the row is not what was recorded', d.decision_no, d.visit_id) from decision_on_record d
      where not exists (select from ledger_entry l where l.org_id = d.org_id and l.kind = 'decision' and l.fact = d.fact)
      limit $1)
     union all
     (select format('shift %s %s: the row is not what was recorded', s.kind, s.shift_id) from shift_on_record s
      where not exists (select from ledger_entry l where l.org_id = s.org_id and l.unit_id = s.unit_id and l.kind = 'shift' and l.fact = s.fact)
      limit $1)
     union all
     (select format('act %s: the row is not what was recorded', a.act_no) from access_on_record a
      where not exists (select from ledger_entry l where l.org_id = a.org_id and l.unit_id = a.unit_id and l.kind = 'access' and l.fact = a.fact)
      limit $1)
     union all
     (select format('place %s of retailer %s: the row is not what was recorded', p.place_no, p.retailer_id) from place_on_record p
      where not exists (select from ledger_entry l where l.org_id = p.org_id and l.kind = 'coordinate' and l.fact = p.fact)
      limit $1)
     union all
     ${ofRetailers}
     union all
     (select format('setting %s %s of unit %s: the row is not what was recorded', c.key, c.change_no, c.unit_id) from setting_change_on_record c
      where not exists (select from ledger_entry l where l.org_id = c.org_id and l.unit_id = c.unit_id and l.kind = 'setting' and l.fact = c.fact)
      limit $1)`,
    [limit],
  );
  return [...rows.map((r) => r.what), ...(await rowsGone(sql, limit))];
}

/** Entries whose row is gone, and what may be deleted or replaced and is not what was recorded last. */
async function rowsGone(sql: Queryable, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ what: string }>(
    `(${gone}
      limit $1)
     union all
     (select format('erasure of %s at %s: the row is not what was recorded', e.person_id, e.at) from erasure_on_record e
      where not exists (select from ledger_entry l where l.org_id = e.org_id and l.kind = 'erasure' and l.fact = e.fact)
      limit $1)
     union all
     (select format('setting %s: the row is not what was recorded last', s.key) from setting_on_record s
      where s.fact is distinct from (
        select l.fact from ledger_entry l join known_unit u using (org_id, unit_id)
        where l.org_id = s.org_id and l.kind = 'setting' and l.fact::json ->> 'key' = s.key and u.parent_id is null order by l.entry_no desc limit 1)
      limit $1)`,
    [limit],
  );
  return rows.map((r) => r.what);
}

export interface HeadRow {
  unit: string;
  unitName: string;
  no: number;
  hash: string;
}

/** The ends of all chains of a scope, or of all organisations, at the end of a day, to be published. */
export async function headsOn(sql: Queryable, scope: LedgerScope | null, day: string): Promise<HeadRow[]> {
  const { rows } = await sql.query<HeadRow>(
    `select distinct on (l.unit_id) l.unit_id as unit, u.name as "unitName", l.entry_no as no, l.sha256 as hash
     from ledger_entry l join known_unit u using (org_id, unit_id)
     where ($1::integer is null or l.org_id = $1 and l.unit_id = any($2::uuid[])) and l.day <= $3
     order by l.unit_id, l.entry_no desc`,
    [scope?.orgId ?? null, scope?.unitIds ?? null, day],
  );
  return rows;
}

/** Records that entries were taken away as a file. */
export async function recordExport(sql: Queryable, who: Who, detail: object): Promise<void> {
  await sql.query(`select record_access($1, 'evidence.exported', $2, $3, null, $4, $5)`, [
    who.orgId,
    who.personId,
    credentialOf(who),
    who.unitId,
    JSON.stringify(detail),
  ]);
}

/** The organisations whose heads of a day were not published, with all their units. */
export async function orgsToPublish(
  sql: Queryable,
  day: string,
): Promise<{ orgId: number; name: string; unitIds: string[] }[]> {
  const { rows } = await sql.query<{ orgId: number; name: string; unitIds: string[] }>(
    `select o.org_id as "orgId", o.name, array(select u.unit_id from known_unit u where u.org_id = o.org_id) as "unitIds"
     from known_org o where not exists (select from heads_published p where p.org_id = o.org_id and p.day = $1) order by o.org_id`,
    [day],
  );
  return rows;
}

export async function addPublished(sql: Queryable, orgId: number, day: string, body: string): Promise<void> {
  await sql.query('insert into heads_published (org_id, day, body) values ($1, $2, $3) on conflict do nothing', [
    orgId,
    day,
    body,
  ]);
}

/** The last day of which heads were published, and when; null: none were. */
export async function lastPublished(sql: Queryable, orgId: number): Promise<{ day: string; at: string } | null> {
  const { rows } = await sql.query<{ day: string; at: string }>(
    `select to_char(day, 'YYYY-MM-DD') as day, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from heads_published where org_id = $1 order by day desc limit 1`,
    [orgId],
  );
  return rows[0] ?? null;
}
