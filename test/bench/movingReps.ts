import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../shared/random.ts';

/** A motorbike in a city. */
const SPEED_MPS = 8;
const METRES_A_DEGREE = 111_320;

/** A place in a city of sixty dense quarters, 55 by 40 km. */
export function cityPlace(random: ReturnType<typeof createRandom>): { lng: number; lat: number } {
  const quarter = random.int(60);
  return {
    lng: 120.5 + (quarter % 10) * 0.05 + random.normal() * 0.012,
    lat: 27.8 + Math.floor(quarter / 10) * 0.06 + random.normal() * 0.012,
  };
}

export interface MovingReps {
  /** Requests answered with success, and others. */
  told: { good: number; bad: number };
  stop(): Promise<void>;
}

/** Each phone tells where it is every `everyS` seconds and rides on between, evenly spread over time, until stopped. */
export function moveReps(url: string, tokens: readonly string[], everyS: number): MovingReps {
  const random = createRandom(2);
  const phones = tokens.map((token) => ({ token, ...cityPlace(random), course: random.next() * 2 * Math.PI }));
  const told = { good: 0, bad: 0 };
  const abort = new AbortController();
  const ride = async (): Promise<void> => {
    const startMs = performance.now();
    for (let i = 0; !abort.signal.aborted; i++) {
      await wait(Math.max(0, startMs + (i * everyS * 1_000) / phones.length - performance.now()), undefined, {
        signal: abort.signal,
      });
      const phone = phones[i % phones.length]!;
      phone.course += random.normal() * 0.4;
      phone.lng +=
        (Math.sin(phone.course) * SPEED_MPS * everyS) / (METRES_A_DEGREE * Math.cos((phone.lat * Math.PI) / 180));
      phone.lat += (Math.cos(phone.course) * SPEED_MPS * everyS) / METRES_A_DEGREE;
      void tell(url, phone).then((isGood) => (told[isGood ? 'good' : 'bad'] += 1));
    }
  };
  const riding = ride().catch(() => {}); // stopped while it waited
  return {
    told,
    stop: () => {
      abort.abort();
      return riding;
    },
  };
}

async function tell(url: string, { token, lng, lat }: { token: string; lng: number; lat: number }): Promise<boolean> {
  const fix = {
    position: { lng, lat },
    accuracyM: 8,
    accuracyLevel: 0.68,
    source: 'gnss',
    mock: false,
    fixAt: new Date().toISOString(),
    speedMps: SPEED_MPS,
    battery: 0.8,
  };
  const answer = await fetch(`${url}/api/v1/positions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fixes: [fix] }),
  }).catch(() => null);
  await answer?.arrayBuffer().catch(() => null);
  return answer?.ok ?? false;
}
