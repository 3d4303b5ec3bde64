import { factorContracts } from '../../shared/factors.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { CHALLENGE_MS, challengeHash } from './challenge.ts';
import { added, removed, type FactorDeps } from './mine.ts';
import {
  authenticationOptions,
  readAssertion,
  readRegistration,
  registrationOptions,
  relyingPartyOf,
  type RelyingParty,
} from './passkeys.ts';
import * as store from './store.ts';

const SIGN_IN = 'sign-in';
const adding = (personId: string): string => `add ${personId}`;

/** Passkeys: kept, taken away, and signed in with. */
export function passkeyEndpoints(deps: FactorDeps): Endpoint[] {
  const { db, log, given, challenges } = deps;
  const partyOf = (name: string): RelyingParty => {
    const party = relyingPartyOf(deps.publicUrl(), name);
    if (!party) throw new AppError('PASSKEYS_NEED_A_NAME');
    return party;
  };
  /** The challenge of a token that was not answered before. */
  const challengeOf = (purpose: string, token: string): string => {
    const challenge = challenges.read(purpose, token);
    if (challenge === null) throw new AppError('CHALLENGE_OVER');
    return challenge;
  };
  const spend = async (orgId: number, challenge: string): Promise<void> => {
    if (!(await store.spendChallenge(db, orgId, challengeHash(challenge), CHALLENGE_MS)))
      throw new AppError('CHALLENGE_OVER');
  };

  return [
    endpoint(factorContracts.beginPasskey, async ({ who, body, req, res }) => {
      await given.signIn.provePassword(who, req, res, body.password);
      const person = await given.signIn.personIn(who, who.personId);
      const { challenge, token } = challenges.write(adding(who.personId));
      const known = await store.credentialIdsOf(db, who);
      return { token, options: { ...(await registrationOptions(partyOf('Rounds'), challenge, person, known)) } };
    }),
    endpoint(factorContracts.addPasskey, async ({ who, body, now }) => {
      const challenge = challengeOf(adding(who.personId), body.token);
      const key = await readRegistration(partyOf('Rounds'), challenge, body.credential);
      await spend(who.orgId, challenge);
      const label = body.label;
      return added(deps, who, now, 'passkey', (tx) => store.addPasskey(tx, who, { ...key, label }), 'PASSKEY_KNOWN');
    }),
    endpoint(factorContracts.removePasskey, ({ who, params, body, req, res, now }) =>
      removed(
        deps,
        who,
        now,
        () => given.signIn.provePassword(who, req, res, body.password),
        (tx) => takePasskey(tx, who, params.passkeyId),
      ),
    ),
    endpoint(factorContracts.passkeyChallenge, async () => {
      const { challenge, token } = challenges.write(SIGN_IN);
      return { token, options: { ...(await authenticationOptions(partyOf('Rounds'), challenge)) } };
    }),
    endpoint(factorContracts.signInByPasskey, async ({ body, req, res }) => {
      await given.signIn.limit(req, res, body.credential.id);
      const challenge = challengeOf(SIGN_IN, body.token);
      const known = await store.passkeyBy(db, body.credential.id);
      if (!known) throw new AppError('PASSKEY_REFUSED');
      const signCount = await readAssertion(partyOf('Rounds'), challenge, body.credential, known);
      await spend(known.orgId, challenge);
      await db.transaction((tx) => markUsed(tx, known, signCount));
      log.info({ requestId: res.getHeader('X-Request-Id'), personId: known.personId }, 'right passkey');
      return given.signIn.open(res, known, true);
    }),
  ];
}

async function takePasskey(tx: Queryable, who: Who, passkeyId: string): Promise<boolean> {
  const isGone = await store.removePasskey(tx, who, passkeyId);
  if (isGone) await store.recordFactorAct(tx, who, who.personId, 'factor.removed', 'passkey');
  return isGone;
}

async function markUsed(tx: Queryable, known: store.KnownPasskey, signCount: number): Promise<void> {
  if (!(await store.markPasskey(tx, known, signCount))) throw new AppError('PASSKEY_REFUSED');
  await store.recordFactorUsed(tx, known, 'passkey');
}
