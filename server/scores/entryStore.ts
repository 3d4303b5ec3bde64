import { createHash } from 'node:crypto';
import type { NewEntry, ScoreEntry } from '../../shared/scoreEntries.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const isoTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = `e.entry_id as "entryId", e.unit_id as "unitId", to_char(e.month, 'YYYY-MM') as month, e.rep_id as "repId", r.name as "repName", e.item_key as "itemKey",
  e.event_key as "eventKey", e.value::float8 as value, e.evidence, e.note, p.name as by, ${isoTime('e.entered_at')} as at,
  case when w.entry_id is not null then json_build_object('why', w.why, 'by', q.name, 'at', ${isoTime('w.withdrawn_at')}) end as withdrawn`;

export interface EntryFilter {
  unitId?: string;
  month?: string;
  repId?: string | null;
  entryIds?: readonly string[];
}

/** Entries of units in the order in which they came. */
export async function entriesOf(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  { unitId, month, repId, entryIds }: EntryFilter,
): Promise<ScoreEntry[]> {
  const { rows } = await sql.query<ScoreEntry>(
    `select ${columns} from score_entry e
     join known_person r on r.org_id = e.org_id and r.person_id = e.rep_id
     join known_person p on p.org_id = e.org_id and p.person_id = e.entered_by
     left join score_entry_withdrawn w on w.org_id = e.org_id and w.entry_id = e.entry_id
     left join known_person q on q.org_id = w.org_id and q.person_id = w.withdrawn_by
     where e.org_id = $1 and e.unit_id = any($2) and ($3::uuid is null or e.unit_id = $3) and ($4::date is null or e.month = $4)
       and ($5::uuid is null or e.rep_id = $5) and ($6::uuid[] is null or e.entry_id = any($6))
     order by e.entered_at, e.entry_id`,
    [orgId, unitIds, unitId ?? null, month ? `${month}-01` : null, repId ?? null, entryIds ?? null],
  );
  return rows;
}

/** What an entry says, by which the same one sent again is known. */
export function entryHash(unitId: string, month: string, entry: NewEntry): Buffer {
  return createHash('sha256')
    .update(JSON.stringify({ unitId, month, ...entry }))
    .digest();
}

export async function entryHashes(
  sql: Queryable,
  orgId: number,
  entryIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await sql.query<{ entryId: string; hash: Uint8Array }>(
    `select entry_id as "entryId", body_sha256 as hash from score_entry where org_id = $1 and entry_id = any($2)`,
    [orgId, entryIds],
  );
  return new Map(rows.map(({ entryId, hash }) => [entryId, Buffer.from(hash)]));
}

export async function addEntry(
  sql: Queryable,
  who: Who,
  unitId: string,
  month: string,
  entry: NewEntry,
): Promise<void> {
  await sql.query(
    `insert into score_entry (org_id, entry_id, unit_id, month, rep_id, item_key, event_key, value, evidence, note, body_sha256, entered_by, via)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      who.orgId,
      entry.entryId,
      unitId,
      `${month}-01`,
      entry.repId.toLowerCase(),
      entry.itemKey,
      entry.eventKey,
      String(entry.value),
      JSON.stringify(entry.evidence),
      entry.note,
      entryHash(unitId, month, entry),
      who.personId,
      credentialOf(who),
    ],
  );
}

export async function addWithdrawal(sql: Queryable, who: Who, entryId: string, why: string): Promise<void> {
  await sql.query(
    `insert into score_entry_withdrawn (org_id, entry_id, why, withdrawn_by, via) values ($1, $2, $3, $4, $5)`,
    [who.orgId, entryId, why, who.personId, credentialOf(who)],
  );
}
