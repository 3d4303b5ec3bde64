// Pure: the place in a list where the next page begins, opaque to the caller.
import { AppError } from './http.ts';

export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place a cursor stands for.
 * @throws AppError INVALID_INPUT for anything this server did not write.
 */
export function readCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(place) && place.length === length && place.every((p) => typeof p === 'string' && !p.includes('\0'))) return place as string[];
  } catch {
    // said below
  }
  throw new AppError('INVALID_INPUT', 'query.cursor: is not a cursor of this list', { fields: [{ path: 'query.cursor', message: 'is not a cursor of this list' }] });
}

/** Cuts the one row too many that tells of a next page. */
export function pageOf<T>(rows: T[], limit: number, place: (row: T) => (string | number)[]): { items: T[]; next: string | null } {
  if (rows.length <= limit) return { items: rows, next: null };
  const items = rows.slice(0, limit);
  return { items, next: writeCursor(place(items[limit - 1]!)) };
}
