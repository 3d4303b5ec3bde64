import type { z } from 'zod';
import { OptimizedRoute, OptimizeRequest } from '../../shared/optimize.ts';
import { Problem } from '../../shared/errors.ts';
import { createRandom } from '../../shared/random.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

export let server: TestServer;

/** Starts a server that is asked for routes. */
export async function startOptimizer(): Promise<void> {
  server = await startTestServer();
}

type Asked = z.input<typeof OptimizeRequest>;

export const post = (body: unknown) =>
  server
    .as('planner.east')
    .post('/api/v1/routes/optimize')
    .send(body as object);

export const optimize = async (body: Asked): Promise<OptimizedRoute> =>
  OptimizedRoute.parse((await post(body).expect(200)).body);

export const refused = async (body: unknown): Promise<Problem> => Problem.parse((await post(body).expect(400)).body);

/** Stops along a street, 100 m apart and given in a muddle: the best order is the street's. */
export const street = [3, 0, 4, 1, 2].map((k) => ({ id: `s${k}`, position: { lng: 120 + k * 0.001, lat: 28 } }));

const random = createRandom(7);

export const scattered = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `p${i}`,
    position: { lng: 120 + random.next() / 10, lat: 28 + random.next() / 10 },
  }));

/** Seconds between places on a line: |i − j| minutes. */
export const line = (n: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => 60 * Math.abs(i - j)));
