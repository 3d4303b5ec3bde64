import { z } from 'zod';
import { plain } from './problems/because.ts';

/** Text that PostgreSQL can store and a person can read: trimmed, without NUL and lone surrogates. */
/* @__NO_SIDE_EFFECTS__ */
export function text(maxLength: number) {
  return z
    .string()
    .trim()
    .max(maxLength)
    .refine((s) => !s.includes('\u0000'), plain('NUL_IN_TEXT'))
    .refine((s) => !/\p{Surrogate}/u.test(s), plain('BROKEN_UNICODE'));
}

/* @__NO_SIDE_EFFECTS__ */
export function requiredText(maxLength: number) {
  return text(maxLength).refine((s) => s.length > 0, plain('EMPTY'));
}

/** An instant as ISO 8601 with its offset or Z, between 1970 and 2100; kept as said, in UTC with milliseconds. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine((s) => s >= '1970' && s < '2100', plain('YEAR_OUT_OF_RANGE'))
  .transform((s) => new Date(s).toISOString());

/** A calendar day of the unit's time zone, YYYY-MM-DD, between 1970 and 2100. (Year 0 is ISO, but PostgreSQL has none.) */
export const Day = z.iso.date().refine((s) => s >= '1970' && s < '2100', plain('YEAR_OUT_OF_RANGE'));
export type Day = z.infer<typeof Day>;

/** A whole list. */
/* @__NO_SIDE_EFFECTS__ */
export function items<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item) });
}

/** A page of a list: `next` is the cursor to ask the next page with, null at the end. */
/* @__NO_SIDE_EFFECTS__ */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** What every list that comes in pages can be asked for. */
export const PageQuery = z.object({
  limit: z.coerce.number<number>().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
});
