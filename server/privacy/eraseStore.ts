import type { Erasure } from '../../shared/shifts.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** Whether this person of the caller's scope still works there; null when there is none. */
export async function isActiveInScope(sql: Queryable, who: Who, personId: string): Promise<boolean | null> {
  const { rows } = await sql.query<{ isActive: boolean }>(
    'select is_active as "isActive" from person where org_id = $1 and person_id = $2 and unit_id = any($3)',
    [who.orgId, personId, who.unitIds],
  );
  return rows[0]?.isActive ?? null;
}

/**
 * Deletes what a person's phones sent: positions, what the phones noticed, what could not be read, what they were given. How often
 * their days grew stays (`position_day`), so that no visit is judged again for want of what is gone; so do presses, verdicts and
 * the evidence in them. The deletion is a row of its own, and an entry of the ledger.
 */
export async function erasePositions(sql: Queryable, who: Who, personId: string, note: string): Promise<Erasure> {
  const deleted = async (what: string): Promise<number> =>
    (await sql.query(`delete from ${what}`, [who.orgId, personId])).rowCount;
  const ofDevices = 'org_id = $1 and device_id in (select device_id from device where org_id = $1 and person_id = $2)';
  const fixes = await deleted('fix where org_id = $1 and rep_id = $2');
  const notices = await deleted('phone_notice where org_id = $1 and rep_id = $2');
  const quarantined = await deleted(`quarantine where ${ofDevices}`);
  await deleted('fix_refused where org_id = $1 and rep_id = $2');
  await deleted(`waypoint_sent where ${ofDevices}`);
  const { rows } = await sql.query<{ at: Date }>(
    'insert into erasure (org_id, person_id, erased_by, note, fixes, notices, quarantined) values ($1, $2, $3, $4, $5, $6, $7) returning at',
    [who.orgId, personId, who.personId, note, fixes, notices, quarantined],
  );
  return { personId, at: rows[0]!.at.toISOString(), fixes, notices, quarantined };
}
