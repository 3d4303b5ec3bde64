import type { FactorKind, MyFactors } from '../../shared/factors.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Given } from '../given.ts';
import type { Log } from '../log.ts';
import type { Challenges } from './challenge.ts';
import { relyingPartyOf } from './passkeys.ts';
import { newRecoveryCodes, recoveryHash } from './recovery.ts';
import * as store from './store.ts';

export interface FactorDeps {
  db: Database;
  log: Log;
  given: Given;
  /** Where people find this server; known once it listens. */
  publicUrl: () => string;
  challenges: Challenges;
}

export async function myFactors(
  { given, publicUrl }: FactorDeps,
  sql: Queryable,
  who: Who,
  now: Date,
): Promise<MyFactors> {
  return readFactors(sql, who, await given.mustHaveTwo(who, now), publicUrl());
}

/** What is asked of somebody is read before a transaction begins: in it, only the transaction may read. */
async function readFactors(sql: Queryable, who: Who, isRequired: boolean, publicUrl: string): Promise<MyFactors> {
  const canHavePasskeys = relyingPartyOf(publicUrl, '') !== null;
  return { ...(await store.factorsOf(sql, who)), isRequired, canHavePasskeys };
}

/** Keeps a new factor; with the first one come codes on paper, and every other sign-in ends. */
export async function added(
  deps: FactorDeps,
  who: Who,
  now: Date,
  kind: FactorKind,
  keep: (tx: Queryable) => Promise<boolean>,
  otherwise: 'TOTP_IN_USE' | 'PASSKEY_KNOWN',
) {
  const isRequired = await deps.given.mustHaveTwo(who, now);
  return deps.db.transaction(async (tx) => {
    const before = await store.factorsOf(tx, who);
    if (!(await keep(tx))) throw new AppError(otherwise);
    await deps.given.signIn.strengthen(tx, who);
    await store.recordFactorAct(tx, who, who.personId, 'factor.added', kind);
    const isFirst = before.totpSince === null && before.passkeys.length === 0;
    const recoveryCodes = isFirst ? await replaceCodes(tx, who) : null;
    deps.log.info({ personId: who.personId }, 'second factor added');
    return { factors: await readFactors(tx, who, isRequired, deps.publicUrl()), recoveryCodes };
  });
}

/** Takes a factor away: the last one only where none is asked for, and codes on paper go with it. */
export async function removed(
  deps: FactorDeps,
  who: Who,
  now: Date,
  prove: () => Promise<void>,
  take: (tx: Queryable) => Promise<boolean>,
): Promise<MyFactors> {
  await prove();
  const isRequired = await deps.given.mustHaveTwo(who, now);
  return deps.db.transaction(async (tx) => {
    if (!(await take(tx))) throw new AppError('NO_SUCH_PASSKEY');
    const left = await readFactors(tx, who, isRequired, deps.publicUrl());
    const hasNone = left.totpSince === null && left.passkeys.length === 0;
    if (hasNone && isRequired) throw new AppError('SECOND_FACTOR_REQUIRED');
    deps.log.info({ personId: who.personId }, 'second factor removed');
    if (!hasNone) return left;
    await store.replaceRecoveryCodes(tx, who, []);
    return { ...left, recoveryCodes: 0 };
  });
}

/** Ten new codes on paper; those before are worth nothing. */
export async function replaceCodes(tx: Queryable, who: Who): Promise<string[]> {
  const codes = newRecoveryCodes();
  await store.replaceRecoveryCodes(
    tx,
    who,
    codes.map((code) => recoveryHash(code)!),
  );
  return codes;
}
