import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** Who somebody is and how far they may see, of the view `actor`. */
export const actorColumns = `org_id as "orgId", person_id as "personId", role, name, unit_id as "unitId", unit_ids as "unitIds", time_zone as "timeZone"`;

/** How long a session lasts: after its last use, and at most after it began. */
export interface SessionRule {
  idleHours: number;
  maxHours: number;
}

const hours = (parameter: string) => `make_interval(secs => ${parameter}::float8 * 3600)`;

/**
 * Whose session this is, while it lasts; each use moves its end, at most once a minute and never beyond its longest life.
 * As often it is seen whether a second factor is asked for by now.
 */
export async function bySession(
  sql: Queryable,
  sessionHash: Buffer,
  { idleHours, maxHours }: SessionRule,
  mustHaveTwo: (who: Who) => Promise<boolean> = async () => false,
): Promise<Who | null> {
  const end = `least(now() + ${hours('$2')}, s.created_at + ${hours('$3')})`;
  const { rows } = await sql.query<Who & { isStale: boolean }>(
    `select ${actorColumns}, s.is_strong as "isStrong", s.is_enrolling as "isEnrolling", s.expires_at < ${end} - interval '1 minute' as "isStale"
     from session s join actor using (org_id, person_id)
     where s.session_hash = $1 and s.expires_at > now() and s.created_at + ${hours('$3')} > now() and is_active`,
    [sessionHash, idleHours, maxHours],
  );
  const row = rows[0];
  if (!row) return null;
  const { isStale, ...who } = row;
  if (isStale) {
    await sql.query(`update session s set expires_at = ${end} where session_hash = $1`, [
      sessionHash,
      idleHours,
      maxHours,
    ]);
    if (!who.isStrong && !who.isEnrolling && (await mustHaveTwo({ ...who, deviceId: null, sessionHash }))) {
      await weakenSession(sql, who.orgId, sessionHash);
      who.isEnrolling = true;
    }
  }
  return { ...who, deviceId: null, sessionHash };
}

export async function addSession(
  sql: Queryable,
  orgId: number,
  personId: string,
  sessionHash: Buffer,
  { idleHours, maxHours }: SessionRule,
  { isStrong = false, isEnrolling = false } = {},
): Promise<void> {
  await sql.query(
    `insert into session (org_id, session_hash, person_id, expires_at, is_strong, is_enrolling)
     values ($1, $2, $3, now() + ${hours('least($4::float8, $5::float8)')}, $6, $7)`,
    [orgId, sessionHash, personId, idleHours, maxHours, isStrong, isEnrolling],
  );
  await sql.query('delete from session where expires_at < now()');
}

export async function endSession(sql: Queryable, orgId: number, sessionHash: Buffer): Promise<void> {
  await sql.query('delete from session where org_id = $1 and session_hash = $2', [orgId, sessionHash]);
}

/** A second factor was asked for since this session began, and it showed none: it is good for adding one. */
export async function weakenSession(sql: Queryable, orgId: number, sessionHash: Buffer): Promise<void> {
  await sql.query('update session set is_enrolling = true where org_id = $1 and session_hash = $2', [
    orgId,
    sessionHash,
  ]);
}

/** Its person has just added a factor; every other sign-in of theirs ends. */
export async function strengthenSession(sql: Queryable, { orgId, personId, sessionHash }: Who): Promise<void> {
  await sql.query('delete from session where org_id = $1 and person_id = $2 and session_hash <> $3', [
    orgId,
    personId,
    sessionHash,
  ]);
  await sql.query('update session set is_strong = true, is_enrolling = false where org_id = $1 and session_hash = $2', [
    orgId,
    sessionHash,
  ]);
}

/** Ends all sessions of a person, wherever they signed in. */
export async function endSessions(sql: Queryable, orgId: number, personId: string): Promise<void> {
  await sql.query('delete from session where org_id = $1 and person_id = $2', [orgId, personId]);
}
