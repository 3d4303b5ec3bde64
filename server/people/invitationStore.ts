import { INVITATION_DAYS, type InvitedPerson } from '../../shared/invitations.ts';
import type { Person } from '../../shared/people.ts';
import type { Queryable } from '../db.ts';
import { personColumns } from './store.ts';

/** Null when the login is taken. */
export async function addInvited(
  sql: Queryable,
  orgId: number,
  person: InvitedPerson & { passwordHash: string },
): Promise<Person | null> {
  const { rows } = await sql.query<Person>(
    `insert into person (org_id, unit_id, role, name, login, password_hash, phone) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning ${personColumns}`,
    [orgId, person.unitId, person.role, person.name, person.login, person.passwordHash, person.phone || null],
  );
  return rows[0] ?? null;
}

/** A new invitation; those of before end. Returns until when it is good. */
export async function addInvitation(
  sql: Queryable,
  orgId: number,
  personId: string,
  tokenHash: Buffer,
): Promise<string> {
  await sql.query('delete from invitation where org_id = $1 and person_id = $2 and used_at is null', [orgId, personId]);
  const { rows } = await sql.query<{ expiresAt: string }>(
    `insert into invitation (org_id, token_hash, person_id, expires_at) values ($1, $2, $3, now() + make_interval(days => $4))
     returning to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"`,
    [orgId, tokenHash, personId, INVITATION_DAYS],
  );
  return rows[0]!.expiresAt;
}

export interface Invited {
  orgId: number;
  personId: string;
  unitId: string;
  login: string;
  name: string;
  orgName: string;
}

/** Who is invited by this token, as long as it is good; held until the transaction ends. */
export async function invitedBy(sql: Queryable, tokenHash: Buffer): Promise<Invited | null> {
  const { rows } = await sql.query<Invited>(
    `select i.org_id as "orgId", i.person_id as "personId", p.unit_id as "unitId", p.login, p.name, o.name as "orgName"
     from invitation i join person p using (org_id, person_id) join org o using (org_id)
     where i.token_hash = $1 and i.used_at is null and i.expires_at > now() and p.is_active for update of i`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

export async function useInvitation(sql: Queryable, tokenHash: Buffer): Promise<void> {
  await sql.query('update invitation set used_at = now() where token_hash = $1', [tokenHash]);
}

/** Which of these logins are somebody's. */
export async function knownLogins(sql: Queryable, logins: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ login: string }>(
    'select lower(login) as login from person where lower(login) = any(select lower(l) from unnest($1::text[]) l)',
    [logins],
  );
  return new Set(rows.map(({ login }) => login));
}
