import { createHash } from 'node:crypto';
import type { CarrierFailure } from '../../shared/carriers.ts';
import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import type { AskCarrier, Asked } from './askCarrier.ts';
import { addAnswer, claimAsks, endLateAsks, healthOf, type ClaimedAsk, type NewAnswer } from './askStore.ts';
import type { Carrier } from './configuration.ts';
import { restsUntil } from './health.ts';
import { MOST_AT_ONCE } from './outbound.ts';
import { failed } from './reading.ts';

/** Presses are asked about within a minute; a second of it may pass. */
const LOOK_MS = 1_000;
/** Longer than the minute in which a press may be asked about: whoever dies in between does not let it be asked twice. A token may be asked for first. */
const LEASE_S = 60;

export interface AskingDeps {
  db: Database;
  carriers: readonly Carrier[];
  ask: AskCarrier;
  log: Log;
  now: () => Date;
}

/**
 * Asks carriers about presses that are due. What is due is in the table, and no connection of the database is held while a carrier takes
 * its time: presses, the judge and other carriers do not wait for one that hangs.
 */
export function startAsking(deps: AskingDeps): Loop {
  const { db, carriers, log } = deps;
  const running = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const loop = startLoop({
    everyMs: LOOK_MS,
    look: async (signal) => {
      await endLateAsks(db);
      for (const carrier of carriers) {
        const free = MOST_AT_ONCE - (running.get(carrier.name) ?? 0);
        if (free === 0 || signal.aborted) continue;
        for (const claimed of await claimAsks(db, carrier.name, free, LEASE_S + (2 * carrier.timeoutMs) / 1000))
          begin(carrier, claimed, signal);
      }
    },
    onError: (error) => log.error({ err: error }, 'carriers could not be asked; trying again'),
  });

  function begin(carrier: Carrier, claimed: ClaimedAsk, signal: AbortSignal): void {
    running.set(carrier.name, (running.get(carrier.name) ?? 0) + 1);
    const work = askOne(deps, carrier, claimed, signal)
      .catch((error: unknown) => log.error({ err: error, carrier: carrier.name }, 'a carrier could not be asked'))
      .finally(() => {
        running.set(carrier.name, running.get(carrier.name)! - 1);
        underWay.delete(work);
        loop.wake();
      });
    underWay.add(work);
  }

  return {
    wake: () => loop.wake(),
    stop: async () => {
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}

/** One question and its answer. A server that stops leaves it: when its lease is over, it is too late. */
export async function askOne(
  { db, ask, now }: AskingDeps,
  carrier: Carrier,
  claimed: ClaimedAsk,
  signal: AbortSignal,
): Promise<void> {
  const { last, askedToday } = await healthOf(db, carrier.name);
  const held: CarrierFailure | null =
    restsUntil(last, now().getTime()) !== null ? 'RESTING' : askedToday >= carrier.mostADay ? 'OVER_QUOTA' : null;
  const fromMs = performance.now();
  const { number, askId } = claimed;
  const national = number.slice(1 + carrier.country.length);
  const asked = held
    ? { reading: failed(held), bytes: null }
    : await ask(carrier, { number, national, askId, askedAtMs: now().getTime() }, signal);
  if (signal.aborted) return;
  const answer = answerOf(carrier, claimed, asked, held === null, Math.round(performance.now() - fromMs));
  await db.transaction((tx) => addAnswer(tx, claimed, answer));
}

const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');

function answerOf(
  carrier: Carrier,
  { askId, attemptNo }: ClaimedAsk,
  { reading, bytes }: Asked,
  isSent: boolean,
  tookMs: number,
): NewAnswer {
  const outcome = 'failure' in reading ? reading.failure : 'FIX';
  const fix = 'failure' in reading ? null : reading;
  // nothing was sent where there was no connection: that alone may be tried once more without asking twice
  const costs = isSent && outcome !== 'UNREACHABLE';
  return {
    outcome,
    fix,
    fixSha256: fix && sha256(JSON.stringify({ askId, ...fix })),
    raw: bytes,
    rawSha256: bytes && sha256(bytes),
    wasAsked: isSent,
    cost: costs ? carrier.cost : 0,
    tookMs,
    isLast: outcome !== 'UNREACHABLE' || attemptNo > 1,
  };
}
