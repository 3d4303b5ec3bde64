import { factorContracts } from '../../shared/factors.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { passkeyEndpoints } from './passkeyHttp.ts';
import { added, myFactors, removed, replaceCodes, type FactorDeps } from './mine.ts';
import * as store from './store.ts';
import { newTotpSecret, totpFor, totpStep } from './totp.ts';

/** One's own second factors, signing in with a passkey, and what an administrator does for somebody who lost theirs. */
export function factorEndpoints(deps: FactorDeps): Endpoint[] {
  const { db, log, given } = deps;
  return [
    endpoint(factorContracts.readMyFactors, ({ who, now }) => myFactors(deps, db, who, now)),
    endpoint(factorContracts.beginTotp, async ({ who, body, req, res }) => {
      await given.signIn.provePassword(who, req, res, body.password);
      const { login } = await given.signIn.personIn(who, who.personId);
      const secret = newTotpSecret();
      if (!(await store.beginTotp(db, who, secret))) throw new AppError('TOTP_IN_USE');
      return totpFor(secret, 'Rounds', login);
    }),
    endpoint(factorContracts.confirmTotp, async ({ who, body, now }) => {
      const totp = await store.totpSecret(db, who);
      if (!totp || totp.isConfirmed) throw new AppError('NO_TOTP_BEGUN');
      const step = totpStep(totp.secret, body.code.replace(/\s/g, ''), now);
      if (step === null) throw badField('body.code', 'NOT_THE_CODE');
      return added(deps, who, now, 'totp', (tx) => store.takeTotpStep(tx, who, step), 'TOTP_IN_USE');
    }),
    endpoint(factorContracts.removeTotp, ({ who, body, req, res, now }) =>
      removed(
        deps,
        who,
        now,
        () => given.signIn.provePassword(who, req, res, body.password),
        async (tx) => {
          if (await store.removeTotp(tx, who))
            await store.recordFactorAct(tx, who, who.personId, 'factor.removed', 'totp');
          return true;
        },
      ),
    ),
    ...passkeyEndpoints(deps),
    endpoint(factorContracts.renewRecoveryCodes, async ({ who, body, req, res }) => {
      await given.signIn.provePassword(who, req, res, body.password);
      return db.transaction(async (tx) => {
        await store.recordFactorAct(tx, who, who.personId, 'recovery.renewed', null);
        return { codes: await replaceCodes(tx, who) };
      });
    }),
    endpoint(factorContracts.resetFactors, async ({ who, params }) => {
      if (params.personId === who.personId) throw new AppError('OWN_FACTORS');
      const { personId } = await given.signIn.personIn(who, params.personId);
      await db.transaction(async (tx) => {
        await store.removeAll(tx, { orgId: who.orgId, personId });
        await given.signIn.endAll(tx, { orgId: who.orgId, personId });
        await store.recordFactorAct(tx, who, personId, 'factors.reset', null);
      });
      log.warn({ personId, by: who.personId }, 'second factors removed by an administrator');
      return undefined;
    }),
  ];
}
