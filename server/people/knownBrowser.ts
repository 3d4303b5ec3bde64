import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import { readCookie } from '../auth.ts';
import { normalLogin } from './login.ts';

/** Somebody who comes in less often than this is a stranger again; browsers keep a cookie for 400 days at most. */
const DAYS = 180;
/** So many people may share a browser; who signed in longest ago is forgotten first. */
const MOST_PEOPLE = 5;

/**
 * Browsers that somebody signed in with: each keeps a mark for each login, which opens nothing. It gives that browser tries of
 * its own for that login, so that a stranger who guesses shuts out nobody who has been here before. (OWASP calls it a device cookie.)
 */
export interface KnownBrowsers {
  /** What this browser's tries of this login are counted by; null for a browser that nobody signed in with by it. Without a login: by any. */
  markOf(req: Pick<Request, 'headers'>, login?: string): string | null;
  /** Somebody signed in here by this login. */
  remember(res: Response, login: string): void;
}

/** @param key known to every process on this database and to nobody else */
export function createKnownBrowsers(key: () => Buffer, isSecure: boolean, now: () => number): KnownBrowsers {
  const name = isSecure ? '__Host-rounds-known' : 'rounds-known';
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' };
  const hmac = (said: string): Buffer => createHmac('sha256', key()).update(said).digest();
  // the cookie does not say who was here: the login stands in it as what only this database's servers can make of it
  const tagOf = (login: string): string =>
    hmac(`login ${normalLogin(login).toLowerCase()}`)
      .toString('base64url')
      .slice(0, 16);

  const marksOf = (req: Pick<Request, 'headers'>): Mark[] =>
    (readCookie(req.headers.cookie, name) ?? '')
      .split('~')
      .slice(0, MOST_PEOPLE)
      .flatMap((text) => {
        const match = /^(([\w-]{16})\.([\w-]{16})\.(\d{13}))\.([\w-]{43})$/.exec(text);
        if (!match) return [];
        const [, said, tag, id, until, signed] = match as unknown as string[];
        const isOurs = timingSafeEqual(hmac(`mark ${said!}`), Buffer.from(signed!, 'base64url'));
        return isOurs && Number(until) > now() ? [{ text, tag: tag!, id: id! }] : [];
      });

  return {
    markOf: (req, login) => {
      const tag = login === undefined ? null : tagOf(login);
      return marksOf(req).find((mark) => tag === null || mark.tag === tag)?.id ?? null;
    },
    remember: (res, login) => {
      const tag = tagOf(login);
      const others = marksOf(res.req).filter((mark) => mark.tag !== tag);
      const said = [tag, randomBytes(12).toString('base64url'), now() + DAYS * 86_400_000].join('.');
      const mark = `${said}.${hmac(`mark ${said}`).toString('base64url')}`;
      const all = [mark, ...others.map(({ text }) => text)].slice(0, MOST_PEOPLE);
      res.cookie(name, all.join('~'), { ...cookie, maxAge: DAYS * 86_400_000 });
    },
  };
}

interface Mark {
  text: string;
  /** Whose login it is for. */
  tag: string;
  /** Of this browser and this sign-in. */
  id: string;
}
