import type { Act, What } from './acts.ts';
import { act, kept } from './day.ts';
import { uuid7 } from '../ui/uuid7.ts';

/** An id that sorts by time, made on the phone, so that what is sent twice is one. */
export function newId(at: Date): string {
  return uuid7(at.getTime(), crypto.getRandomValues(new Uint8Array(10)));
}

/** Keeps an act of the rep who is signed in on the phone and sends it when there is a network. Throws when it cannot be kept. */
export async function doNow(made: What, at: Date, retailerName: string | null = null): Promise<void> {
  await act({
    ...made,
    personId: kept.peek()!.me.person.personId,
    doneAt: at.toISOString(),
    retailerName,
    refused: null,
  } as Act);
}
