import type { FactorKind } from '../../shared/factors.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Somebody } from '../given.ts';
import { recoveryHash } from './recovery.ts';
import { factorsOf, recordFactorUsed, takeTotpStep, totpSecret, useRecoveryCode } from './store.ts';
import { totpStep } from './totp.ts';

/**
 * Whether this person showed a second factor; false where they have none.
 * @throws AppError SECOND_FACTOR_NEEDED where none was shown, SECOND_FACTOR_WRONG
 */
export async function checkSecondFactor(
  db: Database,
  person: Somebody,
  code: string | undefined,
  now: Date,
): Promise<boolean> {
  const { totpSince, passkeys, recoveryCodes } = await factorsOf(db, person);
  if (totpSince === null && passkeys.length === 0) return false;
  if (code === undefined) {
    const ways: FactorKind[] = [];
    if (passkeys.length > 0) ways.push('passkey');
    if (totpSince !== null) ways.push('totp');
    if (recoveryCodes > 0) ways.push('recovery');
    throw new AppError('SECOND_FACTOR_NEEDED', { ways });
  }
  return db.transaction(async (tx) => {
    const kind = await kindOf(tx, person, code, now);
    if (kind === null) throw new AppError('SECOND_FACTOR_WRONG');
    await recordFactorUsed(tx, person, kind);
    return true;
  });
}

/** Which factor this is a good code of, which then is used; null for none. */
async function kindOf(tx: Queryable, person: Somebody, code: string, now: Date): Promise<FactorKind | null> {
  const typed = code.replace(/\s/g, '');
  const totp = await totpSecret(tx, person);
  const step = totp?.isConfirmed ? totpStep(totp.secret, typed, now) : null;
  if (step !== null) return (await takeTotpStep(tx, person, step)) ? 'totp' : null;
  const hash = recoveryHash(typed);
  return hash !== null && (await useRecoveryCode(tx, person, hash)) ? 'recovery' : null;
}
