import { z } from 'zod';

/** The closed list of error codes and their HTTP status. A published code keeps its meaning; the web has a sentence for each. */
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

/** One field of the request that is wrong: where (`body.end.lat`) and what. */
export const FieldError = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem document: what every error of the API looks like. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: ErrorCode,
  /** The request's id, to quote to whoever runs the server. */
  instance: z.string(),
  fields: z.array(FieldError).optional(),
});
export type Problem = z.infer<typeof Problem>;
