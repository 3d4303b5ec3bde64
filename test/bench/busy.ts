import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../shared/random.ts';
import { startTrialServer } from './trialServer.ts';
import { optimizeRoute } from '../../shared/optimize.ts';
import { readMe } from '../../shared/sessions.ts';

/** `npm run bench:busy`: how long other requests take while a hundred routes are being searched. Everything shares the machine. */
const SEARCHES = 100;
const STOPS = 200;
const SECONDS = 0.3;

const server = await startTrialServer();
try {
  const random = createRandom(1);
  const stops = Array.from({ length: STOPS }, (_, i) => ({
    id: `s${i}`,
    position: { lng: 120 + random.next() * 0.2, lat: 28 + random.next() * 0.2 },
  }));
  await server.admin.call(optimizeRoute, { body: { stops, seconds: SECONDS } }); // a thread is warm
  let isOver = false;
  const searches = Promise.all(
    Array.from({ length: SEARCHES }, () => server.admin.call(optimizeRoute, { body: { stops, seconds: SECONDS } })),
  ).finally(() => (isOver = true));
  const asked: Record<string, number[]> = { '/api/openapi.json': [], '/me': [] };
  while (!isOver) {
    for (const [path, times] of Object.entries(asked)) {
      const fromMs = performance.now();
      if (path.startsWith('/api')) await (await fetch(server.url + path)).arrayBuffer();
      else await server.admin.call(readMe);
      times.push(performance.now() - fromMs);
    }
    await wait(20);
  }
  await searches;
  console.log(`${SEARCHES} searches of ${STOPS} stops, ${SECONDS} s each, all asked for at once`);
  for (const [path, times] of Object.entries(asked)) {
    times.sort((a, b) => a - b);
    const at = (share: number): string =>
      times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(0);
    console.log(
      `${path}: ${times.length} requests, median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${times.at(-1)!.toFixed(0)} ms`,
    );
  }
} finally {
  await server.stop();
}
