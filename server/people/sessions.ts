import { sessionContracts } from '../../shared/sessions.ts';
import type { Request, Response } from 'express';
import { Me, NewPassword } from '../../shared/sessions.ts';
import { hashPassword, tokenHash, type Who } from '../auth.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { recordAccess } from './accessStore.ts';
import { guessable } from './guessable.ts';
import type { PeopleDeps } from './http.ts';
import { endSession, endSessions } from './sessionStore.ts';
import { newLogin } from './login.ts';
import * as store from './store.ts';

/** Setting up, signing in and out, and one's own password. Every try is on the log, without the login: people type passwords there. */
export function sessionEndpoints(deps: PeopleDeps): Endpoint[] {
  const { db, log, setupToken, signIn, checkSecondFactor } = deps;

  async function changePassword(who: Who, req: Request, res: Response, { current, next }: NewPassword): Promise<Me> {
    const { login, name } = (await store.personIn(db, who, who.personId))!;
    if (!(await signIn.prove(req, res, login, current))) throw badField('body.current', 'NOT_YOUR_PASSWORD');
    refuseGuessable(next, 'body.next', [login, name]);
    const passwordHash = await hashPassword(next);
    await db.transaction(async (tx) => {
      await store.setPassword(tx, who.orgId, who.personId, passwordHash);
      await recordAccess(tx, who, { act: 'password.changed', personId: who.personId });
    });
    log.info({ requestId: res.getHeader('X-Request-Id'), personId: who.personId }, 'password changed');
    return signIn.open(res, who, who.isStrong ?? false);
  }

  return [
    endpoint(sessionContracts.setUp, async ({ body, res }) => {
      if (!tokenHash(body.token).equals(tokenHash(setupToken))) throw new AppError('SETUP_TOKEN_WRONG');
      if (!body.synthetic) refuseGuessable(body.password, 'body.password', [body.login, body.name, body.orgName]);
      const login = newLogin(body.login);
      const passwordHash = await hashPassword(body.password);
      const made = await db.transaction((tx) => store.addOrganisation(tx, { ...body, login, passwordHash }));
      if (!made) throw new AppError('SET_UP_ALREADY');
      return signIn.open(res, made, false);
    }),
    endpoint(sessionContracts.signIn, async ({ who, body, req, res, now }) => {
      const person = await signIn.prove(req, res, body.login, body.password);
      if (!person) throw new AppError('LOGIN_OR_PASSWORD_WRONG');
      if (body.code !== undefined) await signIn.limitCode(req, res, person, body.login);
      const isStrong = await checkSecondFactor(person, body.code, now);
      if (who?.sessionHash) await endSession(db, who.orgId, who.sessionHash);
      return signIn.open(res, person, isStrong);
    }),
    endpoint(sessionContracts.signOut, async ({ who, res }) => {
      if (who.sessionHash) await endSession(db, who.orgId, who.sessionHash);
      signIn.forget(res);
      return undefined;
    }),
    endpoint(sessionContracts.signOutEverywhere, async ({ who, res }) => {
      await endSessions(db, who.orgId, who.personId);
      signIn.forget(res);
      return undefined;
    }),
    endpoint(sessionContracts.changePassword, ({ who, body, req, res }) => changePassword(who, req, res, body)),
  ];
}

/** @throws AppError INVALID_INPUT for a password that is among the first guesses; `words` are its person's own */
export function refuseGuessable(password: string, field: string, words: readonly string[]): void {
  const why = guessable(password, words);
  if (why) throw badField(field, why);
}
