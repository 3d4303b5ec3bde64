import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/errors.ts';
import { Scenario } from '../../shared/scenarios.ts';
import {
  startTown,
  server,
  ids,
  strays,
  path,
  planner,
  begin,
  write,
  patch,
  unitsOf,
  standOf,
  refused,
} from './townScenarios.ts';
import { todayIn } from '../helpers/server.ts';

beforeAll(startTown);
afterAll(() => server.stop());

describe('a scenario of today’s map', () => {
  it('has its territories with their reps, each retailer where it is today, and every figure of the kind', async () => {
    const scenario = await begin();
    expect(scenario.territories.map((t) => [t.no, t.name])).toEqual([
      [1, 'Strip 1'],
      [2, 'Strip 2'],
      [3, 'Strip 3'],
      [4, 'Strip 4'],
    ]);
    expect(scenario.territories[0]!.repId).toBe(server.idOf('rep.east'));
    const units = await unitsOf(scenario);
    expect(units.no).toEqual(units.todayNo);
    expect(units.no.filter((no) => no === 0)).toHaveLength(5); // the test server's own shops are in no territory
    expect(units.no.filter((no) => no === 1)).toHaveLength(96);
    expect(units.measures.retailers.every((one) => one === 1)).toBe(true);
    for (const [i, grade] of units.grade.entries()) {
      expect(units.measures.visits[i]).toBe(({ A: 4, B: 2, C: 1, D: 0.5 } as Record<string, number>)[grade ?? ''] ?? 1);
      expect(units.measures.workloadMin[i]!).toBeGreaterThan(0);
    }
    expect(units.measures.orders.filter((one) => one === null)).toHaveLength(5);
    expect(Math.max(...units.edges)).toBe(Math.max(...units.door));
  });

  it('counts workload as visits × (service + local travel × road factor ÷ speed), by its settings', async () => {
    const before = await begin();
    const first = await unitsOf(before);
    const after = await patch(before, {
      settings: {
        ...before.settings,
        workload: { ...before.settings.workload, localSpeedKmh: before.settings.workload.localSpeedKmh / 2 },
      },
    });
    const second = await unitsOf(after);
    const service: Record<string, [number, number]> = { A: [4, 25], B: [2, 15], C: [1, 10], D: [0.5, 8] };
    first.grade.forEach((grade, i) => {
      const [visits, minutes] = service[grade ?? ''] ?? [1, 10];
      const travelMin = first.measures.workloadMin[i]! / visits - minutes;
      expect(second.measures.workloadMin[i]!).toBeCloseTo(visits * (minutes + 2 * travelMin), 6);
    });
  });

  it('counts a shop whose grade is a word that every object knows, such as toString, as of any other grade', async () => {
    await planner()
      .post(`/api/v1/retailers/${strays[4]!}/facts`)
      .send({ fromDay: todayIn(), grade: 'toString', word: 'from a file' })
      .expect(201);
    const { retailerId, grade, measures } = await unitsOf(await begin());
    const at = retailerId.indexOf(strays[4]!);
    expect([grade[at], measures.visits[at]]).toEqual(['toString', 1]);
    expect(measures.workloadMin[at]!).toBeGreaterThan(10);
  });

  it('cannot be made where there is no map of that kind, but an empty one can', async () => {
    const { body } = await planner()
      .post('/api/v1/scenarios')
      .send({ unitId: server.units.east, kind: 'order_call', name: 'x' })
      .expect(400);
    expect((body as Problem).fields![0]!.path).toBe('body.from');
    const empty = await begin({ kind: 'order_call', from: 'empty', parts: 3 });
    expect(empty.territories).toHaveLength(3);
    expect((await standOf(empty)).no.every((no) => no === 0)).toBe(true);
  });
});

describe('a scenario’s steps', () => {
  it('go back to the beginning and forth again, also in another session, and what is undone and done otherwise stays on record', async () => {
    let scenario = await begin();
    const stands = [(await standOf(scenario)).no];
    for (const [k, to] of [2, 3, 4, 0].entries()) {
      scenario = await write(scenario, '/moves', { moves: [{ to, retailerIds: ids.slice(k * 5, k * 5 + 8) }] });
      stands.push((await standOf(scenario)).no);
    }
    expect(scenario.steps.map((s) => [s.what, s.count])).toEqual([
      ['move', 8],
      ['move', 8],
      ['move', 8],
      ['move', 8],
    ]);
    for (let k = 3; k >= 0; k--) {
      scenario = Scenario.parse(
        (await server.as('admin').post(path(scenario, '/undo')).send({ revision: scenario.revision }).expect(200)).body,
      );
      expect((await standOf(scenario)).no).toEqual(stands[k]);
    }
    expect((await refused(scenario, '/undo', {}, 409)).detail).toMatch(/beginning/);
    scenario = await write(scenario, '/redo', { steps: 100 });
    expect((await standOf(scenario)).no).toEqual(stands[4]);
    scenario = await write(scenario, '/undo', { steps: 2 });
    scenario = await write(scenario, '/moves', { moves: [{ to: 1, retailerIds: ids.slice(200, 203) }] });
    expect(scenario.redo).toBeNull();
    const { rows } = await server.running.db.query<{ n: number }>(
      'select count(*) as n from scenario_step where scenario_id = $1',
      [scenario.scenarioId],
    );
    expect(rows[0]!.n).toBe(5);
  });

  it('undo a dissolved territory with all its retailers, and settings', async () => {
    const before = await begin();
    const stand = (await standOf(before)).no;
    let scenario = await patch(before, { territories: before.territories.slice(1) });
    expect((await standOf(scenario)).no.filter((no) => no === 0)).toHaveLength(96 + 5);
    scenario = await write(scenario, '/undo', {});
    expect((await standOf(scenario)).no).toEqual(stand);
    expect(scenario.territories).toEqual(before.territories);
  });

  it('never give the number of a dissolved territory again', async () => {
    let scenario = await begin();
    scenario = await patch(scenario, { territories: scenario.territories.slice(0, 3) });
    const fresh = {
      no: 4,
      territoryId: null,
      name: 'New',
      repId: null,
      isLocked: false,
      share: 1,
      capacity: {},
      base: null,
    };
    const { body } = await planner()
      .patch(path(scenario))
      .send({ revision: scenario.revision, territories: [...scenario.territories, fresh] })
      .expect(400);
    expect((body as Problem).fields![0]!.path).toBe('body.territories.3.no');
    scenario = await patch(scenario, { territories: [...scenario.territories, { ...fresh, no: 5 }] });
    expect(scenario.territories.at(-1)).toMatchObject({ no: 5, name: 'New' });
  });

  it('leave locked retailers and territories alone', async () => {
    let scenario = await begin();
    scenario = await write(scenario, '/locks', { isLocked: true, retailerIds: ids.slice(0, 3) });
    expect(
      (await refused(scenario, '/moves', { moves: [{ to: 2, retailerIds: ids.slice(0, 10) }] }, 409)).detail,
    ).toMatch(/locked/);
    expect((await refused(scenario, '/locks', { isLocked: true, retailerIds: strays }, 409)).detail).toMatch(
      /no territory/,
    );
    scenario = await patch(scenario, {
      territories: scenario.territories.map((t) => ({ ...t, isLocked: t.no === 4 })),
    });
    expect((await refused(scenario, '/moves', { moves: [{ to: 4, retailerIds: [ids[100]!] }] }, 409)).detail).toMatch(
      /'Strip 4' is locked/,
    );
  });

  it('meet as a conflict that says who did what, and never write over each other', async () => {
    const scenario = await begin();
    const mine = planner()
      .post(path(scenario, '/moves'))
      .send({ revision: scenario.revision, moves: [{ to: 2, retailerIds: ids.slice(0, 7) }] });
    const theirs = server
      .as('admin')
      .post(path(scenario, '/moves'))
      .send({ revision: scenario.revision, moves: [{ to: 3, retailerIds: ids.slice(0, 9) }] });
    const answers = await Promise.all([mine, theirs]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    const won = answers.findIndex((a) => a.status === 200);
    const { code, detail } = answers[1 - won]!.body as Problem;
    expect(code).toBe('CONFLICT');
    expect(detail).toContain(won === 0 ? 'planner.east changed this scenario' : 'Root changed this scenario');
    expect(detail).toContain(won === 0 ? 'move, 7 retailers' : 'move, 9 retailers');
    const { no, retailerId } = await standOf(scenario);
    expect(ids.slice(0, 9).map((id) => no[retailerId.indexOf(id)])).toEqual(
      won === 0 ? [2, 2, 2, 2, 2, 2, 2, 1, 1] : Array(9).fill(3),
    );
    const now = Scenario.parse((await planner().get(path(scenario)).expect(200)).body);
    expect(now.revision).toBe(scenario.revision + 1);
    expect(now.lastChange).toMatchObject({ what: 'move', count: won === 0 ? 7 : 9 });
  });

  it('of two at once are one success and one conflict, however often the one who changed it last is another', async () => {
    let scenario = await begin();
    for (let round = 0; round < 12; round++) {
      const move = { revision: scenario.revision, moves: [{ to: 2 + (round % 2), retailerIds: ids.slice(0, 5) }] };
      const answers = await Promise.all(
        ['planner.east', 'admin'].map((login) => server.as(login).post(path(scenario, '/moves')).send(move)),
      );
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
      scenario = Scenario.parse((await planner().get(path(scenario)).expect(200)).body);
    }
  });
});

describe('drafts', () => {
  it('are copied as they stand, renamed, put aside and taken back', async () => {
    let scenario = await begin();
    scenario = await write(scenario, '/moves', { moves: [{ to: 2, retailerIds: ids.slice(0, 4) }] });
    const copy = Scenario.parse(
      (
        await planner()
          .post(path(scenario, '/copy'))
          .send({ name: `${scenario.name} b` })
          .expect(201)
      ).body,
    );
    expect((await standOf(copy)).no).toEqual((await standOf(scenario)).no);
    expect(copy.steps).toEqual([]);
    await planner().patch(path(copy)).send({ revision: 1, name: scenario.name }).expect(409);
    const renamed = await patch(copy, { name: 'Another name' });
    await planner().delete(path(copy)).query({ revision: renamed.revision }).expect(204);
    await planner().get(path(copy)).expect(404);
    const listed = (await planner().get('/api/v1/scenarios').query({ kind: 'visit' }).expect(200)).body as {
      items: { name: string }[];
    };
    expect(listed.items.map((s) => s.name)).not.toContain('Another name');
    const back = Scenario.parse((await planner().post(path(copy, '/restore')).send({}).expect(200)).body);
    expect(back.name).toBe('Another name');
  });
});
