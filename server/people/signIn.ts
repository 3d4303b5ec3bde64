import type { CookieOptions, Request, Response } from 'express';
import type { Tiles } from '../../shared/tiles.ts';
import { checkPassword, cookieName, newToken, tokenHash, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import type { SignIn, Somebody } from '../given.ts';
import type { Log } from '../log.ts';
import { meOf } from './me.ts';
import { createKnownBrowsers } from './knownBrowser.ts';
import { addSession, bySession, endSessions, strengthenSession, type SessionRule } from './sessionStore.ts';
import { createSignInLimit, SIGN_IN_LIMITS, type LimitSignIn, type SignInLimits } from './signInLimit.ts';
import { passwordOf, personIn, whoIs } from './store.ts';

export interface SignInDeps {
  db: Database;
  log: Log;
  isSecure: boolean;
  sessions: SessionRule;
  baseMap: (who: Who) => Promise<Tiles | null>;
  /** Whether the organisation asks this person for a second factor. */
  mustHaveTwo: (who: Who) => Promise<boolean>;
  limits?: SignInLimits | undefined;
  /** Signs the marks of known browsers; asked for when somebody comes, since another feature gives it. */
  key: () => Buffer;
}

/** What people/ itself needs beside what it gives. */
export interface OwnSignIn extends SignIn {
  /** Whose login and password these are, or null; refuses after too many tries. */
  prove(req: Request, res: Response, login: string, password: string): Promise<Somebody | null>;
  /** Refuses after too many wrong second factors beside a right password. */
  limitCode(req: Request, res: Response, person: Somebody, login: string): Promise<void>;
  /** The browser forgets its cookie; that it is known opens nothing, and stays. */
  forget(res: Response): void;
}

/** Sign-ins: how they begin, with how many factors, and how they end. */
export function createSignIn(deps: SignInDeps): OwnSignIn {
  const { db, log, isSecure, sessions, baseMap, mustHaveTwo } = deps;
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' };
  const known = createKnownBrowsers(deps.key, isSecure, Date.now);
  const limit = createSignInLimit(deps.limits ?? SIGN_IN_LIMITS, known);
  const prove: OwnSignIn['prove'] = (req, res, login, password) =>
    proveIdentity({ db, log, limit }, req, res, { login, password });
  return {
    limit: (req, res, key) => limit(req, res, { key }),
    limitCode: (req, res, { personId }, login) => limit(req, res, { codeOf: personId, login }),
    prove,
    async open(res, { orgId, personId }, isStrong) {
      const person = (await whoIs(db, orgId, personId))!;
      const isEnrolling = !isStrong && (await mustHaveTwo(person));
      const token = newToken();
      await addSession(db, orgId, personId, tokenHash(token), sessions, { isStrong, isEnrolling });
      res.cookie(cookieName(isSecure), token, { ...cookie, maxAge: sessions.maxHours * 3_600_000 });
      const who = await bySession(db, tokenHash(token), sessions);
      const me = await meOf(db, who!, baseMap);
      known.remember(res, me.person.login);
      return me;
    },
    async provePassword(who, req, res, password) {
      const { login } = (await personIn(db, who, who.personId))!;
      if (!(await prove(req, res, login, password))) throw badField('body.password', 'NOT_YOUR_PASSWORD');
    },
    byLogin: async (login) => {
      const known = await passwordOf(db, login);
      return known && { orgId: known.orgId, personId: known.personId };
    },
    strengthen: (tx, who) => strengthenSession(tx, who),
    endAll: (tx, { orgId, personId }) => endSessions(tx, orgId, personId),
    async personIn(who, personId) {
      const person = await personIn(db, who, personId);
      if (!person) throw new AppError('NO_SUCH_PERSON');
      return person;
    },
    forget: (res) => void res.clearCookie(cookieName(isSecure), cookie),
  };
}

/** Whose login and password these are, or null; refuses after too many tries, and says on the log what came of this one. */
async function proveIdentity(
  { db, log, limit }: { db: Database; log: Log; limit: LimitSignIn },
  req: Request,
  res: Response,
  { login, password }: { login: string; password: string },
): Promise<Somebody | null> {
  const about = { requestId: res.getHeader('X-Request-Id'), address: req.ip };
  await limit(req, res, { login }).catch((error: unknown) => {
    log.warn(about, 'sign-in refused: too many tries');
    throw error;
  });
  const stored = await passwordOf(db, login);
  const isRight = await checkPassword(stored?.passwordHash ?? null, password);
  if (isRight) log.info({ ...about, personId: stored!.personId }, 'right password');
  else log.warn({ ...about, personId: stored?.personId ?? null }, 'wrong password');
  return isRight ? stored : null;
}
