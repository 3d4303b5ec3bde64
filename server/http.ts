import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import { errorStatus, type ErrorCode, type FieldError, type Problem, type SentReason } from '../shared/errors.ts';
import type { Action } from '../shared/people.ts';
import { issueReason } from '../shared/problems/issue.ts';
import {
  classOf,
  isProblemCode,
  sentenceOf,
  type FieldCode,
  type Parameters,
  type ProblemCode,
  type ProblemReason,
} from '../shared/problems/problems.ts';
import { can, isOwnOrigin, recognise, type Recognise, type Who } from './auth.ts';
import { parseJson } from './json.ts';
import type { Log } from './log.ts';

/**
 * Something the caller can mend: a code of shared/problems/ with exactly its parameters. The sentence is made of them where the
 * reader's language is known; programs and logs get the English one. What cannot happen is an assertion instead.
 */
export class AppError<C extends ProblemCode = ProblemCode> extends Error {
  readonly reason: SentReason;
  readonly fields: FieldError[] | undefined;
  /** The class it belongs to. */
  readonly code: ErrorCode;
  constructor(code: C, ...[parameters, more]: Rest<C>);
  /** @deprecated Prose: give a code of shared/problems/ instead. */
  constructor(code: ErrorCode, message: string, more?: More);
  constructor(code: ProblemCode | ErrorCode, parameters: object | string = {}, more: More = {}) {
    const isProse = typeof parameters === 'string';
    const reason = { ...(isProse ? {} : parameters), code };
    const [first] = more.fields ?? [];
    super(first ? `${first.path}: ${first.message}` : isProse ? parameters : sentenceOf(reason, 'en')!, {
      cause: more.cause,
    });
    this.reason = reason;
    this.code = isProse ? (code as ErrorCode) : classOf(code as ProblemCode);
    this.fields = more.fields;
  }
}

interface More {
  cause?: unknown;
  fields?: FieldError[];
}
type Rest<C extends ProblemCode> = keyof Parameters<C> extends never
  ? [parameters?: Parameters<C>, more?: More]
  : [parameters: Parameters<C>, more?: More];
/** INVALID_INPUT for one field that a schema alone cannot judge, by its path from `body`, `query` or `path`. */
export function badField<C extends FieldCode>(path: string, code: C, ...rest: Rest<C>): AppError;
/** @deprecated Prose: give a code of shared/problems/ instead. */
export function badField(path: string, message: string): AppError;
export function badField(path: string, code: string, parameters?: object): AppError {
  return isProblemCode(code)
    ? badFields([{ path, reason: { ...parameters, code } as unknown as ProblemReason }])
    : new AppError('INVALID_INPUT', `${path}: ${code}`, { fields: [{ path, message: code }] });
}

/** The same for several; the first stands for them in the English detail. */
export function badFields(wrong: readonly { path: string; reason: ProblemReason }[]): AppError {
  const fields = wrong.slice(0, MOST_FIELDS).map(({ path, reason }) => ({
    path: path.slice(0, 200),
    message: sentenceOf(reason, 'en')!.slice(0, 300),
    reason,
  }));
  return new AppError('FIELDS_WRONG', {}, { fields });
}

/** Nobody mends more at a time. */
const MOST_FIELDS = 20;

/** What an endpoint takes and gives: the request is parsed with it, the reply too, and the API's description is made of it. */
export interface Contract {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Below /api/v1 unless it begins with `//`: parameters as `:name`. */
  path: string;
  summary: string;
  /** What the caller must be allowed to do; `anyone` needs no sign-in. */
  action: Action | 'anyone';
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON by a schema, or bytes of at most `maxBytes` as they came. */
  body?: z.ZodType | { maxBytes: number };
  reply: z.ZodType | { contentType: string };
  status?: 200 | 201 | 202 | 204;
  /** What is answered with 202 instead, where a request may turn out to be long work: the handler sends it itself. */
  accepted?: z.ZodType;
  /** JSON bodies are small unless said: 1 MB. */
  maxBodyBytes?: number;
  /** Throws when the server is too busy for this just now: asked first, so that refusing costs next to nothing. */
  admit?: () => void;
}

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
}

export interface Endpoint {
  contract: Contract;
  handle(call: Call<Contract>): Promise<unknown>;
}

/** Ties a handler to its contract. */
export function endpoint<const C extends Contract>(
  contract: C,
  handle: (call: Call<C>) => Promise<ReplyInput<C['reply']>>,
): Endpoint {
  return { contract, handle: handle as unknown as Endpoint['handle'] };
}

export interface AppDeps {
  people: Recognise;
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
function handlerOf({ contract, handle }: Endpoint, deps: AppDeps): Handler {
  return async (req, res) => {
    contract.admit?.();
    const who = await recognise(req, deps.isSecure, deps.people);
    res.locals.personId = who?.personId;
    if (contract.action !== 'anyone') {
      if (!who) throw new AppError('SIGN_IN_FIRST');
      if (!can(who, contract.action)) throw new AppError('ROLE_MAY_NOT', { role: who.role, action: contract.action });
    }
    if (contract.method !== 'get' && who?.sessionHash && !isOwnOrigin(req)) {
      throw new AppError('OTHER_SITE');
    }
    const bytes = contract.body ? await readBody(req, res, maxBytes(contract)) : undefined;
    const call = {
      who,
      params: parsePart(contract.params, req.params, 'path'),
      query: parsePart(contract.query, req.query, 'query'),
      body: contract.body instanceof z.ZodType ? parsePart(contract.body, jsonOf(req, bytes!), 'body') : bytes,
      now: deps.now(),
      req,
      res,
    } as unknown as Call<Contract>;
    const reply = await handle(call);
    if (res.headersSent) return; // a phone app hears its own kind of answer
    res.status(contract.status ?? 200);
    if (contract.reply instanceof z.ZodType) {
      if (contract.status === 204) res.end();
      else sendJson(res, contract.reply.parse(reply));
    } else {
      res.type(contract.reply.contentType).send(reply);
    }
  };
}

/** As res.json does, without its settings and without asking what a browser has kept: nothing of the API is. */
function sendJson(res: Response, value: unknown): void {
  const text = JSON.stringify(value);
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text); // a text goes out in one piece with the head
}

export function fullPath(contract: Contract): string {
  return contract.path.startsWith('//') ? contract.path.slice(1) : `/api/v1${contract.path}`;
}

function maxBytes(contract: Contract): number {
  return contract.body && 'maxBytes' in contract.body ? contract.body.maxBytes : (contract.maxBodyBytes ?? 1_000_000);
}

async function readBody(req: Request, res: Response, limit: number): Promise<Buffer> {
  if (Number(req.headers['content-length']) > limit) {
    res.setHeader('Connection', 'close'); // the reader below would take all of it before it answers
    throw new AppError('TOO_LARGE');
  }
  if (req.headers['content-length'] !== undefined && req.headers['content-encoding'] === undefined)
    return readPlain(req);
  await new Promise<void>((resolve, reject) => {
    express.raw({ type: () => true, limit })(req, res, (error?: unknown) =>
      error ? reject(error as Error) : resolve(),
    );
  });
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

/** What a body of a stated length is; Node sees to it that no more comes. */
function readPlain(req: Request): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const cutOff = (): void => void (req.readableEnded || reject(new AppError('CUT_OFF')));
    req.on('error', cutOff);
    req.on('close', cutOff);
    if (req.destroyed) cutOff();
  });
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
  throw badFields(
    read.issues
      .slice(0, MOST_FIELDS)
      .map(({ path, reason }) => ({ path: [part, ...path.map(String)].join('.'), reason })),
  );
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

/** The one place where an error becomes an answer (RFC 9457). What the caller cannot mend says nothing of the inside. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const known = asAppError(error);
    const requestId = String(res.getHeader('X-Request-Id') ?? '');
    if (known.code === 'INTERNAL')
      log.error({ err: error, requestId, method: req.method, route: req.route?.path }, 'request failed');
    // who tries what they may not is found again by the request's id; overload has its own figures
    if (refusals.has(known.code))
      log.info(
        {
          requestId,
          method: req.method,
          route: req.route?.path,
          code: known.code,
          personId: res.locals.personId,
          address: req.ip,
        },
        'refused',
      );
    if (res.headersSent) return next(error);
    const status = errorStatus[known.code];
    const problem: Problem = {
      type: `urn:rounds:error:${known.code}`,
      title: titles[known.code],
      status,
      detail: known.message,
      code: known.code,
      reason: known.reason,
      instance: `urn:rounds:request:${requestId}`,
      ...(known.fields && { fields: known.fields }),
    };
    if ((status === 429 || status === 503) && !res.hasHeader('Retry-After')) res.setHeader('Retry-After', '2');
    res.status(status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

const refusals = new Set<ErrorCode>(['NOT_SIGNED_IN', 'NOT_ALLOWED', 'WRONG_ORIGIN', 'TOO_MANY_REQUESTS']);

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // body-parser's and express's own errors say their status and type
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new AppError('TOO_LARGE');
  if (type === 'encoding.unsupported' || status === 415) return new AppError('ENCODING_UNKNOWN');
  if (status === 404) return new AppError('NO_ADDRESS');
  if (typeof status === 'number' && status >= 400 && status < 500) return new AppError('REQUEST_UNREADABLE');
  return new AppError('SERVER_FAULT');
}

const titles: Record<ErrorCode, string> = {
  INVALID_INPUT: 'The request is not as this endpoint needs it',
  NOT_SIGNED_IN: 'Not signed in',
  WRONG_CREDENTIALS: 'Wrong login or password',
  NOT_ALLOWED: 'Not allowed',
  WRONG_ORIGIN: 'Not from this site',
  NOT_FOUND: 'Not found',
  CONFLICT: 'In conflict with what is stored',
  VISIT_OPEN: 'Another visit is still open',
  VISIT_NOT_STARTED: 'This visit was not started',
  ALREADY_SET_UP: 'Already set up',
  BODY_TOO_LARGE: 'Too large',
  UNSUPPORTED_MEDIA: 'Not a supported format',
  UNREADABLE_FILE: 'The file cannot be read',
  TOO_MANY_REQUESTS: 'Too many requests',
  INTERNAL: 'Server error',
  OVERLOADED: 'Overloaded',
};
