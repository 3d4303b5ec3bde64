import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { optimizeRoute } from '../../server/optimize/optimizeRoute.ts';
import { createTravels } from '../../server/travel/travel.ts';
import { createSolvers } from '../../server/solvers.ts';
import { OptimizeRequest } from '../../shared/optimize.ts';
import { street } from './optimizedRoutes.ts';

describe('roads', () => {
  it('are measured by the service that is set, and the answer says when it was not there', async () => {
    let isWell = true;
    const osrm = createServer((req, res) => {
      const n = decodeURIComponent(new URL(req.url!, 'http://x').pathname.split('/').at(-1)!).split(';').length;
      const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 0 : 100 + i)));
      const distances = rows.map((row) => row.map((s) => 10 * s));
      if (isWell) res.end(JSON.stringify({ code: 'Ok', durations: rows, distances }));
      else req.socket.destroy();
    });
    await new Promise<void>((resolve) => osrm.listen(0, '127.0.0.1', resolve));
    const solvers = createSolvers(1);
    const deps = () => ({
      solvers,
      travels: createTravels({
        detourFactor: 1.3,
        speedKmh: 25,
        osrmUrl: `http://127.0.0.1:${(osrm.address() as AddressInfo).port}`,
      }),
    });
    const request = OptimizeRequest.parse({ stops: street });
    expect(await optimizeRoute(deps(), request)).toMatchObject({
      travel: { source: 'osrm', straightShare: 0 },
      travelS: 406,
    });
    isWell = false;
    expect((await optimizeRoute(deps(), request)).travel).toMatchObject({
      source: 'straight',
      fallbackReason: 'unreachable',
      straightShare: 1,
    });
    await solvers.close();
    await new Promise((resolve) => osrm.close(resolve));
  });
});
