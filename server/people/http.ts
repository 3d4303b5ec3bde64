import type { CookieOptions, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { Device, IssuedDevice, Me, NewDevice, NewPerson, NewUnit, permissions, Person, PersonChange, Role, Setup, SignIn, Unit, Welcome, type Tiles } from '../../shared/people.ts';
import { page, PageQuery, text } from '../../shared/text.ts';
import { checkPassword, cookieName, hashPassword, newToken, tokenHash, type Who } from '../auth.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import { AppError, endpoint, type Endpoint } from '../http.ts';
import { phoneSetup } from './phoneSetup.ts';
import * as store from './store.ts';

export interface PeopleDeps {
  db: Database;
  isSecure: boolean;
  sessionHours: number;
  /** The one-time token that the server printed, until the organisation exists. */
  setupToken: string;
  /** The password every person of a synthetic organisation has. */
  demoPassword: string;
  tiles: Tiles | null;
  /** Where phones find this server; known once it listens. */
  publicUrl: () => string;
}

const NoQuery = z.strictObject({});
const PersonPath = z.strictObject({ personId: z.uuid() });

export function peopleEndpoints({ db, isSecure, sessionHours, setupToken, demoPassword, publicUrl, tiles }: PeopleDeps): Endpoint[] {
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' };

  async function signIn(res: Response, orgId: number, personId: string): Promise<Me> {
    const token = newToken();
    await store.addSession(db, orgId, personId, tokenHash(token), sessionHours);
    res.cookie(cookieName(isSecure), token, { ...cookie, maxAge: 30 * 24 * 3_600_000 });
    const who = await store.bySession(db, tokenHash(token), sessionHours);
    return me(who!);
  }

  async function me(who: Who): Promise<Me> {
    const [person, units, org] = await Promise.all([store.personIn(db, who, who.personId), store.unitsIn(db, who), store.organisation(db)]);
    return { person: person!, org: org!, units, actions: [...permissions[who.role]], tiles };
  }

  function inScope(who: Who, unitId: string | undefined): void {
    if (unitId !== undefined && !who.unitIds.includes(unitId)) throw new AppError('NOT_FOUND', 'There is no such unit in your scope.');
  }

  return [
    endpoint({ method: 'get', path: '/welcome', summary: 'What a visitor may know before signing in', action: 'anyone', query: NoQuery, reply: Welcome }, async () => {
      const org = await store.organisation(db);
      const demo = org?.synthetic ? { logins: await store.loginsByRole(db, org.orgId), password: demoPassword } : null;
      return { isSetUp: org !== null, orgName: org?.name ?? null, synthetic: org?.synthetic ?? false, demo };
    }),
    endpoint({ method: 'post', path: '/setup', summary: 'Make the organisation and its first administrator, once, with the token the server printed', action: 'anyone', body: Setup, reply: Me, status: 201 },
      async ({ body, res }) => {
        if (!tokenHash(body.token).equals(tokenHash(setupToken))) throw new AppError('WRONG_CREDENTIALS', 'This is not the set-up token that the server printed when it started.');
        const passwordHash = await hashPassword(body.password);
        const made = await db.transaction((tx) => store.addOrganisation(tx, { ...body, passwordHash }));
        if (!made) throw new AppError('ALREADY_SET_UP', 'The organisation exists already; sign in.');
        return signIn(res, made.orgId, made.personId);
      }),
    endpoint({ method: 'post', path: '/session', summary: 'Sign in', action: 'anyone', body: SignIn, reply: Me, status: 201 }, async ({ body, req, res }) => {
      await limitSignIn(req, res, body.login);
      const stored = await store.passwordOf(db, body.login);
      if (!(await checkPassword(stored?.passwordHash ?? null, body.password))) throw new AppError('WRONG_CREDENTIALS', 'The login or the password is wrong.');
      return signIn(res, stored!.orgId, stored!.personId);
    }),
    endpoint({ method: 'delete', path: '/session', summary: 'Sign out', action: 'me.read', reply: z.undefined(), status: 204 }, async ({ who, res }) => {
      if (who.sessionHash) await store.endSession(db, who.orgId, who.sessionHash);
      res.clearCookie(cookieName(isSecure), cookie);
      return undefined;
    }),
    endpoint({ method: 'get', path: '/me', summary: 'Who I am and what I may do', action: 'me.read', query: NoQuery, reply: Me }, ({ who }) => me(who)),
    endpoint({ method: 'get', path: '/me/devices', summary: 'My phones', action: 'me.read', query: NoQuery, reply: z.object({ items: z.array(Device) }) },
      async ({ who }) => ({ items: await store.devicesOf(db, who.orgId, who.personId) })),
    endpoint({ method: 'post', path: '/me/devices', summary: 'A token for my phone, shown once', action: 'me.device', body: NewDevice, reply: IssuedDevice, status: 201 },
      async ({ who, body }) => issue(db, publicUrl(), who.orgId, (await store.personIn(db, who, who.personId))!, body.label)),

    endpoint({ method: 'get', path: '/units', summary: 'The units of my scope', action: 'me.read', query: NoQuery, reply: z.object({ items: z.array(Unit) }) },
      async ({ who }) => ({ items: await store.unitsIn(db, who) })),
    endpoint({ method: 'post', path: '/units', summary: 'Add a unit below one of mine', action: 'people.manage', body: NewUnit, reply: Unit, status: 201 }, async ({ who, body }) => {
      inScope(who, body.parentId);
      const unit = await store.addUnit(db, who, body);
      if (!unit) throw new AppError('CONFLICT', `A unit named '${body.name}' exists already.`);
      return unit;
    }),
    endpoint({ method: 'get', path: '/people', summary: 'The people of my scope', action: 'people.read', query: PageQuery.extend({ q: text(100).optional(), role: Role.optional(), unitId: z.uuid().optional() }).strict(), reply: page(Person) },
      async ({ who, query }) => {
        const after = readCursor(query.cursor, [text(100), z.uuid()]);
        const rows = await store.peopleIn(db, who, { ...query, after: after && { name: after[0], personId: after[1] } });
        return pageOf(rows, query.limit, (p) => [p.name, p.personId]);
      }),
    endpoint({ method: 'post', path: '/people', summary: 'Add a person', action: 'people.manage', body: NewPerson, reply: Person, status: 201 }, async ({ who, body }) => {
      inScope(who, body.unitId);
      const { password, ...person } = body;
      const added = await store.addPerson(db, who, { ...person, passwordHash: await hashPassword(password) });
      if (!added) throw new AppError('CONFLICT', `The login '${body.login}' is taken.`);
      return added;
    }),
    endpoint({ method: 'patch', path: '/people/:personId', summary: 'Change a person; new rights end their sessions', action: 'people.manage', params: PersonPath, body: PersonChange, reply: Person },
      async ({ who, params, body }) => {
        inScope(who, body.unitId);
        if (params.personId === who.personId && (body.role !== undefined || body.isActive === false || body.unitId !== undefined)) {
          throw new AppError('CONFLICT', 'Nobody changes their own role, unit or activity: another administrator does.');
        }
        const { password, ...change } = body;
        const passwordHash = password === undefined ? undefined : await hashPassword(password);
        const changed = await db.transaction((tx) => store.changePerson(tx, who, params.personId, { ...change, passwordHash }));
        if (!changed) throw new AppError('NOT_FOUND', 'There is no such person in your scope.');
        return changed;
      }),
    endpoint({ method: 'get', path: '/people/:personId/devices', summary: "A person's phones", action: 'devices.manage', params: PersonPath, query: NoQuery, reply: z.object({ items: z.array(Device) }) },
      async ({ who, params }) => ({ items: await store.devicesOf(db, who.orgId, (await personInScope(db, who, params.personId)).personId) })),
    endpoint({ method: 'post', path: '/people/:personId/devices', summary: "A token for a person's phone, shown once", action: 'devices.manage', params: PersonPath, body: NewDevice, reply: IssuedDevice, status: 201 },
      async ({ who, params, body }) => issue(db, publicUrl(), who.orgId, await personInScope(db, who, params.personId), body.label)),
    endpoint({ method: 'delete', path: '/devices/:deviceId', summary: 'Revoke a phone', action: 'devices.manage', params: z.strictObject({ deviceId: z.uuid() }), reply: z.undefined(), status: 204 },
      async ({ who, params }) => {
        if (!(await store.revokeDevice(db, who, params.deviceId))) throw new AppError('NOT_FOUND', 'There is no such phone in your scope.');
        return undefined;
      }),
  ];
}

async function personInScope(db: Database, who: Who, personId: string): Promise<Person> {
  const person = await store.personIn(db, who, personId);
  if (!person) throw new AppError('NOT_FOUND', 'There is no such person in your scope.');
  return person;
}

async function issue(db: Database, serverUrl: string, orgId: number, person: Person, label: string): Promise<IssuedDevice> {
  const token = newToken();
  const device = await store.addDevice(db, orgId, person.personId, label, tokenHash(token));
  return { device, token, setup: phoneSetup(serverUrl, token, person.login, label) };
}

/** Ten tries a login and address in five minutes: enough for a forgetful person, 2,880 guesses a day for a machine. */
const signInLimit = rateLimit({
  windowMs: 5 * 60_000,
  limit: 10,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  skipSuccessfulRequests: true,
  keyGenerator: (req) => `${req.ip} ${String(req.res?.locals.login)}`,
  validate: { keyGeneratorIpFallback: false },
  handler: (_req, _res, next) => next(new AppError('TOO_MANY_REQUESTS', 'Too many tries for this login; wait five minutes.')),
});

async function limitSignIn(req: Parameters<typeof signInLimit>[0], res: Response, login: string): Promise<void> {
  res.locals.login = login.toLowerCase();
  await new Promise<void>((resolve, reject) => void signInLimit(req, res, (error?: unknown) => (error ? reject(error as Error) : resolve())));
}
