import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Request } from 'express';
import { permissions, type Action, type Role } from '../shared/people.ts';

/** Somebody who was recognised by a session or a device token: who, and how far they may see. */
export interface Who {
  orgId: number;
  personId: string;
  role: Role;
  name: string;
  unitId: string;
  /** The person's unit and all below it: the scope of every query. */
  unitIds: string[];
  timeZone: string;
  /** The phone that speaks, when a device token was shown. */
  deviceId: string | null;
  /** Whoever can read the data folder of the running server: more than any administrator. */
  isOwner?: boolean;
  /** The hash of the browser's cookie, when a session was shown. */
  sessionHash: Buffer | null;
  /** Whether two factors were shown when this session began. */
  isStrong?: boolean;
  /** The organisation asks this person for a second factor, and there is none yet: the session is good for nothing else. */
  isEnrolling?: boolean;
}

/** Finds who a credential belongs to; null when it is unknown, revoked or expired. Given by the people feature. */
export interface Recognise {
  bySession(sessionHash: Buffer): Promise<Who | null>;
  byDevice(tokenHash: Buffer): Promise<Who | null>;
  /** Whoever owns the machine; asked for where no phone has the token. */
  byOwner(tokenHash: Buffer): Promise<Who | null>;
}

/** How somebody is known to be who they are, in words that open nothing: the phone, the browser's session, or the machine's owner. */
export function credentialOf({
  deviceId,
  sessionHash,
  isOwner,
}: Pick<Who, 'deviceId' | 'sessionHash' | 'isOwner'>): string {
  if (deviceId !== null) return `device ${deviceId}`;
  if (sessionHash !== null) return `session ${sessionHash.toString('hex', 0, 8)}`; // of 256 bits: enough to name it
  return isOwner ? 'owner' : 'server';
}

/** Whether this role may do this at all; where is decided by the scope of the query. */
export function can(who: Who, action: Action): boolean {
  // A device token lives in a phone's settings: it sends positions and presses and reads its rep's own day, nothing more.
  if (who.deviceId !== null && !deviceActions.has(action)) return false;
  if (who.isEnrolling && !enrolActions.has(action)) return false;
  return permissions[who.role].includes(action);
}

const enrolActions = new Set<Action>(['me.read', 'me.password', 'me.factors']);

const deviceActions = new Set<Action>([
  'me.read',
  'positions.send',
  'visits.press',
  'visits.read',
  'visits.appeal',
  'shifts.press',
  'shifts.read',
  'plans.read',
  'retailers.read',
  'scores.read',
  'logs.write',
]);

/** 256 bits, URL-safe: for sessions, devices and set-up. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A token has 256 bits of chance, so a plain SHA-256 is enough to store it by. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** OWASP's second recommended setting for argon2id (the library's default algorithm): 19 MiB, two passes, one lane; about 14 ms. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2id);
}

/** False for a wrong password. Without a stored hash it takes as long, so that a login cannot be told to exist. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  absent ??= hashPassword(newToken());
  const matches = await verify(stored ?? (await absent), password);
  return stored !== null && matches;
}
let absent: Promise<string> | undefined;

/** `__Host-` binds the cookie to one host and to HTTPS; over plain HTTP on this machine the prefix is not allowed. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-rounds' : 'rounds';
}

/** The value of one cookie of a Cookie header, or null. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** The session cookie or bearer token of a request, turned into who it is. */
export async function recognise(
  req: Pick<Request, 'headers'>,
  isSecure: boolean,
  people: Recognise,
): Promise<Who | null> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const hash = tokenHash(bearer);
    return (await people.byDevice(hash)) ?? people.byOwner(hash);
  }
  const cookie = readCookie(req.headers.cookie, cookieName(isSecure));
  return cookie === null ? null : people.bySession(tokenHash(cookie));
}

/** The first of these tokens that a device has, turned into who it is. */
export async function recogniseToken(tokens: readonly string[], people: Recognise): Promise<Who | null> {
  for (const token of tokens) {
    const who = await people.byDevice(tokenHash(token));
    if (who?.deviceId) return who;
  }
  return null;
}

/**
 * Whether a request may carry a cookie's authority: browsers send Origin with every write and every
 * socket handshake, so another site's page is told apart; programs send none and hold no cookies by accident.
 */
export function isOwnOrigin(req: Pick<Request, 'headers'>, isSecure: boolean): boolean {
  const origin = req.headers.origin;
  if (origin === undefined)
    return req.headers['sec-fetch-site'] === undefined || req.headers['sec-fetch-site'] === 'same-origin';
  try {
    const { host, protocol } = new URL(origin);
    return host === req.headers.host && (!isSecure || protocol === 'https:');
  } catch {
    return false;
  }
}

/**
 * Whether another site's page sent the browser here to read: a link would otherwise make a look at somebody's track in the name of
 * whoever follows it, since the cookie travels along.
 */
export function isSentByOtherSite(req: Pick<Request, 'headers'>): boolean {
  const site = req.headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}
