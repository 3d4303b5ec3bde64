import { Problem, type ErrorCode, type FieldError, type SentReason } from '../shared/errors.ts';

/** What went wrong with a call: the server's own code, or that it could not be reached or understood. */
export type FailureCode = ErrorCode | 'UNREACHABLE' | 'BAD_ANSWER';

/** A failure as far as it is said: its class, and what exactly in the server's words for it. */
export interface Failed {
  code: FailureCode;
  /** Absent where the server said nothing. */
  reason?: SentReason | undefined;
  fields: FieldError[];
}

export class ApiError extends Error implements Failed {
  readonly code: FailureCode;
  /** To quote to whoever runs the server; null when it never answered. */
  readonly requestId: string | null;
  readonly fields: FieldError[];
  readonly reason: SentReason | undefined;
  constructor(
    code: FailureCode,
    detail: string,
    requestId: string | null = null,
    more: { fields?: FieldError[] | undefined; reason?: SentReason | undefined } = {},
  ) {
    super(detail);
    this.code = code;
    this.requestId = requestId;
    this.fields = more.fields ?? [];
    this.reason = more.reason;
  }
}

/** What the server says of what went wrong; where it is no problem document, whether somebody else answered in its place. */
export function readProblem(text: string, status: number, requestId: string | null): ApiError {
  const problem = Problem.safeParse(parse(text));
  if (problem.success)
    return new ApiError(problem.data.code, problem.data.detail, requestId ?? problem.data.instance, problem.data);
  return new ApiError(status >= 500 ? 'UNREACHABLE' : 'BAD_ANSWER', `HTTP ${status}`, requestId);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
