import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { fullPath, isSchema, type Contract } from '../shared/contract.ts';
import type { LookWay } from '../shared/looks.ts';
import { issueReason } from '../shared/problems/issue.ts';
import type { ProblemReason } from '../shared/problems/problems.ts';
import { can, isOwnOrigin, isSentByOtherSite, recognise, recogniseToken, type Recognise, type Who } from './auth.ts';
import type { Bodies } from './body.ts';
import { AppError, badFields } from './errors.ts';
import { parseJson } from './json.ts';
import type { Log } from './log.ts';
import type { Looks, Seen } from './looks.ts';

type Output<S> = S extends z.ZodType ? z.output<S> : S extends { maxBytes: number } ? Buffer : undefined;
type ReplyInput<S> = S extends z.ZodType ? z.input<S> : string | Buffer;

/** One call: everything parsed, and who makes it. */
export interface Call<C extends Contract> {
  who: C['action'] extends 'anyone' ? Who | null : Who;
  params: Output<C['params']>;
  query: Output<C['query']>;
  body: Output<C['body']>;
  now: Date;
  req: Request;
  res: Response;
  /** Where the answer holds positions of people: says whose, before they are sent. An answer that never says it is not sent. */
  look: [Extract<C['shows'], LookWay>] extends [never] ? undefined : (seen: readonly Seen[]) => Promise<void>;
}

export interface Endpoint {
  contract: Contract;
  /** Throws when the server is too busy for this just now: asked first, so that refusing costs next to nothing. */
  admit?: () => void;
  /** What may be a device's token beside a Bearer: phone apps show it elsewhere too. Looked for before the body is read. */
  credentials?: (req: Request) => string[];
  handle(call: Call<Contract>): Promise<unknown>;
}

/** Ties a handler to its contract. */
export function endpoint<C extends Contract>(
  contract: C,
  handle: (call: Call<C>) => Promise<ReplyInput<C['reply']>>,
  more: Pick<Endpoint, 'admit' | 'credentials'> = {},
): Endpoint {
  return { contract, handle: handle as unknown as Endpoint['handle'], ...more };
}

export interface AppDeps {
  people: Recognise;
  looks: Looks;
  bodies: Bodies;
  log: Log;
  now: () => Date;
  /** Whether people reach this server by HTTPS: decides the cookie's name and flags. */
  isSecure: boolean;
}

/** Mounts the endpoints. */
export function mount(app: Express, endpoints: readonly Endpoint[], deps: AppDeps): void {
  for (const one of endpoints) app[one.contract.method](fullPath(one.contract), handlerOf(one, deps));
}

/**
 * The handlers of what is written to a fixed address, by `POST /api/v1/positions` and the like: to find one here takes no time,
 * where the router tries each of a hundred patterns in turn.
 */
export function directHandlers(
  endpoints: readonly Endpoint[],
  deps: AppDeps,
): Map<string, { path: string; handle: Handler }> {
  const fixed = endpoints.filter(({ contract }) => contract.method !== 'get' && !contract.path.includes(':'));
  return new Map(
    fixed.map((one) => {
      const path = fullPath(one.contract);
      return [`${one.contract.method.toUpperCase()} ${path}`, { path, handle: handlerOf(one, deps) }];
    }),
  );
}

type Handler = (req: Request, res: Response) => Promise<void>;

/** Recognise, allow, parse, handle, parse the reply. */
function handlerOf({ contract, handle, admit, credentials }: Endpoint, deps: AppDeps): Handler {
  return async (req, res) => {
    admit?.();
    const shown = await recognise(req, deps.isSecure, deps.people);
    const who = shown ?? (credentials ? await recogniseToken(credentials(req), deps.people) : null);
    res.locals.personId = who?.personId;
    if (contract.action !== 'anyone') {
      if (!who) throw new AppError('SIGN_IN_FIRST');
      if (who.isEnrolling && !can(who, contract.action)) throw new AppError('SECOND_FACTOR_TO_SET_UP');
      if (!can(who, contract.action)) throw new AppError('ROLE_MAY_NOT', { role: who.role, action: contract.action });
    }
    const isForeign = contract.method === 'get' ? isSentByOtherSite(req) : !isOwnOrigin(req, deps.isSecure);
    // signing in from another site's page would put its visitor into an account of its choice
    const isSignIn = contract.action === 'anyone' && isSchema(contract.body);
    if ((who?.sessionHash || isSignIn) && isForeign) throw new AppError('OTHER_SITE');
    const bytes = contract.body
      ? await deps.bodies.read(req, res, { personId: who?.personId ?? null, maxBytes: maxBytes(contract) })
      : undefined;
    const gate = gateOf(contract, who, deps.looks);
    const call = {
      who,
      params: parsePart(contract.params, req.params, 'path'),
      query: parsePart(contract.query, req.query, 'query'),
      body: isSchema(contract.body) ? parsePart(contract.body, jsonOf(req, bytes!), 'body') : bytes,
      now: deps.now(),
      req,
      res,
      look: gate?.look,
    } as unknown as Call<Contract>;
    const reply = await handle(call);
    gate?.check();
    if (res.headersSent) return; // a phone app hears its own kind of answer
    res.status(contract.status ?? 200);
    if (isSchema(contract.reply)) {
      if (contract.status === 204) res.end();
      else sendJson(res, contract.reply.parse(reply));
    } else {
      res.type(contract.reply.contentType).send(reply);
    }
  };
}

/** Through which positions of people leave, where an answer has any. */
function gateOf({ path, shows }: Contract, who: Who | null, looks: Looks) {
  if (shows === undefined || shows === 'own' || who === null) return undefined;
  let isRecorded = false;
  return {
    look: async (seen: readonly Seen[]): Promise<void> => {
      await looks.record(shows, [{ who, seen }]);
      isRecorded = true;
    },
    check: (): void => {
      if (!isRecorded) throw new Error(`${path} shows positions and did not say whose`);
    },
  };
}

/** As res.json does, without its settings and without asking what a browser has kept: nothing of the API is. */
function sendJson(res: Response, value: unknown): void {
  const text = JSON.stringify(value);
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text); // a text goes out in one piece with the head
}

function maxBytes(contract: Contract): number {
  return contract.body && 'maxBytes' in contract.body ? contract.body.maxBytes : (contract.maxBodyBytes ?? 1_000_000);
}

function jsonOf(req: Request, bytes: Buffer): unknown {
  if (
    bytes.length > 0 &&
    req.headers['content-type'] !== 'application/json' &&
    !req.is(['application/json', 'application/*+json'])
  ) {
    throw new AppError('NOT_JSON');
  }
  const read = parseJson(bytes.length === 0 ? Buffer.from('{}') : bytes);
  if (!read.ok) throw badFields([{ path: 'body', reason: read.why }]);
  return read.value;
}

function parsePart(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined;
  const read = tryParse(schema, value);
  if (read.success) return read.data;
  throw badFields(read.issues.map(({ path, reason }) => ({ path: [part, ...path.map(String)].join('.'), reason })));
}

/** zod's length checks read `length` of whatever comes, and throw where that is an object that cannot be compared. */
export function tryParse<T extends z.ZodType>(schema: T, value: unknown): Read<z.output<T>> {
  try {
    const read = schema.safeParse(value);
    if (read.success) return read;
    return {
      success: false,
      issues: read.error.issues.map((issue) => ({ path: issue.path, reason: issueReason(issue, value) })),
    };
  } catch {
    return { success: false, issues: [{ path: [], reason: { code: 'OBJECT_FOR_LIST' } }] };
  }
}

type Read<T> =
  | { success: true; data: T }
  | { success: false; issues: readonly { path: readonly PropertyKey[]; reason: ProblemReason }[] };
