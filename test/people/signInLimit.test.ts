import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { AppError, answerProblems } from '../../server/errors.ts';
import { createLog } from '../../server/log.ts';
import { createKnownBrowsers } from '../../server/people/knownBrowser.ts';
import { createSignInLimit } from '../../server/people/signInLimit.ts';

const LIMITS = { perLogin: 2, perAddress: 4, all: 6, perAddressAbove: 1 };
const DAY_MS = 86_400_000;

/** An application that believes X-Forwarded-For and counts as the real one does, with smaller numbers; `right` is the only right password. */
function door({ key = 'k', now = (): number => 1_780_000_000_000 } = {}) {
  const known = createKnownBrowsers(() => Buffer.from(key), false, now);
  const limit = createSignInLimit(LIMITS, known);
  const app = express();
  app.set('trust proxy', 1);
  app.get('/by-key/:key', async (req, res) => {
    await limit(req, res, { key: req.params.key });
    throw new AppError('PASSKEY_REFUSED');
  });
  app.get('/:login/:password{/:code}', async (req, res) => {
    const { login, password, code } = req.params as { login: string; password: string; code?: string };
    await limit(req, res, { login });
    if (password !== 'right') throw new AppError('LOGIN_OR_PASSWORD_WRONG');
    if (code !== undefined) await limit(req, res, { codeOf: login, login });
    if (code === 'wrong') throw new AppError('SECOND_FACTOR_WRONG');
    known.remember(res, login);
    res.status(201).end();
  });
  app.use(answerProblems(createLog('silent')));
  const get = (address: string, path: string, cookie = '') =>
    request(app).get(path).set('X-Forwarded-For', address).set('Cookie', cookie);
  return {
    attempt: async (address: string, login: string, password = 'wrong', cookie = '') =>
      (await get(address, `/${login}/${password}`, cookie)).status,
    status: async (address: string, path: string, cookie = '') => (await get(address, path, cookie)).status,
    /** The cookie of a browser with which these people signed in, one after the other. */
    browserOf: async (...logins: string[]) => {
      let cookie = '';
      for (const login of logins) {
        const said = (await get('10.0.0.200', `/${login}/right`, cookie).expect(201)).get('Set-Cookie')!;
        cookie = said[0]!.split(';')[0]!;
      }
      return cookie;
    },
  };
}

describe('tries to sign in', () => {
  it('wait after too many wrong ones of a login from an address, whatever the case, and from elsewhere not yet', async () => {
    const { attempt } = door();
    expect([
      await attempt('10.0.0.1', 'ann'),
      await attempt('10.0.0.1', 'Ann'),
      await attempt('10.0.0.1', 'ann', 'right'),
    ]).toEqual([401, 401, 429]);
    expect(await attempt('10.0.0.2', 'ann', 'right')).toBe(201);
  });

  it('with one password on many logins wait too; and right ones are not counted', async () => {
    const { attempt } = door();
    for (let i = 0; i < 20; i++) expect(await attempt('10.0.0.1', 'ann', 'right')).toBe(201);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((login) => attempt('10.0.0.1', login)))).toEqual([
      401, 401, 401, 401,
    ]);
    expect(await attempt('10.0.0.1', 'e')).toBe(429);
    expect(await attempt('10.0.0.1', 'ann', 'right')).toBe(429);
    expect(await attempt('10.0.0.2', 'ann', 'right')).toBe(201);
  });

  it('from many addresses meet a ceiling, above which each has a few: who types right comes in; one login attacked alone does not use it up', async () => {
    const { attempt } = door();
    for (let i = 0; i < 30; i++) await attempt('10.0.0.1', 'ann');
    expect(await attempt('10.0.0.9', 'bob', 'right')).toBe(201);
    for (let i = 0; i < 4; i++) expect(await attempt(`10.0.1.${i}`, `login${i}`)).toBe(401);
    for (let i = 0; i < 4; i++) expect(await attempt(`10.0.1.${i}`, `other${i}`), 'a second one').toBe(429);
    expect(await attempt('10.0.0.9', 'bob', 'right')).toBe(201);
    expect(await attempt('10.0.0.9', 'ann', 'right')).toBe(201);
  });

  it('count the addresses of an IPv6 network as one', async () => {
    const { attempt } = door();
    for (const [i, login] of ['a', 'b', 'c', 'd'].entries())
      expect(await attempt(`2001:db8:0:1::${i}`, login)).toBe(401);
    expect(await attempt('2001:db8:0:1:ffff::1', 'e')).toBe(429);
  });

  it('of second factors are counted by person wherever they come from: whoever knows the password does not go round', async () => {
    const { status } = door();
    for (const address of ['10.0.0.1', '10.0.0.2']) expect(await status(address, '/ann/right/wrong')).toBe(401);
    expect(await status('10.0.0.3', '/ann/right/good')).toBe(429);
    expect(await status('10.0.0.3', '/bob/right/good')).toBe(201);
  });
});

describe('a browser that somebody signed in with', () => {
  const address = '10.0.0.1';
  const shut = async (d: ReturnType<typeof door>) => {
    for (const login of ['a', 'b', 'c', 'd', 'e']) await d.attempt(address, login);
    expect(await d.attempt(address, 'ann', 'right')).toBe(429);
  };

  it('has tries of its own for that login, when a stranger has used up those of its address, and they are few', async () => {
    const d = door();
    const cookie = await d.browserOf('ann');
    await shut(d);
    expect(await d.attempt(address, 'Ann', 'right', cookie)).toBe(201);
    expect(await d.status(address, '/by-key/a-passkey', cookie), 'another door').toBe(401);
    expect(await d.status(address, '/by-key/a-passkey')).toBe(429);
    expect([
      await d.attempt(address, 'ann', 'wrong', cookie),
      await d.attempt(address, 'ann', 'right', cookie),
      await d.attempt('10.0.0.7', 'ann', 'right', cookie),
    ]).toEqual([401, 429, 429]); // with the passkey before two, which were two wherever they came from
  });

  it('is a stranger’s for every other login, and uses up nothing of its address for its own', async () => {
    const d = door();
    const cookie = await d.browserOf('ann');
    for (let i = 0; i < 8; i++) await d.attempt(address, 'ann', 'wrong', cookie);
    expect(await d.attempt(address, 'bob', 'wrong')).toBe(401);
    for (const login of ['c', 'd', 'e']) await d.attempt(address, login);
    expect(await d.attempt(address, 'bob', 'right', cookie)).toBe(429);
  });

  it('may be shared by five people, and forgets who came in longest ago', async () => {
    const d = door();
    const cookie = await d.browserOf('a1', 'a2', 'a3', 'a4', 'a2', 'a5', 'a6');
    await shut(d);
    const known = [];
    for (let i = 1; i <= 6; i++) known.push(await d.attempt(address, `a${i}`, 'right', cookie));
    expect(known).toEqual([429, 201, 201, 201, 201, 201]);
  });

  it('is known by what this database wrote for that login within half a year, and by nothing that was changed', async () => {
    const cookie = await door().browserOf('ann');
    expect(cookie).not.toContain('ann');
    const bob = await door().browserOf('bob');
    const [name, value] = cookie.split('=') as [string, string];
    const [tag, id, until, signed] = value.split('.') as [string, string, string, string];
    const forged = [
      [tag, id, String(Number(until) + 1), signed].join('.'),
      [bob.split('=')[1]!.split('.')[0], id, until, signed].join('.'),
      [tag, `A${id.slice(1)}`, until, signed].join('.'),
      [tag, id, until, `A${signed.slice(1)}`].join('.'),
      '',
      '~~~',
    ];
    const comesIn = async (d: ReturnType<typeof door>, shown: string): Promise<boolean> => {
      await shut(d);
      return (await d.attempt(address, 'ann', 'right', shown)) === 201;
    };
    expect(await comesIn(door(), cookie)).toBe(true);
    for (const one of forged) expect(await comesIn(door(), `${name}=${one}`), one).toBe(false);
    expect(await comesIn(door(), bob)).toBe(false);
    expect(await comesIn(door({ key: 'another' }), cookie)).toBe(false);
    const later = (days: number) => door({ now: () => 1_780_000_000_000 + days * DAY_MS });
    expect([await comesIn(later(179), cookie), await comesIn(later(181), cookie)]).toEqual([true, false]);
  });
});
