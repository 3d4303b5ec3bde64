import type { FactorKind } from '../../shared/factors.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Somebody } from '../given.ts';
import { recoveryHash } from './recovery.ts';
import { factorsOf, takeTotpStep, totpSecret, useRecoveryCode } from './store.ts';
import { totpStep } from './totp.ts';

/**
 * Whether this person showed a second factor; false where they have none.
 * @throws AppError SECOND_FACTOR_NEEDED where none was shown, SECOND_FACTOR_WRONG
 */
export async function checkSecondFactor(
  db: Queryable,
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
  if (!(await isRight(db, person, code, now))) throw new AppError('SECOND_FACTOR_WRONG');
  return true;
}

async function isRight(db: Queryable, person: Somebody, code: string, now: Date): Promise<boolean> {
  const typed = code.replace(/\s/g, '');
  const totp = await totpSecret(db, person);
  const step = totp?.isConfirmed ? totpStep(totp.secret, typed, now) : null;
  if (step !== null) return takeTotpStep(db, person, step);
  const hash = recoveryHash(typed);
  return hash !== null && useRecoveryCode(db, person, hash);
}
