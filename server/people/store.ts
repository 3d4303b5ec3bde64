import type { Queryable } from '../db.ts';
import type { Who } from '../auth.ts';
import { normalLogin } from './login.ts';
import { actorColumns, endSessions } from './sessionStore.ts';
import type { NewPerson, Person, PersonChange, Role } from '../../shared/people.ts';
import type { Unit } from '../../shared/units.ts';

export const personColumns = `person_id as "personId", unit_id as "unitId", role, name, login, phone, is_active as "isActive"`;
export const unitColumns = `unit_id as "unitId", parent_id as "parentId", name, time_zone as "timeZone"`;

/** Whose phones show these tokens, in their order; null for one that is unknown or was revoked. `last_seen_at` is kept to the minute. */
export async function byDevices(sql: Queryable, tokenHashes: readonly Buffer[]): Promise<(Who | null)[]> {
  const { rows } = await sql.query<Who & { no: number; isStale: boolean }>(
    `select no, ${actorColumns}, device_id as "deviceId", is_stale as "isStale" from phones_of($1)`,
    [tokenHashes],
  );
  const found: (Who | null)[] = tokenHashes.map(() => null);
  for (const { no, isStale: _, ...who } of rows) found[no - 1] = { ...who, sessionHash: null };
  const stale = [...new Set(rows.filter((row) => row.isStale).map((row) => tokenHashes[row.no - 1]!.toString('hex')))];
  if (stale.length > 0) {
    // in one order, and past those that somebody else is marking: no phone waits for this
    await sql.query(
      `update device set last_seen_at = now() where (org_id, device_id) in (
      select org_id, device_id from device where token_hash = any(select decode(h, 'hex') from unnest($1::text[]) h) order by device_id for update skip locked)`,
      [stale],
    );
  }
  return found;
}

/** Who somebody is now, for work done in their name; null when they may no longer sign in. */
export async function whoIs(sql: Queryable, orgId: number, personId: string): Promise<Who | null> {
  const { rows } = await sql.query<Omit<Who, 'deviceId' | 'sessionHash'>>(
    `select ${actorColumns} from actor where org_id = $1 and person_id = $2 and is_active`,
    [orgId, personId],
  );
  return rows[0] ? { ...rows[0], deviceId: null, sessionHash: null } : null;
}

/** What the set-up token of this database is made of: known to every process on it and to nobody outside before the set-up. */
export async function databaseSecret(sql: Queryable): Promise<string> {
  const { rows } = await sql.query<{ streamId: string }>('select stream_id as "streamId" from known_stream');
  return rows[0]!.streamId;
}

/** The oldest administrator of an organisation: whoever owns the machine acts in it as this person. */
export async function rootAdministrator(sql: Queryable, orgId: number): Promise<Who | null> {
  const { rows } = await sql.query<Omit<Who, 'deviceId' | 'sessionHash'>>(
    `select ${actorColumns} from actor a
     where org_id = $1 and role = 'admin' and is_active and exists (select from unit u where u.org_id = a.org_id and u.unit_id = a.unit_id and u.parent_id is null)
     order by (select created_at from person p where p.org_id = a.org_id and p.person_id = a.person_id) limit 1`,
    [orgId],
  );
  return rows[0] ? { ...rows[0], deviceId: null, sessionHash: null } : null;
}

/** A person's own new password; every sign-in made with the old one ends. */
export async function setPassword(
  sql: Queryable,
  orgId: number,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await sql.query('update person set password_hash = $3 where org_id = $1 and person_id = $2', [
    orgId,
    personId,
    passwordHash,
  ]);
  await endSessions(sql, orgId, personId);
}

export async function passwordOf(
  sql: Queryable,
  login: string,
): Promise<{ orgId: number; personId: string; passwordHash: string } | null> {
  const { rows } = await sql.query<{ orgId: number; personId: string; passwordHash: string }>(
    `select org_id as "orgId", person_id as "personId", password_hash as "passwordHash" from person
     where lower(login) in (lower($1), lower($2)) and is_active order by lower(login) = lower($1) desc limit 1`,
    [login, normalLogin(login)], // as it was kept before logins were normalised, or as it is now
  );
  return rows[0] ?? null;
}

export interface Organisation {
  orgId: number;
  name: string;
  synthetic: boolean;
}

export async function organisationOf(sql: Queryable, orgId: number): Promise<Organisation> {
  const { rows } = await sql.query<Organisation>(
    'select org_id as "orgId", name, synthetic from org where org_id = $1',
    [orgId],
  );
  return rows[0]!;
}

/** All of the installation, in the order in which they were made: none before the set-up. */
export async function organisations(sql: Queryable): Promise<Organisation[]> {
  const { rows } = await sql.query<Organisation>('select org_id as "orgId", name, synthetic from org order by org_id');
  return rows;
}

/** One login a role, for the sign-in page of a synthetic organisation. */
export async function loginsByRole(sql: Queryable, orgId: number): Promise<{ login: string; role: Role }[]> {
  const { rows } = await sql.query<{ login: string; role: Role }>(
    `select distinct on (role) login, role from person where org_id = $1 and is_active order by role, created_at, login`,
    [orgId],
  );
  return rows;
}

/** Makes the installation's first organisation with its root unit and first administrator; null when there is one already. */
export async function addOrganisation(
  sql: Queryable,
  org: { orgName: string; timeZone: string; synthetic: boolean; name: string; login: string; passwordHash: string },
): Promise<{ orgId: number; personId: string } | null> {
  await sql.query(`select pg_advisory_xact_lock(hashtext('rounds set-up'))`);
  if ((await organisations(sql)).length > 0) return null;
  const { rows } = await sql.query<{ orgId: number; personId: string }>(
    `with o as (insert into org (name, synthetic) values ($1, $2) returning org_id),
          u as (insert into unit (org_id, name, time_zone) select org_id, $1, $3 from o returning org_id, unit_id)
     insert into person (org_id, unit_id, role, name, login, password_hash)
     select org_id, unit_id, 'admin', $4, $5, $6 from u
     returning org_id as "orgId", person_id as "personId"`,
    [org.orgName, org.synthetic, org.timeZone, org.name, org.login, org.passwordHash],
  );
  return rows[0]!;
}

/** The caller's unit and all below it, parents before their children. */
export async function unitsIn(sql: Queryable, who: Who): Promise<Unit[]> {
  const { rows } = await sql.query<Unit>(
    `with recursive below as (
       select 0 as depth, u.* from unit u where org_id = $1 and unit_id = $2
       union all
       select b.depth + 1, u.* from unit u join below b on u.org_id = b.org_id and u.parent_id = b.unit_id where u.closed_at is null
     )
     select ${unitColumns} from below order by depth, name`,
    [who.orgId, who.unitId],
  );
  return rows;
}

/** Null when the name is taken in this organisation; a closed unit of the name opens again, there. The time zone is the parent's unless said. */
export async function addUnit(
  sql: Queryable,
  who: Pick<Who, 'orgId'>,
  unit: { name: string; parentId: string; timeZone?: string | undefined },
): Promise<Unit | null> {
  const { rows } = await sql.query<Unit>(
    `insert into unit (org_id, parent_id, name, time_zone)
     select org_id, unit_id, $3, coalesce($4, time_zone) from unit where org_id = $1 and unit_id = $2
     on conflict (org_id, name) do update set closed_at = null, parent_id = excluded.parent_id, time_zone = excluded.time_zone
     where unit.closed_at is not null returning ${unitColumns}`,
    [who.orgId, unit.parentId, unit.name, unit.timeZone ?? null],
  );
  return rows[0] ?? null;
}

export interface PeopleFilter {
  q?: string | undefined;
  role?: Role | undefined;
  unitId?: string | undefined;
  limit: number;
  after: { name: string; personId: string } | null;
}

/** People of the caller's scope by name; one row more than the limit tells that there is a next page. */
export async function peopleIn(sql: Queryable, who: Who, filter: PeopleFilter): Promise<Person[]> {
  const { rows } = await sql.query<Person>(
    `select ${personColumns} from person
     where org_id = $1 and unit_id = any($2)
       and ($3::text is null or strpos(lower(name), lower($3)) > 0 or strpos(lower(login), lower($3)) > 0)
       and ($4::text is null or role = $4)
       and ($5::uuid is null or unit_id = $5)
       and ($6::text is null or (name, person_id) > ($6, $7::uuid))
     order by name, person_id limit $8`,
    [
      who.orgId,
      who.unitIds,
      filter.q ?? null,
      filter.role ?? null,
      filter.unitId ?? null,
      filter.after?.name ?? null,
      filter.after?.personId ?? null,
      filter.limit + 1,
    ],
  );
  return rows;
}

export async function personIn(sql: Queryable, who: Who, personId: string): Promise<Person | null> {
  const { rows } = await sql.query<Person>(
    `select ${personColumns} from person where org_id = $1 and unit_id = any($2) and person_id = $3`,
    [who.orgId, who.unitIds, personId],
  );
  return rows[0] ?? null;
}

/** Null when the login is taken. */
export async function addPerson(
  sql: Queryable,
  who: Who,
  person: Omit<NewPerson, 'password'> & { passwordHash: string },
): Promise<Person | null> {
  const { rows } = await sql.query<Person>(
    `insert into person (org_id, unit_id, role, name, login, password_hash, phone) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning ${personColumns}`,
    [who.orgId, person.unitId, person.role, person.name, person.login, person.passwordHash, person.phone || null],
  );
  return rows[0] ?? null;
}

/** A new role, unit, password or an end of activity ends the person's sessions: rights are never older than the sign-in. */
export async function changePerson(
  sql: Queryable,
  who: Who,
  personId: string,
  change: Omit<PersonChange, 'password'> & { passwordHash?: string | undefined },
): Promise<Person | null> {
  const { rows } = await sql.query<Person>(
    // a token was made for a rep of a unit: it does not go with its person into another role, unit or time
    `with was as (
       select role, unit_id, is_active from person where org_id = $1 and unit_id = any($2) and person_id = $3 for update
     ), ended as (
       update device set revoked_at = now() from was
       where org_id = $1 and person_id = $3 and revoked_at is null
         and (coalesce($5, was.role), coalesce($6, was.unit_id), coalesce($7, was.is_active)) <> (was.role, was.unit_id, was.is_active)
     )
     update person set name = coalesce($4, name), role = coalesce($5, role), unit_id = coalesce($6, unit_id),
            is_active = coalesce($7, is_active), password_hash = coalesce($8, password_hash), phone = case when $9::text is null then phone else nullif($9, '') end
     where org_id = $1 and unit_id = any($2) and person_id = $3 returning ${personColumns}`,
    [
      who.orgId,
      who.unitIds,
      personId,
      change.name ?? null,
      change.role ?? null,
      change.unitId ?? null,
      change.isActive ?? null,
      change.passwordHash ?? null,
      change.phone ?? null,
    ],
  );
  if (rows[0] && (change.role ?? change.unitId ?? change.isActive ?? change.passwordHash) !== undefined) {
    await endSessions(sql, who.orgId, personId);
  }
  return rows[0] ?? null;
}
