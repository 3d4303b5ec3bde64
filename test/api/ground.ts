import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Barrier } from '../../shared/barriers.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import type { Person, Role } from '../../shared/people.ts';
import type { Unit } from '../../shared/units.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { RetailerPoints } from '../../shared/retailers.ts';
import type { Territory } from '../../shared/territories.ts';
import { furnishDesk } from './deskGround.ts';
import { PASSWORD, until, type TestServer } from '../helpers/server.ts';

export type Side = 'root' | 'east' | 'town' | 'west';
export const sides: Side[] = ['root', 'east', 'town', 'west'];
export const kinds = [
  'unit',
  'person',
  'retailer',
  'device',
  'visit',
  'territory',
  'import',
  'job',
  'quarantine',
  'scenario',
  'map',
  'barrier',
  'inspection',
  'case',
  'questionnaire',
  'calendar',
  'absence',
  'proposal',
  'log',
] as const;
export type Kind = (typeof kinds)[number];

/** Somebody who asks: a session of a role in a unit, a rep's phone, or nobody. */
export interface Prober {
  name: string;
  role: Role | 'phone' | 'nobody';
  side: Side;
  personId: string | null;
  /** Units at and below the own one. */
  scope: ReadonlySet<string>;
  /** Units above the own one: who is there may have looked, or decided. */
  above: ReadonlySet<string>;
  headers: Record<string, string>;
}

export interface Ground {
  units: Record<Side, string>;
  /** Ids to name in requests, of every kind, in every unit. */
  ids: Record<Kind, Record<Side, string[]>>;
  probers: Prober[];
}

const roles: Role[] = ['rep', 'supervisor', 'planner', 'auditor', 'admin'];

/** All shops and presses stand on one point, so that one person's evidence has every chance to hold another's. */
const HERE = { lng: 120.65, lat: 28 };

/**
 * A root, two sisters, and a town below the east; in each of them somebody of every role, and one of everything, named for its
 * unit: a name that ends in `-of-west` belongs to the west.
 */
export async function makeGround(server: TestServer): Promise<Ground> {
  const admin = server.as('admin');
  const rename = (unitId: string, side: Side) =>
    server.running.db.query('update unit set name = $2 where unit_id = $1', [unitId, `unit-of-${side}`]);
  await Promise.all([rename(server.units.east, 'east'), rename(server.units.west, 'west')]);
  const town = (
    (await admin.post('/api/v1/units').send({ parentId: server.units.east, name: 'unit-of-town' }).expect(201))
      .body as Unit
  ).unitId;
  const units: Ground['units'] = { root: server.root, ...server.units, town };
  const below: Record<Side, Side[]> = {
    root: ['root', 'east', 'town', 'west'],
    east: ['east', 'town'],
    town: ['town'],
    west: ['west'],
  };
  const above: Record<Side, Side[]> = { root: [], east: ['root'], town: ['root', 'east'], west: ['root'] };
  const ground: Ground = { units, ids: emptyIds(), probers: [] };
  for (const side of sides) {
    const place = {
      side,
      scope: new Set(below[side].map((s) => units[s])),
      above: new Set(above[side].map((s) => units[s])),
    };
    for (const role of roles) {
      const personId = await addPerson(server, units[side], role, `${role}-of-${side}`, `${role}@${side}`);
      ground.ids.person[side].push(personId);
      ground.probers.push({
        ...place,
        name: `${role}@${side}`,
        role,
        personId,
        headers: { cookie: await cookieOf(server.url, `${role}@${side}`) },
      });
    }
    ground.probers.push({
      ...place,
      name: `phone@${side}`,
      role: 'phone',
      personId: ground.ids.person[side][0]!,
      headers: { authorization: `Bearer ${await furnish(server, ground, side)}` },
    });
    await furnishDesk(server, ground, side);
  }
  ground.probers.push({
    name: 'nobody',
    role: 'nobody',
    side: 'root',
    personId: null,
    scope: new Set(),
    above: new Set(),
    headers: {},
  });
  return ground;
}

function emptyIds(): Ground['ids'] {
  return Object.fromEntries(
    kinds.map((kind) => [kind, { root: [], east: [], town: [], west: [] }]),
  ) as unknown as Ground['ids'];
}

async function addPerson(server: TestServer, unitId: string, role: Role, name: string, login: string): Promise<string> {
  return (
    (
      await server
        .as('admin')
        .post('/api/v1/people')
        .send({ unitId, role, name, login, password: PASSWORD })
        .expect(201)
    ).body as Person
  ).personId;
}

async function cookieOf(url: string, login: string): Promise<string> {
  const signedIn = await request(url).post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
  return signedIn.get('Set-Cookie')![0]!.split(';')[0]!;
}

/** Puts one of everything into a unit, and gives the token of a phone that is never named. */
async function furnish(server: TestServer, { units, ids, probers }: Ground, side: Side): Promise<string> {
  const admin = server.as('admin');
  const unitId = units[side];
  const repId = ids.person[side][0]!;
  const rep = probers.find((p) => p.name === `rep@${side}`)!.headers;
  ids.unit[side].push(unitId);
  const former = await addPerson(server, unitId, 'rep', `former-of-${side}`, `former@${side}`);
  await admin.patch(`/api/v1/people/${former}`).send({ isActive: false }).expect(200);
  ids.person[side].push(former);

  const run = (
    await admin
      .post('/api/v1/retailers/imports')
      .query({ fileName: 'x.csv', frame: 'wgs84', unitId })
      .set('Content-Type', 'text/csv')
      .send(`code,name,lng,lat\nP-${side},shop-of-${side},${HERE.lng},${HERE.lat}`)
      .expect(202)
  ).body as ImportRun;
  let points: RetailerPoints | undefined;
  await until(async () => {
    points = (await admin.get('/api/v1/retailers/points').query({ unitId })).body as RetailerPoints;
    return points.code.includes(`P-${side}`);
  });
  const retailerId = points!.retailerId[points!.code.indexOf(`P-${side}`)]!;
  ids.import[side].push(run.importId);
  ids.retailer[side].push(retailerId);
  ids.territory[side].push(
    (
      (
        await admin
          .post('/api/v1/territories')
          .send({ unitId, kind: 'visit', name: `round-of-${side}`, repId, retailerIds: [retailerId] })
          .expect(201)
      ).body as Territory
    ).territoryId,
  );
  await server.running.db.query(
    // a day long gone, for which the API makes no plan
    `with p as (insert into plan (org_id, rep_id, day, unit_id, length_m, lower_bound_m, proved_optimal)
                select org_id, $2, '2026-01-05', unit_id, 0, 0, true from unit where unit_id = $1 returning org_id, rep_id, day)
     insert into plan_stop (org_id, rep_id, day, stop_no, retailer_id) select org_id, rep_id, day, 1, $3 from p`,
    [unitId, repId, retailerId],
  );

  const scenario = async (name: string): Promise<string> =>
    (
      (await admin.post('/api/v1/scenarios').send({ unitId, kind: 'visit', name, from: 'empty', parts: 1 }).expect(201))
        .body as { scenarioId: string }
    ).scenarioId;
  ids.scenario[side].push(await scenario(`draft-of-${side}`));
  const toPublish = await scenario(`made-of-${side}`);
  const { retailerId: all } = (await admin.get(`/api/v1/scenarios/${toPublish}/units`).expect(200)).body as {
    retailerId: string[];
  };
  await admin
    .post(`/api/v1/scenarios/${toPublish}/moves`)
    .send({ revision: 1, moves: [{ to: 1, retailerIds: all }] })
    .expect(200);
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  ids.map[side].push(
    (
      (await admin.post(`/api/v1/scenarios/${toPublish}/publish`).send({ revision: 2, day }).expect(201)).body as {
        mapId: string;
      }
    ).mapId,
  );

  const drawn = (
    await admin
      .post('/api/v1/barriers')
      .send({
        unitId,
        barriers: [
          {
            name: `river-of-${side}`,
            lines: [
              [
                { lng: 120.6, lat: 28 },
                { lng: 120.7, lat: 28 },
              ],
            ],
          },
        ],
      })
      .expect(201)
  ).body as { items: Barrier[] };
  ids.barrier[side].push(drawn.items[0]!.barrierId);

  const named = (
    await admin
      .post(`/api/v1/people/${repId}/devices`)
      .send({ label: `phone-of-${side}` })
      .expect(201)
  ).body as IssuedDevice;
  const spare = (await admin.post(`/api/v1/people/${repId}/devices`).send({ label: 'spare' }).expect(201))
    .body as IssuedDevice;
  ids.device[side].push(named.device.deviceId);
  await request(server.url)
    .post('/pub')
    .auth('any', named.token)
    .send({ _type: `kind-of-${side}` })
    .expect(200);
  for (const minute of [0, 5]) {
    await request(server.url)
      .post('/pub')
      .auth('any', named.token)
      .send({
        _type: 'location',
        lon: HERE.lng,
        lat: HERE.lat,
        acc: 8,
        tst: Date.parse(`2026-01-05T02:0${minute}:00Z`) / 1_000,
      })
      .expect(200);
  }
  const visitId = randomUUID();
  const press = (pressedAt: string) => ({
    pressedAt,
    deviceId: 'the same phone',
    fix: { position: HERE, accuracyM: 8, accuracyLevel: 0.68, source: 'gnss', fixAt: pressedAt, mock: false },
  });
  await request(server.url)
    .post('/api/v1/visits')
    .set(rep)
    .send({ visitId, retailerId, ...press('2026-01-05T02:00:00Z') })
    .expect(201);
  await request(server.url)
    .post(`/api/v1/visits/${visitId}/end`)
    .set(rep)
    .send(press('2026-01-05T02:10:00Z'))
    .expect(201);
  ids.visit[side].push(visitId);
  await until(
    async () => (await server.running.db.query('select 1 from verdict where visit_id = $1', [visitId])).rowCount > 0,
  );
  const { rows } = await server.running.db.query<{ job: string; quarantined: string }>(
    `with j as (insert into job (org_id, kind, unit_id, made_by, input) select org_id, 'none', unit_id, $2, '{}' from unit where unit_id = $1 returning job_id)
     select job_id as job, (select quarantine_id::text from quarantine where device_id = $3) as quarantined from j`,
    [unitId, repId, named.device.deviceId],
  );
  ids.job[side].push(rows[0]!.job);
  ids.quarantine[side].push(rows[0]!.quarantined);
  return spare.token;
}
