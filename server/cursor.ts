// The place in a list where the next page begins, opaque to the caller.
import { badField } from './errors.ts';
import { z } from 'zod';

export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place a cursor stands for.
 * @param parts what it is made of: a database must not meet anything else
 * @throws AppError INVALID_INPUT for anything this server did not write.
 */
export function readCursor<T extends [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  parts: T,
): z.output<z.ZodTuple<T>> | null {
  if (cursor === undefined) return null;
  try {
    return z.tuple(parts).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badField('query.cursor', 'NOT_A_CURSOR');
  }
}

/** Cuts the one row too many that tells of a next page. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  place: (row: T) => (string | number)[],
): { items: T[]; next: string | null } {
  if (rows.length <= limit) return { items: rows, next: null };
  const items = rows.slice(0, limit);
  return { items, next: writeCursor(place(items[limit - 1]!)) };
}
