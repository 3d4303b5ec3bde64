import type { ErrorRequestHandler } from 'express';
import { errorStatus, type ErrorCode, type FieldError, type Problem, type SentReason } from '../shared/errors.ts';
import {
  classOf,
  sentenceOf,
  type FieldCode,
  type Parameters,
  type ProblemCode,
  type ProblemReason,
} from '../shared/problems/problems.ts';
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
  constructor(code: C, ...[parameters, more = {}]: Rest<C>) {
    const reason = { ...parameters, code };
    super(fieldsDetail(more.fields) ?? sentenceOf(reason, 'en')!, { cause: more.cause });
    this.reason = reason;
    this.code = classOf(code);
    this.fields = more.fields;
  }
}

/** The first wrong field, with everything that is wrong with it. */
function fieldsDetail(fields: readonly FieldError[] = []): string | null {
  const [first] = fields;
  if (!first) return null;
  return `${first.path}: ${fields.flatMap(({ path, message }) => (path === first.path ? [message] : [])).join('; ')}`;
}

interface More {
  cause?: unknown;
  fields?: FieldError[];
}
type Rest<C extends ProblemCode> = keyof Parameters<C> extends never
  ? [parameters?: Parameters<C>, more?: More]
  : [parameters: Parameters<C>, more?: More];
/** INVALID_INPUT for one field that a schema alone cannot judge, by its path from `body`, `query` or `path`. */
export function badField<C extends FieldCode>(path: string, code: C, ...[parameters]: Rest<C>): AppError {
  return badFields([{ path, reason: { ...parameters, code } as unknown as ProblemReason }]);
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
  const { status } = (error ?? {}) as { status?: unknown }; // express's own errors say it
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
