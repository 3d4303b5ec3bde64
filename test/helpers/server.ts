import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/main.ts';
import type { Running } from '../../server/start.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import type { Me } from '../../shared/sessions.ts';
import type { Person, Role } from '../../shared/people.ts';
import type { Unit } from '../../shared/units.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { RetailerPoints } from '../../shared/retailers.ts';
import { placeDatabase, type PlacedDatabase } from './database.ts';

export const PASSWORD = 'correct horse battery';

export type Agent = ReturnType<typeof request.agent>;

/** A running server on a database of its own, with an organisation of two units side by side. */
export interface TestServer {
  running: Running;
  /** Where the command line finds it. */
  dataDir: string;
  url: string;
  database: PlacedDatabase;
  root: string;
  /** Two sister units; everybody below `root` is in one of them or above both. */
  units: { east: string; west: string };
  /** Signed-in agents by login: `admin`, and `<role>.<unit>` such as `rep.east`. */
  as(login: string): Agent;
  idOf(login: string): string;
  /** Retailer ids by their code: E1 … E5 in the east, W1 … W5 in the west. */
  retailers: Map<string, string>;
  /** A new device token of a rep. */
  deviceToken(login: string): Promise<string>;
  stop(): Promise<void>;
}

const roles: Role[] = ['rep', 'supervisor', 'planner', 'auditor', 'admin'];

/** Where E1 stands; the others follow every 500 m to the north, the western ones half a degree to the west. */
export const E1 = { lng: 120.65, lat: 28.0 };

/** Starts the real server in this process, on a free port, and fills it through its own API. */
export async function startTestServer(
  timeZone = 'Asia/Shanghai',
  settings: Record<string, string> = {},
): Promise<TestServer> {
  const database = await placeDatabase();
  const dataDir = database.connection.dataDir ?? mkdtempSync(join(tmpdir(), 'rounds-owner-'));
  const running = await start({
    ...readConfig({ LOG_LEVEL: 'error', ...settings }, []),
    ...database.connection,
    dataDir,
    port: 0,
    demo: false,
  });
  const url = running.localUrl;
  const agents = new Map<string, Agent>();
  const ids = new Map<string, string>();
  const admin = request.agent(url);
  agents.set('admin', admin);
  const setup = await admin.post('/api/v1/setup').send({
    token: running.setupToken,
    orgName: 'Test City',
    timeZone,
    name: 'Root',
    login: 'admin',
    password: PASSWORD,
  });
  if (setup.status !== 201) throw new Error(`set-up failed: ${setup.text}`);
  const me = setup.body as Me;
  ids.set('admin', me.person.personId);
  const root = me.units[0]!.unitId;
  const units = { east: await addUnit(admin, root, 'East'), west: await addUnit(admin, root, 'West') };
  for (const side of ['east', 'west'] as const) {
    for (const role of roles) {
      const login = `${role}.${side}`;
      const person = await admin
        .post('/api/v1/people')
        .send({ unitId: units[side], role, name: login, login, password: PASSWORD });
      ids.set(login, (person.body as Person).personId);
      const agent = request.agent(url);
      await agent.post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
      agents.set(login, agent);
    }
  }
  const retailers = await importRetailers(admin);
  const as = (login: string): Agent => {
    const agent = agents.get(login);
    if (!agent) throw new Error(`nobody is called ${login}`);
    return agent;
  };
  return {
    running,
    dataDir,
    url,
    database,
    root,
    units,
    as,
    retailers,
    idOf: (login) => ids.get(login)!,
    deviceToken: async (login) => {
      const made = await admin
        .post(`/api/v1/people/${ids.get(login)!}/devices`)
        .send({ label: 'test phone' })
        .expect(201);
      return (made.body as IssuedDevice).token;
    },
    stop: async () => {
      await running.stop();
      await database.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The day of a zone's own calendar; the test server's is Shanghai's unless it is told another. */
export function todayIn(zone = 'Asia/Shanghai'): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
}

/** A time zone in which it is about noon: a journey of today's visits must not run over midnight. */
export function zoneAtNoon(now = new Date()): string {
  const ahead = 12 - now.getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`; // POSIX signs: west is positive
}

async function addUnit(admin: Agent, parentId: string, name: string): Promise<string> {
  const made = await admin.post('/api/v1/units').send({ parentId, name }).expect(201);
  return (made.body as Unit).unitId;
}

async function importRetailers(admin: Agent): Promise<Map<string, string>> {
  const rows = [1, 2, 3, 4, 5].flatMap((n) => [
    `E${n},East shop ${n},${E1.lng},${E1.lat + (n - 1) * 0.0045},East`,
    `W${n},West shop ${n},${E1.lng - 0.5},${E1.lat + (n - 1) * 0.0045},West`,
  ]);
  const csv = ['code,name,lng,lat,unit', ...rows].join('\n');
  const query = {
    fileName: 'test.csv',
    frame: 'wgs84',
    mapping: JSON.stringify({ code: 'code', name: 'name', lng: 'lng', lat: 'lat', unit: 'unitName' }),
  };
  let run = (
    await admin.post('/api/v1/retailers/imports').query(query).set('Content-Type', 'text/csv').send(csv).expect(202)
  ).body as ImportRun;
  await until(async () => {
    run = (await admin.get(`/api/v1/retailers/imports/${run.importId}`)).body as ImportRun;
    return run.state !== 'running';
  });
  if (run.createdCount !== 10) throw new Error(`expected 10 retailers, got ${JSON.stringify(run)}`);
  const points = (await admin.get('/api/v1/retailers/points').expect(200)).body as RetailerPoints;
  return new Map(points.code.map((code, i) => [code, points.retailerId[i]!]));
}

/** Waits until something is so, at most ten seconds. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen within ten seconds');
}

/** A press at a place, as the phone page sends it. */
export function pressAt(position: { lng: number; lat: number }, pressedAt: Date, more: Record<string, unknown> = {}) {
  return {
    pressedAt: pressedAt.toISOString(),
    deviceId: 'phone-1',
    fix: {
      position,
      accuracyM: 8,
      accuracyLevel: 0.68,
      source: 'gnss',
      fixAt: new Date(pressedAt.getTime() - 2_000).toISOString(),
      mock: false,
      ...more,
    },
  };
}
