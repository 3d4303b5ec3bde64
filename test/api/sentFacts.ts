import { randomUUID } from 'node:crypto';

/** A request that a phone repeats until it is acknowledged, and what must be there then. */
export interface Sent {
  path: string;
  body: object;
  leaves: { press: string } | { fixAts: string[] };
}

export const start = Date.parse('2026-05-05T01:00:00Z');

let ticks = 0;

export function* presses(retailerId: string): Generator<Sent> {
  for (;;) {
    const visitId = randomUUID();
    const at = (s: number) => new Date(start + (ticks += s) * 1000).toISOString();
    const fix = { position: { lng: 120.65, lat: 28 }, accuracyM: 8 };
    yield {
      path: '/api/v1/visits',
      body: { visitId, retailerId, pressedAt: at(1), fix },
      leaves: { press: `${visitId} start` },
    };
    yield {
      path: `/api/v1/visits/${visitId}/end`,
      body: { pressedAt: at(1), fix },
      leaves: { press: `${visitId} end` },
    };
  }
}

export function* fixes(lane: number): Generator<Sent> {
  for (let i = 0; ; i++) {
    const times = [0, 1, 2].map((k) => start + lane * 10_000_000 + (ticks++ * 3 + k) * 1_000);
    const fixAts = times.map((t) => new Date(t).toISOString());
    if (lane === 0)
      yield {
        path: '/api/v1/positions',
        body: { fixes: fixAts.map((fixAt) => ({ position: { lng: 120.65, lat: 28 }, fixAt })) },
        leaves: { fixAts },
      };
    else
      yield {
        path: '/pub',
        body: times.map((t) => ({ _type: 'location', lat: 28, lon: 120.65, tst: t / 1000, tid: 'ab' })),
        leaves: { fixAts },
      };
  }
}

export const keysOf = (sent: Sent): string[] => ('press' in sent.leaves ? [sent.leaves.press] : sent.leaves.fixAts);
