import { setTimeout } from 'node:timers/promises';
import { Pool } from 'undici';

export interface LoadPlan {
  url: string;
  /** One device token a phone. */
  tokens: readonly string[];
  fixesARequest: number;
  /** Requests under way at a time; no more than phones, each waits for its answer as a phone does. */
  atOnce: number;
  seconds: number;
  /** Requests a second over all phones; as fast as they are answered where it is not given. */
  perSecond?: number | undefined;
  /** The phones' first moment; each fix is 100 ms after the one before, so that none repeats. */
  firstFixAt: Date;
}

export interface LoadReport {
  seconds: number;
  requests: number;
  /** Fixes that were answered as stored, and those that were refused for now. */
  acknowledgedFixes: number;
  refusedRequests: number;
  /** Answers other than success and 'come back later', by status; 0 where none came. */
  failed: Record<number, number>;
  fixesPerSecond: number;
  requestsPerSecond: number;
  latencyMs: { p50: number; p99: number; max: number };
}

const FIX_MS = 100;
/** A phone that was told to come back waits; a real one would wait longer. */
const COME_BACK_MS = 50;

/** Lets phones send positions as fast as asked, bounded in time, and says what was answered. */
export async function drive(plan: LoadPlan): Promise<LoadReport> {
  const phones = plan.tokens.map((token, i) => ({
    token,
    lng: 120.5 + (i % 100) * 0.005,
    lat: 27.9 + Math.floor(i / 100) * 0.005,
    nextMs: plan.firstFixAt.getTime(),
  }));
  const pool = new Pool(plan.url, { connections: Math.min(plan.atOnce, phones.length), pipelining: 1 });
  const latencies: number[] = [];
  const counted = { requests: 0, acknowledged: 0, refused: 0, failed: {} as Record<number, number> };
  const startMs = performance.now();
  const endMs = startMs + plan.seconds * 1_000;
  let sent = 0;

  async function sendFrom(phone: (typeof phones)[number]): Promise<void> {
    const body = batch(phone, plan.fixesARequest);
    const askedMs = performance.now();
    const status = await post(pool, phone.token, body);
    latencies.push(performance.now() - askedMs);
    counted.requests++;
    if (status === 200) {
      counted.acknowledged += plan.fixesARequest;
      phone.nextMs += plan.fixesARequest * FIX_MS; // what was refused is sent again, as a phone does
    } else if (status === 429 || status === 503) {
      counted.refused++;
      await setTimeout(COME_BACK_MS);
    } else counted.failed[status] = (counted.failed[status] ?? 0) + 1;
  }

  async function line(mine: typeof phones): Promise<void> {
    for (let i = 0; performance.now() < endMs; i++) {
      if (plan.perSecond !== undefined)
        await setTimeout(Math.max(0, startMs + (sent++ * 1_000) / plan.perSecond - performance.now()));
      await sendFrom(mine[i % mine.length]!);
    }
  }
  // each line has phones of its own, so that a phone never has two requests under way
  const lines = Math.min(plan.atOnce, phones.length);
  await Promise.all(
    Array.from({ length: lines }, (_, first) => line(phones.filter((_phone, i) => i % lines === first))),
  );
  const seconds = (performance.now() - startMs) / 1_000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
  return {
    seconds,
    requests: counted.requests,
    acknowledgedFixes: counted.acknowledged,
    refusedRequests: counted.refused,
    failed: counted.failed,
    fixesPerSecond: counted.acknowledged / seconds,
    requestsPerSecond: (counted.requests - counted.refused) / seconds,
    latencyMs: { p50: at(0.5), p99: at(0.99), max: latencies.at(-1) ?? 0 },
  };
}

async function post(pool: Pool, token: string, body: string): Promise<number> {
  try {
    const answer = await pool.request({
      method: 'POST',
      path: '/api/v1/positions',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
    await answer.body.dump();
    return answer.statusCode;
  } catch {
    return 0;
  }
}

function batch(phone: { lng: number; lat: number; nextMs: number }, count: number): string {
  const fixes = Array.from({ length: count }, (_, i) => {
    const ms = phone.nextMs + i * FIX_MS;
    return {
      position: { lng: phone.lng + (ms % 10_000) * 1e-7, lat: phone.lat },
      accuracyM: 8,
      accuracyLevel: 0.68,
      source: 'gnss',
      mock: false,
      fixAt: new Date(ms).toISOString(),
      speedMps: 1.2,
      courseDeg: 90,
      altitudeM: 12,
      battery: 0.8,
      sentAt: new Date(ms + 500).toISOString(),
      appFixId: null,
    };
  });
  return JSON.stringify({ fixes });
}
