import { sessionContracts } from '../../shared/sessions.ts';
import type { CookieOptions, Request, Response } from 'express';
import { Me, NewPassword } from '../../shared/sessions.ts';
import { checkPassword, cookieName, hashPassword, newToken, tokenHash, type Who } from '../auth.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { guessable } from './guessable.ts';
import type { PeopleDeps } from './http.ts';
import { meOf } from './me.ts';
import { createSignInLimit, SIGN_IN_LIMITS, type LimitSignIn } from './signInLimit.ts';
import * as store from './store.ts';

/** Setting up, signing in and out, and one's own password. Every try is on the log, without the login: people type passwords there. */
export function sessionEndpoints(deps: PeopleDeps): Endpoint[] {
  const { db, log, isSecure, sessions, setupToken, baseMap, signInLimits = SIGN_IN_LIMITS } = deps;
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' };
  const limit = createSignInLimit(signInLimits);
  const prove = (req: Request, res: Response, login: string, password: string) =>
    proveIdentity(deps, limit, req, res, { login, password });

  async function signIn(res: Response, orgId: number, personId: string): Promise<Me> {
    const token = newToken();
    await store.addSession(db, orgId, personId, tokenHash(token), sessions);
    res.cookie(cookieName(isSecure), token, { ...cookie, maxAge: sessions.maxHours * 3_600_000 });
    const who = await store.bySession(db, tokenHash(token), sessions);
    return meOf(db, who!, baseMap);
  }

  async function changePassword(who: Who, req: Request, res: Response, { current, next }: NewPassword): Promise<Me> {
    const { login, name } = (await store.personIn(db, who, who.personId))!;
    if (!(await prove(req, res, login, current))) throw badField('body.current', 'NOT_YOUR_PASSWORD');
    refuseGuessable(next, 'body.next', [login, name]);
    const passwordHash = await hashPassword(next);
    await db.transaction((tx) => store.setPassword(tx, who.orgId, who.personId, passwordHash));
    log.info({ requestId: res.getHeader('X-Request-Id'), personId: who.personId }, 'password changed');
    return signIn(res, who.orgId, who.personId);
  }

  return [
    endpoint(sessionContracts.setUp, async ({ body, res }) => {
      if (!tokenHash(body.token).equals(tokenHash(setupToken))) throw new AppError('SETUP_TOKEN_WRONG');
      if (!body.synthetic) refuseGuessable(body.password, 'body.password', [body.login, body.name, body.orgName]);
      const passwordHash = await hashPassword(body.password);
      const made = await db.transaction((tx) => store.addOrganisation(tx, { ...body, passwordHash }));
      if (!made) throw new AppError('SET_UP_ALREADY');
      return signIn(res, made.orgId, made.personId);
    }),
    endpoint(sessionContracts.signIn, async ({ who, body, req, res }) => {
      const person = await prove(req, res, body.login, body.password);
      if (!person) throw new AppError('LOGIN_OR_PASSWORD_WRONG');
      if (who?.sessionHash) await store.endSession(db, who.orgId, who.sessionHash);
      return signIn(res, person.orgId, person.personId);
    }),
    endpoint(sessionContracts.signOut, async ({ who, res }) => {
      if (who.sessionHash) await store.endSession(db, who.orgId, who.sessionHash);
      res.clearCookie(cookieName(isSecure), cookie);
      return undefined;
    }),
    endpoint(sessionContracts.signOutEverywhere, async ({ who, res }) => {
      await store.endSessions(db, who.orgId, who.personId);
      res.clearCookie(cookieName(isSecure), cookie);
      return undefined;
    }),
    endpoint(sessionContracts.changePassword, ({ who, body, req, res }) => changePassword(who, req, res, body)),
  ];
}

/** Whose login and password these are, or null; refuses after too many tries, and says on the log what came of this one. */
async function proveIdentity(
  { db, log }: PeopleDeps,
  limit: LimitSignIn,
  req: Request,
  res: Response,
  { login, password }: { login: string; password: string },
): Promise<{ orgId: number; personId: string } | null> {
  const about = { requestId: res.getHeader('X-Request-Id'), address: req.ip };
  await limit(req, res, login).catch((error: unknown) => {
    log.warn(about, 'sign-in refused: too many tries');
    throw error;
  });
  const stored = await store.passwordOf(db, login);
  const isRight = await checkPassword(stored?.passwordHash ?? null, password);
  if (isRight) log.info({ ...about, personId: stored!.personId }, 'right password');
  else log.warn({ ...about, personId: stored?.personId ?? null }, 'wrong password');
  return isRight ? stored : null;
}

/** @throws AppError INVALID_INPUT for a password that is among the first guesses; `words` are its person's own */
export function refuseGuessable(password: string, field: string, words: readonly string[]): void {
  const why = guessable(password, words);
  if (why) throw badField(field, why);
}
