import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_BARRIER_POINTS, type Barrier } from '../../shared/barriers.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Job } from '../../shared/jobs.ts';
import { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import { type SolveReport } from '../../shared/solveReport.ts';
import { until } from '../helpers/server.ts';
import {
  startBarredTown,
  server,
  town,
  planner,
  river,
  draw,
  drop,
  refusal,
  line,
  begin,
  read,
  unitsOf,
  across,
} from './drawnBarriers.ts';

beforeAll(startBarredTown);
afterAll(() => server.stop());

describe('a barrier', () => {
  it('comes back as it was drawn, with its length, and who drew it', async () => {
    const barrier = await draw([
      river,
      [
        { lng: 121.123456789, lat: 28.1 },
        { lng: 121.2, lat: 28.2 },
      ],
    ]);
    expect(barrier).toMatchObject({
      revision: 1,
      unitId: server.units.east,
      changedBy: expect.stringContaining('') as string,
    });
    expect(barrier.lines).toEqual([
      river,
      [
        { lng: 121.123456789, lat: 28.1 },
        { lng: 121.2, lat: 28.2 },
      ],
    ]);
    // 2° of longitude at 28.4° are 195.9 km on the spheroid, the short piece some 13.4
    expect(barrier.lengthM / 1000).toBeCloseTo(209.2, 0);
    const { body } = await planner().get('/api/v1/barriers').query({ unitId: server.units.east }).expect(200);
    expect((body as { items: Barrier[] }).items).toEqual([barrier]);
    await drop(barrier);
    expect(((await planner().get('/api/v1/barriers').expect(200)).body as { items: Barrier[] }).items).toEqual([]);
  });

  it('that two change at once is the first one’s: the second hears who, and nothing of theirs is written', async () => {
    const barrier = await draw([river]);
    const path = `/api/v1/barriers/${barrier.barrierId}`;
    const renamed = (await server.as('admin').patch(path).send({ revision: 1, name: 'Feiyun' }).expect(200))
      .body as Barrier;
    const second = (
      await planner()
        .patch(path)
        .send({ revision: 1, lines: [[river[1]!, { lng: 121, lat: 28 }]] })
        .expect(409)
    ).body as Problem;
    expect(second.detail).toMatch(/Root.* changed the barrier 'Feiyun'/);
    expect((await planner().delete(path).query({ revision: 1 }).expect(409)).body).toMatchObject({ code: 'CONFLICT' });
    expect(((await planner().get('/api/v1/barriers').expect(200)).body as { items: Barrier[] }).items).toEqual([
      renamed,
    ]);
    const both = await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        planner()
          .patch(path)
          .send({ revision: 2, name })
          .then((answer) => answer.status),
      ),
    );
    expect(both.sort()).toEqual([200, 409, 409]);
    await planner().delete(path).query({ revision: 3 }).expect(204);
    const late = (await planner().patch(path).send({ revision: 3, name: 'late' }).expect(409)).body as Problem;
    expect(late.detail).toContain('aside');
    expect((await planner().post(`${path}/restore`).send({}).expect(200)).body).toMatchObject({
      revision: 5,
      lines: [river],
    });
    await planner().delete(path).query({ revision: 5 }).expect(204);
  });

  it('of a name that is taken is refused with the name, and of several none is written', async () => {
    const barrier = await draw([river]);
    const { body } = await planner()
      .post('/api/v1/barriers')
      .send({
        unitId: server.units.east,
        barriers: [
          { name: 'new', lines: [river] },
          { name: barrier.name, lines: [river] },
        ],
      })
      .expect(409);
    expect((body as Problem).detail).toContain(`'${barrier.name}'`);
    expect(((await planner().get('/api/v1/barriers').expect(200)).body as { items: Barrier[] }).items).toHaveLength(1);
    await drop(barrier);
  });

  it.each<[string, unknown, RegExp]>([
    ['of one point', line([121, 28]), /two|>=2/i],
    ['of one point said twice', line([121, 28], [121, 28]), /two different points/],
    ['on another continent', line([-0.1, 51.5], [-0.2, 51.6]), /\d,?\d{3} km from the unit’s retailers/],
    ['with longitude and latitude swapped', line([28.3, 89], [28.5, 89.5]), /km from|swapped/],
    ['that jumps across a continent', line([121, 28], [12, 28]), /more than 500 km apart/],
    ['off the Earth', line([181, 28], [121, 28]), /180/],
    [
      'of 100,000 points',
      line(...Array.from({ length: 100_000 }, (_, i): [number, number] => [121 + i * 1e-6, 28])),
      new RegExp(`more than ${MOST_BARRIER_POINTS} points: simplify`),
    ],
    ['without a name', [{ name: ' ', lines: [river] }], /empty/],
    ['without lines', [{ name: 'x', lines: [] }], /./],
    ['twice of one name', [...line([121, 28], [121, 29]), ...line([121, 28], [121, 29])], /two barriers are named/],
  ])('%s is refused with a sentence and its place', async (_, barriers, sentence) => {
    const problem = await refusal(barriers);
    expect(problem.fields!.map((f) => f.message).join()).toMatch(sentence);
    expect(problem.fields![0]!.path).toMatch(/^body\.barriers\.\d\.(lines|name)/);
  });

  it('is of its unit: a sister’s planner neither sees nor changes it, and the unit above uses it', async () => {
    const barrier = await draw([river]);
    expect(
      ((await server.as('planner.west').get('/api/v1/barriers').expect(200)).body as { items: Barrier[] }).items,
    ).toEqual([]);
    await server
      .as('planner.west')
      .patch(`/api/v1/barriers/${barrier.barrierId}`)
      .send({ revision: 1, name: 'mine' })
      .expect(404);
    await server
      .as('planner.west')
      .post('/api/v1/barriers')
      .send({ unitId: server.units.east, barriers: line([121, 28], [121, 29]) })
      .expect(404);
    const above = Scenario.parse(
      (
        await server
          .as('admin')
          .post('/api/v1/scenarios')
          .send({ unitId: server.root, kind: 'visit', name: 'all' })
          .expect(201)
      ).body,
    );
    expect(above.barriersKey).toContain(barrier.barrierId.slice(0, 8));
    await drop(barrier);
  });
});

describe('a draft with a barrier', () => {
  it('has nobody touching across it, says that what touches is to be read again, and can leave it out, which undo takes back', async () => {
    const before = await begin();
    expect(across(await unitsOf(before))).toBeGreaterThan(5);
    const barrier = await draw([river]);
    const cut = await read(before);
    expect(cut.barriersKey).not.toBe(before.barriersKey);
    const columns = await unitsOf(cut);
    expect(columns.barriersKey).toBe(cut.barriersKey);
    expect(across(columns)).toBe(0);
    const off = Scenario.parse(
      (
        await planner()
          .patch(`/api/v1/scenarios/${cut.scenarioId}`)
          .send({ revision: cut.revision, settings: { ...cut.settings, barriersOff: [barrier.barrierId] } })
          .expect(200)
      ).body,
    );
    expect(off.barriersKey).toBe(before.barriersKey);
    expect(across(await unitsOf(off))).toBeGreaterThan(5);
    const undone = Scenario.parse(
      (await planner().post(`/api/v1/scenarios/${cut.scenarioId}/undo`).send({ revision: off.revision }).expect(200))
        .body,
    );
    expect(undone.barriersKey).toBe(cut.barriersKey);
    await drop(barrier);
    expect(across(await unitsOf(before))).toBeGreaterThan(5);
  });

  it('keeps the pairs that cross where a gap is left for a bridge', async () => {
    const barrier = await draw([
      [river[0]!, { lng: 121.19, lat: 28.4 }],
      [{ lng: 121.21, lat: 28.4 }, river[1]!],
    ]);
    const crossing = across(await unitsOf(await begin()));
    expect(crossing).toBeGreaterThan(0);
    expect(crossing).toBeLessThan(30);
    await drop(barrier);
  });

  async function solved(
    from: 'today' | 'nothing',
    tolerance: number,
  ): Promise<{ units: ScenarioUnits; report: SolveReport }> {
    const draft = await begin();
    const settings = {
      ...draft.settings,
      measures: draft.settings.measures.map((m) => ({ ...m, isBalanced: m.measure === 'retailers', tolerance })),
    };
    const set = Scenario.parse(
      (await planner().patch(`/api/v1/scenarios/${draft.scenarioId}`).send({ revision: 1, settings }).expect(200)).body,
    );
    let job = (
      await planner()
        .post(`/api/v1/scenarios/${draft.scenarioId}/solve`)
        .send({ revision: set.revision, from, seconds: 1.5 })
        .expect(202)
    ).body as Job;
    await until(async () => (job = (await planner().get(`/api/v1/jobs/${job.jobId}`)).body as Job).endedAt !== null);
    return { units: await unitsOf(draft), report: (await read(draft)).report! };
  }

  it('is designed anew with every territory on one side', async () => {
    const barrier = await draw([river]);
    const { units, report } = await solved('nothing', 0.2);
    const sides = new Map<number, Set<boolean>>();
    units.no.forEach((no, i) => sides.set(no, (sides.get(no) ?? new Set()).add(units.lat[i]! > 28.4)));
    expect([...sides.values()].map((side) => side.size)).toEqual([1, 1, 1, 1]);
    expect(report).toMatchObject({ barriers: 1, groups: 2, alone: [], extraComponents: 0, unmet: [] });
    await drop(barrier);
  });

  it('is rebalanced from strips across the river without leaving more than one of them across, and names that one', async () => {
    const barrier = await draw([river]);
    const { units, report } = await solved('today', 0.2);
    const sides = new Map<number, Set<boolean>>();
    units.no.forEach((no, i) => sides.set(no, (sides.get(no) ?? new Set()).add(units.lat[i]! > 28.4)));
    const spanning = [...sides].filter(([, side]) => side.size === 2).map(([no]) => no);
    expect(spanning.length).toBeLessThanOrEqual(1);
    expect(report.unmet.filter((u) => u.what === 'contiguity').map((u) => u.no)).toEqual(spanning);
    await drop(barrier);
  });

  it('says which retailer its barriers leave alone', async () => {
    const lone = town.ids[120]!;
    const [lng, lat] = [town.lng[120]!, town.lat[120]!];
    const near =
      Math.min(
        ...town.ids.map((id, i) =>
          id === lone ? Infinity : Math.max(Math.abs(town.lng[i]! - lng), Math.abs(town.lat[i]! - lat)),
        ),
      ) / 3;
    const barrier = await draw([
      (
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
          [-1, -1],
        ] as const
      ).map(([x, y]) => ({ lng: lng + x * near, lat: lat + y * near })),
    ]);
    const { report } = await solved('nothing', 0.2);
    expect(report).toMatchObject({ barriers: 1, groups: 2, alone: [lone] });
    expect(report.unmet.map((u) => u.what)).toContain('contiguity'); // whoever has it is in pieces
    await drop(barrier);
  });
});
