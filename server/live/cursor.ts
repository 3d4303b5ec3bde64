import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Who } from '../auth.ts';
import type { Place } from './store.ts';

/**
 * How long a watcher may be away and still hear what was missed. Whoever comes later reads a snapshot, which is smaller; and nobody
 * reads a day of everybody's positions out of the stream.
 */
const MAX_AWAY_MS = 10 * 60_000;

/** A watcher's place in the stream as a text that only this database's servers can have written, for this person's sign-in alone. */
export interface Cursors {
  write(who: Who, place: Place): string;
  /** Null for what was not written here, or for somebody else, or too long ago. */
  read(who: Who, cursor: string): Place | null;
}

export function createCursors(secret: Buffer, now: () => number): Cursors {
  const signature = (who: Who, said: string): Buffer => {
    const shown = who.sessionHash?.toString('hex') ?? who.deviceId ?? '';
    const bound = [who.orgId, who.personId, shown, said].join(' ');
    return createHmac('sha256', secret).update(bound).digest().subarray(0, 16);
  };
  return {
    write: (who, { streamId, xid, eventId }) => {
      const said = [streamId, xid, eventId, now()].join('.');
      return `${said}.${signature(who, said).toString('base64url')}`;
    },
    read: (who, cursor) => {
      // 18 digits fit the database's types and outlast it
      const match = /^(([0-9a-f-]{36})\.(\d{1,18})\.(\d{1,18})\.(\d{1,15}))\.([\w-]{22})$/.exec(cursor);
      if (!match) return null;
      const [, said, streamId, xid, eventId, at, signed] = match as unknown as string[];
      const isOurs = timingSafeEqual(signature(who, said!), Buffer.from(signed!, 'base64url'));
      if (!isOurs || now() - Number(at) > MAX_AWAY_MS) return null;
      return { streamId: streamId!, xid: xid!, eventId: eventId! };
    },
  };
}
