import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Barrier } from '../../shared/barriers.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import type { Person } from '../../shared/people.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { RetailerPoints } from '../../shared/retailers.ts';
import type { PublishedMap } from '../../shared/maps.ts';
import type { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import type { Territory } from '../../shared/territories.ts';
import { PASSWORD, todayIn, until, type Agent, type TestServer } from '../helpers/server.ts';
import type { Place } from './rules.ts';

/** A unit, its sister, the unit above both, and another rep's things in the same unit. */
export interface Places {
  east: Place;
  west: Place;
  above: Place;
  mate: Place;
}

export async function makePlaces(server: TestServer): Promise<Places> {
  const { east, west } = server.units;
  const places = {
    east: await furnish(server, 'East', east, server.as('rep.east'), server.idOf('rep.east')),
    west: await furnish(server, 'West', west, server.as('rep.west'), server.idOf('rep.west')),
    above: await furnish(
      server,
      'Above',
      server.root,
      ...(await newRep(server, server.root, 'Above rep', 'rep.above')),
    ),
    mate: await furnish(server, 'Mate', east, ...(await newRep(server, east, 'Mate rep', 'rep.mate'))),
  };
  for (const place of Object.values(places)) Object.assign(place, await draft(server, place.unitId, place.retailerId));
  return places;
}

/** The token of a phone that was lost and revoked. */
export async function revokedToken(server: TestServer, login: string): Promise<string> {
  const admin = server.as('admin');
  const issued = (
    await admin
      .post(`/api/v1/people/${server.idOf(login)}/devices`)
      .send({ label: 'lost' })
      .expect(201)
  ).body as IssuedDevice;
  await admin.delete(`/api/v1/devices/${issued.device.deviceId}`).expect(204);
  return issued.token;
}

export async function newRep(
  server: TestServer,
  unitId: string,
  name: string,
  login: string,
): Promise<[Agent, string]> {
  const person = (
    await server
      .as('admin')
      .post('/api/v1/people')
      .send({ unitId, role: 'rep', name, login, password: PASSWORD })
      .expect(201)
  ).body as Person;
  return [await signIn(server.url, login), person.personId];
}

export async function signIn(url: string, login: string): Promise<Agent> {
  const agent = request.agent(url);
  await agent.post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
  return agent;
}

/** Puts one of everything into a unit: an import, a retailer, a territory, a plan, a visit, a phone with something unreadable. */
async function furnish(server: TestServer, name: string, unitId: string, rep: Agent, repId: string): Promise<Place> {
  const admin = server.as('admin');
  const run = (
    await admin
      .post('/api/v1/retailers/imports')
      .query({ fileName: `${name}.csv`, frame: 'wgs84', unitId })
      .set('Content-Type', 'text/csv')
      .send(`code,name,lng,lat\n${name}-1,${name} corner shop,120.6,28.1`)
      .expect(202)
  ).body as ImportRun;
  let points: RetailerPoints | undefined;
  await until(async () => {
    points = (await admin.get('/api/v1/retailers/points').query({ unitId })).body as RetailerPoints;
    return points.code.includes(`${name}-1`);
  });
  const retailerId = points!.retailerId[points!.code.indexOf(`${name}-1`)]!;
  const territory = (
    await admin
      .post('/api/v1/territories')
      .send({ unitId, kind: 'visit', name: `${name} round`, repId, retailerIds: [retailerId] })
      .expect(201)
  ).body as Territory;
  await admin
    .post('/api/v1/plans')
    .send({ repId, day: todayIn(), retailerIds: [retailerId] })
    .expect(201);
  const visitId = randomUUID();
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId, pressedAt: '2026-01-05T02:00:00Z', fix: null })
    .expect(201);
  await rep.post(`/api/v1/visits/${visitId}/end`).send({ pressedAt: '2026-01-05T02:10:00Z', fix: null }).expect(201);
  const { token, device } = (
    await admin
      .post(`/api/v1/people/${repId}/devices`)
      .send({ label: `${name} phone` })
      .expect(201)
  ).body as IssuedDevice;
  await request(server.url)
    .post('/pub')
    .auth('any', token)
    .send({ _type: `${name} kind` })
    .expect(200);
  const [, formerId] = await newRep(server, unitId, `${name} former`, `former.${name}`.toLowerCase());
  await admin.patch(`/api/v1/people/${formerId}`).send({ isActive: false }).expect(200);
  const { rows } = await server.running.db.query<{ jobId: string }>( // of a kind that nobody runs
    `insert into job (org_id, kind, unit_id, made_by, input) select org_id, 'none', unit_id, $2, '{}' from unit where unit_id = $1 returning job_id as "jobId"`,
    [unitId, repId],
  );
  return {
    unitId,
    repId,
    retailerId,
    deviceId: device.deviceId,
    formerId,
    visitId,
    importId: run.importId,
    territoryId: territory.territoryId,
    jobId: rows[0]!.jobId,
    scenarioId: '',
    copyId: '',
    mapId: '',
    barrierId: '',
  };
}

/** A scenario of a unit by its own planner, in which all is in one territory, its copy, a map that is to come, and a barrier. */
async function draft(
  server: TestServer,
  unitId: string,
  retailerId: string,
): Promise<Pick<Place, 'scenarioId' | 'copyId' | 'mapId' | 'barrierId'>> {
  const planner = server.as(
    unitId === server.units.east ? 'planner.east' : unitId === server.units.west ? 'planner.west' : 'admin',
  );
  const send = async <T>(path: string, body: object): Promise<T> =>
    (await planner.post(`/api/v1${path}`).send(body).expect(201)).body as T;
  const made = await send<Scenario>('/scenarios', {
    unitId,
    kind: 'visit',
    name: `Draft ${retailerId}`,
    from: 'empty',
  });
  const { retailerId: retailerIds } = (await planner.get(`/api/v1/scenarios/${made.scenarioId}/units`).expect(200))
    .body as ScenarioUnits;
  await planner
    .post(`/api/v1/scenarios/${made.scenarioId}/moves`)
    .send({ revision: 1, moves: [{ to: 1, retailerIds }] })
    .expect(200);
  const { scenarioId: copyId } = await send<Scenario>(`/scenarios/${made.scenarioId}/copy`, {
    name: `Copy ${retailerId}`,
  });
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { mapId } = await send<PublishedMap>(`/scenarios/${made.scenarioId}/publish`, { revision: 2, day });
  const { items } = await send<{ items: Barrier[] }>('/barriers', {
    unitId,
    barriers: [
      {
        name: `River ${retailerId}`,
        lines: [
          [
            { lng: 120.6, lat: 28 },
            { lng: 120.7, lat: 28 },
          ],
        ],
      },
    ],
  });
  return { scenarioId: made.scenarioId, copyId, mapId, barrierId: items[0]!.barrierId };
}
