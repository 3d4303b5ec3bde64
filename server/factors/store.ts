import type { AccessAct } from '../../shared/access.ts';
import type { FactorKind } from '../../shared/factors.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { Passkey } from '../../shared/factors.ts';

/** Somebody, wherever they are. */
export interface Somebody {
  orgId: number;
  personId: string;
}

export async function factorSecret(sql: Queryable): Promise<Buffer> {
  const { rows } = await sql.query<{ secret: Buffer }>('select secret from factor_secret limit 1');
  return rows[0]!.secret;
}

export interface StoredFactors {
  totpSince: string | null;
  passkeys: Passkey[];
  recoveryCodes: number;
}

interface PasskeyRow extends Omit<Passkey, 'addedAt' | 'lastUsedAt'> {
  addedAt: Date;
  lastUsedAt: Date | null;
}

export async function factorsOf(sql: Queryable, { orgId, personId }: Somebody): Promise<StoredFactors> {
  const of = [orgId, personId];
  const { rows } = await sql.query<{ totpSince: Date | null; recoveryCodes: number }>(
    `select (select confirmed_at from totp where org_id = $1 and person_id = $2) as "totpSince",
       (select count(*)::int from recovery_code where org_id = $1 and person_id = $2 and used_at is null) as "recoveryCodes"`,
    of,
  );
  const keys = await sql.query<PasskeyRow>(
    `select passkey_id as "passkeyId", label, added_at as "addedAt", last_used_at as "lastUsedAt"
     from passkey where org_id = $1 and person_id = $2 order by added_at, passkey_id`,
    of,
  );
  const { totpSince, recoveryCodes } = rows[0]!;
  return {
    totpSince: totpSince?.toISOString() ?? null,
    recoveryCodes,
    passkeys: keys.rows.map((row) => ({
      ...row,
      addedAt: row.addedAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
  };
}

/** Replaces what was never confirmed; false where one is in use. */
export async function beginTotp(sql: Queryable, { orgId, personId }: Somebody, secret: Buffer): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into totp (org_id, person_id, secret) values ($1, $2, $3)
     on conflict (org_id, person_id) do update set secret = excluded.secret, added_at = now() where totp.confirmed_at is null`,
    [orgId, personId, secret],
  );
  return rowCount === 1;
}

export async function totpSecret(
  sql: Queryable,
  { orgId, personId }: Somebody,
): Promise<{ secret: Buffer; isConfirmed: boolean } | null> {
  const { rows } = await sql.query<{ secret: Buffer; isConfirmed: boolean }>(
    'select secret, confirmed_at is not null as "isConfirmed" from totp where org_id = $1 and person_id = $2',
    [orgId, personId],
  );
  return rows[0] ?? null;
}

/** Takes a code's step, and with its first one the app; false where that step or a later one was taken already. */
export async function takeTotpStep(sql: Queryable, { orgId, personId }: Somebody, step: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update totp set last_step = $3, confirmed_at = coalesce(confirmed_at, now())
     where org_id = $1 and person_id = $2 and last_step < $3`,
    [orgId, personId, step],
  );
  return rowCount === 1;
}

/** Whether there was one in use. */
export async function removeTotp(sql: Queryable, { orgId, personId }: Somebody): Promise<boolean> {
  const { rows } = await sql.query<{ wasInUse: boolean }>(
    'delete from totp where org_id = $1 and person_id = $2 returning confirmed_at is not null as "wasInUse"',
    [orgId, personId],
  );
  return rows[0]?.wasInUse ?? false;
}

export interface NewPasskey {
  credentialId: string;
  publicKey: Buffer;
  signCount: number;
  transports: readonly string[];
  label: string;
}

/** False for one that is known. */
export async function addPasskey(sql: Queryable, { orgId, personId }: Somebody, key: NewPasskey): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into passkey (org_id, person_id, credential_id, public_key, sign_count, transports, label)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing`,
    [orgId, personId, key.credentialId, key.publicKey, key.signCount, key.transports, key.label],
  );
  return rowCount === 1;
}

export interface KnownPasskey extends Somebody {
  passkeyId: string;
  credentialId: string;
  publicKey: Buffer;
  signCount: number;
  transports: string[];
}

const passkeyColumns = `org_id as "orgId", person_id as "personId", passkey_id as "passkeyId", credential_id as "credentialId",
  public_key as "publicKey", sign_count::float8 as "signCount", transports`;

/** Of whoever may still sign in; of all organisations, since nobody is signed in yet. */
export async function passkeyBy(sql: Queryable, credentialId: string): Promise<KnownPasskey | null> {
  const { rows } = await sql.query<KnownPasskey>(
    `select ${passkeyColumns} from passkey join known_person using (org_id, person_id) where credential_id = $1 and is_active`,
    [credentialId],
  );
  return rows[0] ?? null;
}

export async function credentialIdsOf(sql: Queryable, { orgId, personId }: Somebody): Promise<string[]> {
  const { rows } = await sql.query<{ credentialId: string }>(
    'select credential_id as "credentialId" from passkey where org_id = $1 and person_id = $2',
    [orgId, personId],
  );
  return rows.map(({ credentialId }) => credentialId);
}

/** It signed; false where it is gone meanwhile. */
export async function markPasskey(sql: Queryable, { orgId, passkeyId }: KnownPasskey, signCount: number) {
  const { rowCount } = await sql.query(
    'update passkey set sign_count = $3, last_used_at = now() where org_id = $1 and passkey_id = $2',
    [orgId, passkeyId, signCount],
  );
  return rowCount === 1;
}

export async function removePasskey(
  sql: Queryable,
  { orgId, personId }: Somebody,
  passkeyId: string,
): Promise<boolean> {
  const { rowCount } = await sql.query('delete from passkey where org_id = $1 and person_id = $2 and passkey_id = $3', [
    orgId,
    personId,
    passkeyId,
  ]);
  return rowCount === 1;
}

export async function replaceRecoveryCodes(
  sql: Queryable,
  { orgId, personId }: Somebody,
  hashes: readonly Buffer[],
): Promise<void> {
  await sql.query('delete from recovery_code where org_id = $1 and person_id = $2', [orgId, personId]);
  await sql.query('insert into recovery_code (org_id, person_id, code_hash) select $1, $2, unnest($3::bytea[])', [
    orgId,
    personId,
    hashes,
  ]);
}

/** Whether it was one that had not been used. */
export async function useRecoveryCode(sql: Queryable, { orgId, personId }: Somebody, hash: Buffer): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update recovery_code set used_at = now() where org_id = $1 and person_id = $2 and code_hash = $3 and used_at is null`,
    [orgId, personId, hash],
  );
  return rowCount === 1;
}

/** Whether this challenge was not answered before. */
export async function spendChallenge(sql: Queryable, orgId: number, hash: Buffer, lifeMs: number): Promise<boolean> {
  await sql.query('delete from spent_challenge where expires_at < now()');
  const { rowCount } = await sql.query(
    `insert into spent_challenge (org_id, challenge_hash, expires_at)
     values ($1, $2, now() + make_interval(secs => $3::float8 / 1000)) on conflict do nothing`,
    [orgId, hash, lifeMs],
  );
  return rowCount === 1;
}

export async function removeAll(sql: Queryable, { orgId, personId }: Somebody): Promise<void> {
  await removeTotp(sql, { orgId, personId });
  await sql.query('delete from passkey where org_id = $1 and person_id = $2', [orgId, personId]);
  await sql.query('delete from recovery_code where org_id = $1 and person_id = $2', [orgId, personId]);
}

/** Records what was done to somebody's second factors, in the caller's transaction; the ledger has it with that. */
export async function recordFactorAct(
  sql: Queryable,
  by: Who,
  personId: string,
  act: AccessAct,
  kind: FactorKind | null,
): Promise<void> {
  const detail = kind && JSON.stringify({ kind });
  const values = [by.orgId, act, by.personId, credentialOf(by), personId, detail];
  await sql.query('select record_access($1, $2, $3, $4, $5, null, $6)', values);
}

/** Records that somebody signed in with a second factor: there is no session yet to name. */
export async function recordFactorUsed(sql: Queryable, { orgId, personId }: Somebody, kind: FactorKind): Promise<void> {
  const act: AccessAct = kind === 'recovery' ? 'recovery.used' : 'factor.used';
  await sql.query(`select record_access($1, $2, $3, 'sign-in', $3, null, $4)`, [
    orgId,
    act,
    personId,
    JSON.stringify({ kind }),
  ]);
}
