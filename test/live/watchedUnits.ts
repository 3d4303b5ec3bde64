import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { LiveEvent, Snapshot } from '../../shared/live.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { PASSWORD, pressAt, E1, startTestServer, type TestServer } from '../helpers/server.ts';
import { connect, cookieOf, type Watcher } from '../helpers/watcher.ts';

/** Noon in Shanghai yesterday: every press below falls on this day. */
export const day = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);

const noon = Date.parse(`${day}T04:00:00Z`);

export let server: TestServer;

export const cookies = new Map<string, string>();

let pressed = 0;

/** Starts a server with a cookie for everybody who watches or presses; one rep belongs to the root. */
export async function startWatchedUnits(): Promise<void> {
  server = await startTestServer();
  await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.units.east, role: 'rep', name: 'Mate', login: 'rep.mate', password: PASSWORD })
    .expect(201);
  await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.root, role: 'rep', name: 'Inspector', login: 'rep.root', password: PASSWORD })
    .expect(201);
  for (const login of [
    'admin',
    'supervisor.east',
    'supervisor.west',
    'planner.east',
    'planner.west',
    'rep.east',
    'rep.west',
    'rep.mate',
    'rep.root',
  ])
    cookies.set(login, await cookieOf(server.url, login));
}

export const watcherOf = (login: string) => connect(server.url, { cookie: cookies.get(login)! });

/** One visit from start to end; gives its id once both presses are acknowledged. */
export async function visit(login: string, code: string): Promise<string> {
  const visitId = randomUUID();
  const startedAt = new Date(noon + pressed++ * 20_000);
  const cookie = { cookie: cookies.get(login)! };
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...cookie },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  };
  await post('/visits', { visitId, retailerId: server.retailers.get(code), ...pressAt(E1, startedAt) });
  await post(`/visits/${visitId}/end`, pressAt(E1, new Date(startedAt.getTime() + 10_000)));
  return visitId;
}

export async function snapshot(login: string): Promise<Snapshot> {
  const answer = await fetch(`${server.url}/api/v1/live/snapshot?day=${day}`, {
    headers: { cookie: cookies.get(login)! },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Snapshot;
}

export const visitsIn = (events: LiveEvent[]): VisitSummary[] =>
  events.flatMap((e) => (e.kind === 'visit' ? [e.visit] : []));

export const hears = (watcher: Watcher, visitId: string) => visitsIn(watcher.events).some((v) => v.visitId === visitId);
