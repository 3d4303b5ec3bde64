import { createHmac } from 'node:crypto';
import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { addPublished, orgsToPublish, headsOn } from './store.ts';

/** Where the heads of each day go, and the key that whoever keeps them knows them by. */
export interface HeadsPlace {
  url: string;
  secret: string;
}

/** The whole answer: a keeper of heads does little. */
const TIMEOUT_MS = 10_000;
const EVERY_MS = 3_600_000;

/** The last day that is over everywhere: its heads are the same whoever asks when. */
export function lastDayOver(now: Date): string {
  return new Date(now.getTime() - 36 * 3_600_000).toISOString().slice(0, 10);
}

/** Sends each day's heads once, and again after growing pauses until they were taken. */
export function startPublishing(db: Database, place: HeadsPlace, log: Log, now: () => Date): Loop {
  return startLoop({
    everyMs: EVERY_MS,
    look: async (signal) => publishHeads(db, place, now(), signal),
    onError: (error, pauseMs) =>
      log.warn({ err: error }, `the ledger's heads were not taken; trying again in ${pauseMs / 1_000} s`),
  });
}

/**
 * Sends the heads of the last day that is over, of each organisation whose were not sent. Outside of any transaction: a keeper that
 * hangs would hold up whoever waits for the embedded database. Two processes that look at the same time send the same bytes twice.
 */
export async function publishHeads(db: Database, place: HeadsPlace, now: Date, signal: AbortSignal): Promise<void> {
  const day = lastDayOver(now);
  for (const { orgId, name, unitIds } of await orgsToPublish(db, day)) {
    const heads = await headsOn(db, { orgId, unitIds }, day);
    if (heads.length === 0) continue;
    const body = JSON.stringify({ format: 'rounds-heads/1', orgId, organisation: name, day, heads });
    await send(place, body, now, signal);
    await addPublished(db, orgId, day, body);
  }
}

/** @throws Error when they were not taken: also by an address that sends elsewhere, which nobody set */
async function send({ url, secret }: HeadsPlace, body: string, now: Date, signal: AbortSignal): Promise<void> {
  const at = Math.floor(now.getTime() / 1_000);
  const signed = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-rounds-signature': `t=${at},v1=${signed}` },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`);
}
