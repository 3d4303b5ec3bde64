import { z } from 'zod';

/** The closed list of error classes and their HTTP status. A published class keeps its meaning; the web has a sentence for each. */
export const errorStatus = {
  INVALID_INPUT: 400,
  NOT_SIGNED_IN: 401,
  WRONG_CREDENTIALS: 401,
  NOT_ALLOWED: 403,
  WRONG_ORIGIN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  VISIT_OPEN: 409,
  VISIT_NOT_STARTED: 409,
  ALREADY_SET_UP: 409,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA: 415,
  UNREADABLE_FILE: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  OVERLOADED: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const ErrorCode = z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]);

/**
 * What exactly is wrong: a code of shared/problems/ with its parameters, which the reader's side turns into a sentence.
 * Open here, so that a page reads the answer of a newer server and falls back to the sentence of the class.
 */
export const SentReason = z.looseObject({ code: z.string() });
export type SentReason = z.infer<typeof SentReason>;

/** One field of the request that is wrong: where (`body.end.lat`), what in English, and what as a code. */
export const FieldError = z.object({ path: z.string(), message: z.string(), reason: SentReason.optional() });
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem document: what every error of the API looks like. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** In English, made of the reason; for programs' logs and the command line. */
  detail: z.string(),
  code: ErrorCode,
  reason: SentReason.optional(),
  /** The request's id, to quote to whoever runs the server. */
  instance: z.string(),
  fields: z.array(FieldError).optional(),
});
export type Problem = z.infer<typeof Problem>;
