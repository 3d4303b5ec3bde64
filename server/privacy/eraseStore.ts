import type { Erasure } from '../../shared/privacy.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { ErasedCounts } from '../feature.ts';

/** Whether this person of the caller's scope still works there; null when there is none. */
export async function isActiveInScope(sql: Queryable, who: Who, personId: string): Promise<boolean | null> {
  const { rows } = await sql.query<{ isActive: boolean }>(
    'select is_active as "isActive" from known_person where org_id = $1 and person_id = $2 and unit_id = any($3)',
    [who.orgId, personId, who.unitIds],
  );
  return rows[0]?.isActive ?? null;
}

/** The deletion as a row of its own, and an entry of the ledger. */
export async function addErasure(
  sql: Queryable,
  who: Who,
  personId: string,
  note: string,
  { fixes, notices, quarantined }: ErasedCounts,
): Promise<Erasure> {
  const { rows } = await sql.query<{ at: Date }>(
    'insert into erasure (org_id, person_id, erased_by, note, fixes, notices, quarantined) values ($1, $2, $3, $4, $5, $6, $7) returning at',
    [who.orgId, personId, who.personId, note, fixes, notices, quarantined],
  );
  return { personId, at: rows[0]!.at.toISOString(), fixes, notices, quarantined };
}
