import { AppError } from '../errors.ts';
import { normalLogin } from './login.ts';
import type { KnownBrowsers } from './knownBrowser.ts';
import type { Parameters } from '../../shared/problems/problems.ts';
import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitInfo } from 'express-rate-limit';

/** How many failed tries there may be in five minutes, in each server process. */
export interface SignInLimits {
  /**
   * Of one login from one address, and of one login in a browser that it signed in with before: enough for a forgetful person, 2,880
   * guesses a day for a machine. And of one person's second factors, by whoever knows the password.
   */
  perLogin: number;
  /** From one address over all logins: a branch behind one address mistypes less; one password tried on every login stops here. */
  perAddress: number;
  /** From everywhere: a thousand machines together guess little faster than this. */
  all: number;
  /** From an address when `all` are used up: whoever types right, or nearly, comes in also then. */
  perAddressAbove: number;
}

export const SIGN_IN_LIMITS: SignInLimits = { perLogin: 10, perAddress: 100, all: 1_000, perAddressAbove: 3 };

/** What is tried: a login with a password; a key or code of another door, by its name; or a second factor of somebody whose password was right. */
export type Tried = { login: string } | { key: string } | { codeOf: string; login: string };

/** Throws TOO_MANY_REQUESTS before anything is looked at; tries that turn out right are not counted. */
export type LimitSignIn = (req: Request, res: Response, tried: Tried) => Promise<void>;

/**
 * Strangers share limits; a browser that this login signed in with before has its own and uses up no other. The narrow limit comes
 * first: what it stops does not use up the wider ones. No number of tries shuts out everybody: above the widest limit each
 * address still has a few.
 */
export function createSignInLimit(limits: SignInLimits, known: Pick<KnownBrowsers, 'markOf'>): LimitSignIn {
  const byMark = limitOf(() => limits.perLogin, 'login');
  const byCode = limitOf(() => limits.perLogin, 'login');
  const byLogin = limitOf(() => limits.perLogin, 'login');
  const byAddress = limitOf(() => limits.perAddress, 'address');
  const byAll = limitOf((ofAddress) => (ofAddress <= limits.perAddressAbove ? Infinity : limits.all), 'server');

  return async (req, res, tried) => {
    const mark = known.markOf(req, 'login' in tried ? tried.login : undefined);
    if ('codeOf' in tried) {
      if (mark === null) await byCode(req, res, tried.codeOf); // a known browser's tries are counted with its password
      return;
    }
    if (mark !== null) return void (await byMark(req, res, mark));
    const address = ipKeyGenerator(req.ip ?? '');
    const name = 'login' in tried ? normalLogin(tried.login).toLowerCase() : tried.key;
    await byLogin(req, res, `${address} ${name}`);
    const ofAddress = await byAddress(req, res, address);
    await byAll(req, res, 'all', ofAddress);
  };
}

type Where = Parameters<'TOO_MANY_TRIES'>['where'];

/** Counts a try under a key; the answer is how many there were, with this one. `limit` may look at how many there were from its address. */
function limitOf(
  limit: (ofAddress: number) => number,
  where: Where,
): (req: Request, res: Response, key: string, ofAddress?: number) => Promise<number> {
  const count = rateLimit({
    windowMs: 5 * 60_000,
    limit: (_req, res) => limit(Number(res.locals.ofAddress)),
    standardHeaders: false,
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    keyGenerator: (req) => String(req.res?.locals.triesOf),
    validate: false, // addresses went through ipKeyGenerator; trust in proxies is a setting of the application
    handler: (_req, res, next) => {
      res.setHeader('Retry-After', '300');
      next(new AppError('TOO_MANY_TRIES', { where }));
    },
  });
  return async (req, res, key, ofAddress = 0) => {
    Object.assign(res.locals, { triesOf: key, ofAddress });
    await new Promise<void>(
      (resolve, reject) => void count(req, res, (error?: unknown) => (error ? reject(error as Error) : resolve())),
    );
    return (req as Request & { rateLimit: RateLimitInfo }).rateLimit.used;
  };
}
