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
