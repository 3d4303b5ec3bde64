// Pure: how a schema's own check names what is wrong, without the sentences: phones load the schemas too.
import type { Parameters, PlainCode, ProblemCode, ProblemReason } from './problems.ts';

/** A check that needs no parameters: `refine(isFine, plain('EMPTY'))`. The code stands where zod has its message. */
export function plain(code: PlainCode): string {
  return code;
}

/** A check with parameters: `refine(isFine, because('TOO_MANY_FIXES', { most: 1_000 }))`. */
export function because<C extends ProblemCode>(
  code: C,
  parameters: Parameters<C>,
): { error: string; params: { reason: ProblemReason } } {
  return { error: code, params: { reason: { code, ...parameters } as unknown as ProblemReason } };
}
