import { randomUUID } from 'node:crypto';
import type { Barrier } from '../../shared/barriers.ts';
import type { territoryProblems } from '../../shared/problems/territories.ts';
import { ask, patch, post, unitWith, type Provocation, type Provocations } from '../problems/provoke.ts';
import type { TestServer } from '../helpers/server.ts';

const line = (lng = 120.6, lat = 28) => [
  [
    { lng, lat },
    { lng: lng + 0.1, lat },
  ],
];
const wish = (server: TestServer, ...barriers: object[]) => ({ unitId: server.units.east, barriers });
const drawn = (lines: object, name: string = randomUUID()) =>
  post('admin', '/barriers', (server) => wish(server, { name, lines }));
const many = (points: number) => [Array.from({ length: points }, (_, i) => ({ lng: 120.6 + i * 1e-6, lat: 28 }))];

/** A new barrier, and what is done to it. */
const on =
  (act: (server: TestServer, barrier: Barrier) => Promise<unknown>): Provocation =>
  async (server) => {
    const one = { name: randomUUID(), lines: line() };
    const { items } = await ask<{ items: Barrier[] }>(server, 'admin', 'post', '/barriers', wish(server, one));
    return act(server, items[0]!);
  };
const rename = (server: TestServer, { barrierId, revision }: Barrier) =>
  ask(server, 'admin', 'patch', `/barriers/${barrierId}`, { revision, name: randomUUID() });
const archive = (server: TestServer, { barrierId, revision }: Barrier) =>
  ask(server, 'admin', 'delete', `/barriers/${barrierId}?revision=${revision}`);

export const barrierProvocations = {
  NO_SUCH_BARRIER: patch('admin', `/barriers/${randomUUID()}`, { revision: 1, name: 'x' }),
  BARRIER_NAMED_TWICE: post('admin', '/barriers', (server) =>
    wish(server, ...[1, 2].map(() => ({ name: 'Twice', lines: line() }))),
  ),
  BARRIER_NAME_TAKEN: on((server, { name }) => drawn(line(), name)(server)),
  BARRIER_SWAPPED: async (server) => {
    const unitId = await unitWith(server, 'code,name,lng,lat\nNorth 1,Northern shop,30,60');
    return post('admin', '/barriers', { unitId, barriers: [{ name: 'Swapped', lines: line(60, 30) }] })(server);
  },
  BARRIER_FAR: drawn(line(10, 50)),
  BARRIERS_TOO_FINE: {
    unprovoked: 'six barriers of the most points have to be drawn',
    test: 'test/barriers/barriers.test.ts',
  },
  BARRIER_ARCHIVED: on(async (server, barrier) => {
    await archive(server, barrier);
    return rename(server, barrier);
  }),
  BARRIER_CHANGED: on(async (server, barrier) => {
    await rename(server, barrier);
    return rename(server, barrier);
  }),
  LINE_ONE_POINT: drawn([[{ lng: 120.6, lat: 28 }]]),
  LINE_JUMPS: drawn([
    [
      { lng: 100, lat: 28 },
      { lng: 120.6, lat: 28 },
    ],
  ]),
  LINE_TOO_FINE: drawn(many(20_001)),
} satisfies Partial<Provocations<typeof territoryProblems>>;
