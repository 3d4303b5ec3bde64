import { AppError } from '../errors.ts';
import { normalLogin } from './login.ts';
import type { Parameters } from '../../shared/problems/problems.ts';
import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

/** How many failed tries there may be in five minutes, in each server process. */
export interface SignInLimits {
  /** Of one login from one address: enough for a forgetful person, 2,880 guesses a day for a machine. */
  perLogin: number;
  /** From one address over all logins: a branch behind one address mistypes less; one password tried on every login stops here. */
  perAddress: number;
  /** From everywhere: a thousand machines together guess no faster than this, nor keep the processor busy with more than 1,000 hashes of 14 ms. */
  all: number;
}

export const SIGN_IN_LIMITS: SignInLimits = { perLogin: 10, perAddress: 100, all: 1_000 };

/** Throws TOO_MANY_REQUESTS before a password is looked at; tries that turn out right are not counted. */
export type LimitSignIn = (req: Request, res: Response, login: string) => Promise<void>;

/** The narrow limit comes first: what it stops does not use up the wider ones, so that one attacked login shuts out nobody else. */
export function createSignInLimit(limits: SignInLimits): LimitSignIn {
  const addressOf = (req: Request): string => ipKeyGenerator(req.ip ?? '');
  const steps = [
    limitOf(limits.perLogin, 'login', (req, login) => `${addressOf(req)} ${normalLogin(login).toLowerCase()}`),
    limitOf(limits.perAddress, 'address', addressOf),
    limitOf(limits.all, 'server', () => 'all'),
  ];
  return async (req, res, login) => {
    for (const step of steps) await step(req, res, login);
  };
}

type Where = Parameters<'TOO_MANY_TRIES'>['where'];

function limitOf(limit: number, where: Where, keyOf: (req: Request, login: string) => string): LimitSignIn {
  const count = rateLimit({
    windowMs: 5 * 60_000,
    limit,
    standardHeaders: false,
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    keyGenerator: (req) => keyOf(req, String(req.res?.locals.login)),
    validate: false, // the address goes through ipKeyGenerator above; trust in proxies is a setting of the application
    handler: (_req, res, next) => {
      res.setHeader('Retry-After', '300');
      next(new AppError('TOO_MANY_TRIES', { where }));
    },
  });
  return async (req, res, login) => {
    res.locals.login = login;
    await new Promise<void>(
      (resolve, reject) => void count(req, res, (error?: unknown) => (error ? reject(error as Error) : resolve())),
    );
  };
}
