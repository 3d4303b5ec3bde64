import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyDueMaps } from '../../server/maps/publish.ts';
import type { Problem } from '../../shared/errors.ts';
import type { PublishedMap } from '../../shared/maps.ts';
import type { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import type { Territory } from '../../shared/territories.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { mapOfStrips } from '../scenarios/town.ts';

let server: TestServer;
let E: string[];
/** The unit's own day, which may not be the tester's. */
const ZONE = 'Pacific/Kiritimati';
const dayAhead = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(Date.now() + days * 86_400_000);

beforeAll(async () => {
  server = await startTestServer(ZONE);
  E = [1, 2, 3, 4, 5].map((n) => server.retailers.get(`E${n}`)!);
  await mapOfStrips(server, 'visit', E, [0.6, 0.4]);
  await server
    .as('planner.west')
    .post('/api/v1/territories')
    .send({ unitId: server.units.west, kind: 'visit', name: 'Strip 1', retailerIds: [server.retailers.get('W1')!] })
    .expect(201);
});
afterAll(() => server.stop());

let made = 0;
const planner = () => server.as('planner.east');
const begin = async (): Promise<Scenario> =>
  (
    await planner()
      .post('/api/v1/scenarios')
      .send({ unitId: server.units.east, kind: 'visit', name: `Draft ${++made}` })
      .expect(201)
  ).body as Scenario;
const move = async (s: Scenario, to: number, retailerIds: string[]): Promise<Scenario> =>
  (
    await planner()
      .post(`/api/v1/scenarios/${s.scenarioId}/moves`)
      .send({ revision: s.revision, moves: [{ to, retailerIds }] })
      .expect(200)
  ).body as Scenario;
const publish = (s: Scenario, day: string) =>
  planner().post(`/api/v1/scenarios/${s.scenarioId}/publish`).send({ revision: s.revision, day });
const history = async (): Promise<PublishedMap[]> =>
  (
    (await planner().get('/api/v1/territories/maps').query({ kind: 'visit' }).expect(200)).body as {
      items: PublishedMap[];
    }
  ).items;
/** The map in force: territory name → how many retailers, as every reader of today's map sees it. */
async function live(): Promise<Record<string, number>> {
  const { items } = (await planner().get('/api/v1/territories').query({ kind: 'visit' }).expect(200)).body as {
    items: Territory[];
  };
  return Object.fromEntries(items.map((t) => [t.name, t.retailerCount]));
}
/** Brings the day of the map that is to come. */
async function itBecomes(mapId: string): Promise<void> {
  const { rows } = await server.running.db.query<{ days: number }>(
    'select from_day - $2::date as days from territory_map where map_id = $1',
    [mapId, dayAhead(0)],
  );
  await server.running.db.query(
    'update territory_map set from_day = from_day - $1::int, until_day = until_day - $1::int where kind = $2 and unit_id = $3',
    [rows[0]!.days, 'visit', server.units.east],
  );
}

describe('publishing', () => {
  it('for a day to come says nothing of the days before, nor does the withdrawal', async () => {
    const ofLongAgo = async () =>
      (
        await server.running.db.query<{ name: string | null }>(
          `select t.name from unnest($1::uuid[]) with ordinality r(id, no) left join lateral visit_territory_on(1, r.id, '2026-01-05') v on true
           left join territory t on t.territory_id = v.territory_id order by r.no`,
          [E],
        )
      ).rows.map(({ name }) => name);
    const before = await ofLongAgo();
    expect([...new Set(before)].sort()).toEqual(['Strip 1', 'Strip 2']);
    const { mapId } = (await publish(await begin(), dayAhead(30)).expect(201)).body as PublishedMap;
    expect(await ofLongAgo()).toEqual(before);
    await planner().post(`/api/v1/territories/maps/${mapId}/withdrawal`).expect(200);
    expect(await ofLongAgo()).toEqual(before);
  });

  it('from today changes the map at once, keeps the one before, and leaves other units alone', async () => {
    expect(await live()).toEqual({ 'Strip 1': 3, 'Strip 2': 2 });
    const scenario = await move(await begin(), 2, [E[0]!, E[1]!]);
    const map = (await publish(scenario, dayAhead(0)).expect(201)).body as PublishedMap;
    expect(map).toMatchObject({
      state: 'live',
      fromDay: dayAhead(0),
      untilDay: null,
      movedCount: 2,
      territoryCount: 2,
      retailerCount: 5,
      publishedBy: 'planner.east',
    });
    expect(await live()).toEqual({ 'Strip 1': 1, 'Strip 2': 4 });
    const known = (await history()).filter(({ state }) => state !== 'withdrawn');
    expect(known.map((m) => [m.state, m.publishedBy, m.retailerCount])).toEqual([
      ['live', 'planner.east', 5],
      ['past', null, 5],
    ]);
    const west = (await server.as('planner.west').get('/api/v1/territories').query({ kind: 'visit' }).expect(200))
      .body as { items: Territory[] };
    expect(west.items).toMatchObject([{ name: 'Strip 1', retailerCount: 1 }]);
  });

  it('from a day to come changes nothing until that day begins in the unit, and then once', async () => {
    const scenario = await move(await begin(), 1, [E[0]!]);
    const map = (await publish(scenario, dayAhead(3)).expect(201)).body as PublishedMap;
    expect(map.state).toBe('due');
    expect(await applyDueMaps(server.running.db)).toBe(0);
    expect(await live()).toEqual({ 'Strip 1': 1, 'Strip 2': 4 });
    expect((await history()).find((m) => m.state === 'live')).toMatchObject({ untilDay: dayAhead(3) });
    await itBecomes(map.mapId);
    const applied = await Promise.all([applyDueMaps(server.running.db), applyDueMaps(server.running.db)]);
    expect(applied.sort()).toEqual([0, 1]);
    expect(await live()).toEqual({ 'Strip 1': 2, 'Strip 2': 3 });
    expect((await history()).filter((m) => m.state === 'live').map((m) => m.mapId)).toEqual([map.mapId]);
  });

  it('withdraws what was to come later, and says so', async () => {
    const later = (await publish(await begin(), dayAhead(20)).expect(201)).body as PublishedMap;
    const sooner = (await publish(await begin(), dayAhead(10)).expect(201)).body as PublishedMap;
    const states = new Map((await history()).map((m) => [m.mapId, m.state]));
    expect([states.get(later.mapId), states.get(sooner.mapId)]).toEqual(['withdrawn', 'due']);
    await publish(await begin(), dayAhead(0)).expect(201);
  });

  it('is withdrawn before its day as if it had never been, by whoever plans in the unit, and never once its day has come', async () => {
    const inForce = (await history()).find((m) => m.state === 'live')!;
    const sooner = (await publish(await begin(), dayAhead(10)).expect(201)).body as PublishedMap;
    const withdrawal = (login: string, { mapId }: PublishedMap) =>
      server.as(login).post(`/api/v1/territories/maps/${mapId}/withdrawal`);
    expect((await history()).find((m) => m.mapId === inForce.mapId)).toMatchObject({ untilDay: dayAhead(10) });
    await withdrawal('planner.west', sooner).expect(404);
    expect((await withdrawal('planner.east', sooner).expect(200)).body).toMatchObject({ state: 'withdrawn' });
    expect((await history()).find((m) => m.mapId === inForce.mapId)).toMatchObject({ state: 'live', untilDay: null });
    for (const map of [sooner, inForce])
      expect((await withdrawal('planner.east', map).expect(409)).body).toMatchObject({
        reason: { code: 'MAP_NOT_TO_COME' },
      });
    await itBecomes(sooner.mapId);
    expect(await applyDueMaps(server.running.db)).toBe(0);
  });

  it('of a new territory makes it, and of a dissolved one frees its name for another', async () => {
    let scenario = await begin();
    const second = scenario.territories.find((t) => t.name === 'Strip 2')!;
    const fresh = { ...second, no: 3, territoryId: null, name: 'Strip 2', repId: server.idOf('rep.east') };
    scenario = (
      await planner()
        .patch(`/api/v1/scenarios/${scenario.scenarioId}`)
        .send({
          revision: scenario.revision,
          territories: [...scenario.territories.filter((t) => t !== second), fresh],
        })
        .expect(200)
    ).body as Scenario;
    expect((await publish(scenario, dayAhead(0)).expect(409)).text).toMatch(/3 retailers are in no territory/);
    const units = (await planner().get(`/api/v1/scenarios/${scenario.scenarioId}/units`).expect(200))
      .body as ScenarioUnits;
    expect(units.gone).toMatchObject([{ no: -1, name: 'Strip 2' }]);
    scenario = await move(
      scenario,
      3,
      units.retailerId.filter((_, i) => units.no[i] === 0),
    );
    await publish(scenario, dayAhead(0)).expect(201);
    expect(await live()).toEqual({ 'Strip 1': 2, 'Strip 2': 3 });
  });

  it('returns to an earlier map by publishing it again, with its territories as they were', async () => {
    const before = (await history()).find((m) => m.state === 'past' && m.publishedBy !== null && m.movedCount === 2)!;
    const map = (
      await planner()
        .post(`/api/v1/territories/maps/${before.mapId}/publish`)
        .send({ day: dayAhead(0) })
        .expect(201)
    ).body as PublishedMap;
    expect(map).toMatchObject({ state: 'live', returnsTo: before.mapId, name: before.name });
    expect(await live()).toEqual({ 'Strip 1': 1, 'Strip 2': 4 });
  });

  it('keeps a map that nobody published before it replaces it', async () => {
    await server
      .as('planner.east')
      .post('/api/v1/territories')
      .send({ unitId: server.units.east, kind: 'visit', name: 'By hand', retailerIds: [E[4]!] })
      .expect(201);
    const scenario = await begin();
    await publish(await move(scenario, 1, [E[4]!]), dayAhead(0)).expect(201);
    const kept = (await history())[1]!;
    expect(kept).toMatchObject({ state: 'past', publishedBy: null, territoryCount: 3 });
    await planner()
      .post(`/api/v1/territories/maps/${kept.mapId}/publish`)
      .send({ day: dayAhead(0) })
      .expect(201);
    expect(await live()).toMatchObject({ 'By hand': 1 });
  });

  it('refuses a day that is past or beyond a year, and a scenario that was changed meanwhile', async () => {
    const scenario = await begin();
    for (const days of [-1, 367])
      expect(((await publish(scenario, dayAhead(days)).expect(400)).body as Problem).fields![0]!.path).toBe('body.day');
    await move(scenario, 1, [E[1]!]);
    await publish(scenario, dayAhead(0)).expect(409);
  });

  it('twice at once leaves one map in force, and the database refuses two', async () => {
    const [a, b] = [await begin(), await begin()];
    const answers = await Promise.all([publish(a, dayAhead(0)), publish(b, dayAhead(0))]);
    expect(answers.map((x) => x.status)).toEqual([201, 201]);
    expect((await history()).filter((m) => m.state === 'live')).toHaveLength(1);
    const second = server.running.db.query(
      `insert into territory_map (org_id, unit_id, kind, name, from_day, moved_count) select org_id, unit_id, kind, 'second', from_day, 0 from territory_map where not is_aside and unit_id = $1`,
      [server.units.east],
    );
    await expect(second).rejects.toThrow(/exclu/);
    await expect(server.running.db.query('delete from territory_map_member')).rejects.toThrow();
  });
});
