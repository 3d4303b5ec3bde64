import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../shared/jobs.ts';
import { type ScenarioMove } from '../../shared/scenarios.ts';
import { SolveReport } from '../../shared/solveReport.ts';
import { until } from '../helpers/server.ts';
import {
  startTown,
  server,
  ids,
  path,
  planner,
  begin,
  write,
  patch,
  unitsOf,
  standOf,
  refused,
  solved,
} from './townScenarios.ts';

beforeAll(startTown);
afterAll(() => server.stop());

describe('a search', () => {
  it('from today’s map balances every measure with few moves, tells who moves and why, and is one step', async () => {
    const before = await begin();
    const { job, after } = await solved(before, { from: 'today' });
    expect(job, JSON.stringify(job)).toMatchObject({ state: 'done', problem: null });
    const report = SolveReport.parse(job.result);
    expect(report.measures.every((m) => m.isMet)).toBe(true);
    expect(report.extraComponents).toBe(0);
    expect(report.movedAtLeast).toBeGreaterThan(0);
    expect(report.moved).toBeGreaterThanOrEqual(report.movedAtLeast);
    expect(after).toMatchObject({ reportIsCurrent: true, lastChange: { what: 'solve' } });
    const units = await unitsOf(after);
    for (const { measure, tolerance } of after.settings.measures.filter((m) => m.isBalanced)) {
      const sums = [1, 2, 3, 4].map((no) =>
        units.no.reduce((sum, at, i) => sum + (at === no ? units.measures[measure][i]! : 0), 0),
      );
      const mean = sums.reduce((a, b) => a + b, 0) / 4;
      for (const sum of sums) expect(Math.abs(sum / mean - 1)).toBeLessThanOrEqual(tolerance + 1e-9);
    }
    const { items } = (await planner().get(path(after, '/moves')).expect(200)).body as { items: ScenarioMove[] };
    expect(items.filter((m) => m.fromNo !== 0)).toHaveLength(report.moved);
    expect(items.filter((m) => m.fromNo === 0).map((m) => m.reason)).toEqual(Array(5).fill('unassigned'));
    expect(items.every((m) => m.reason !== null)).toBe(true);
    expect(items.find((m) => m.fromNo === 1)).toMatchObject({ fromName: 'Strip 1', fromRep: 'rep.east' });
    const undone = await write(after, '/undo', {});
    expect((await standOf(undone)).no).toEqual(units.todayNo);
    expect(undone.report).toBeNull();
  });

  it('keeps what is locked, and a new design leaves locked territories as they are', async () => {
    let scenario = await begin();
    const locked = ids.slice(0, 12);
    scenario = await write(scenario, '/locks', { isLocked: true, retailerIds: locked });
    const here = await solved(scenario, { from: 'here' });
    expect(here.job.state).toBe('done');
    const units = await unitsOf(here.after);
    expect(locked.every((id) => units.no[units.retailerId.indexOf(id)] === 1)).toBe(true);
    scenario = await write(here.after, '/undo', { steps: 2 });
    scenario = await patch(scenario, {
      territories: scenario.territories.map((t) => ({ ...t, isLocked: t.no === 3 })),
    });
    const first = await unitsOf(scenario);
    const fresh = await solved(scenario, { from: 'nothing' });
    expect(fresh.job, JSON.stringify(fresh.job)).toMatchObject({ state: 'done' });
    const second = await unitsOf(fresh.after);
    expect(second.no.map((no) => no === 3)).toEqual(first.no.map((no) => no === 3));
    expect(new Set(second.no)).toEqual(new Set([1, 2, 3, 4]));
  });

  it('is refused with every reason when it would have no meaning', async () => {
    const scenario = await begin({ kind: 'delivery' });
    const { detail, fields } = await refused(scenario, '/solve', {}, 400);
    expect(detail).toMatch(/orders is not known of 5 retailers \(E1, E2, E3, E4, E5\).*volume is not known of 5/);
    expect(fields!.length).toBeGreaterThanOrEqual(2);
    const median = await patch(scenario, { settings: { ...scenario.settings, unknown: 'median' } });
    expect((await solved(median, { from: 'today', seconds: 0.5 })).job.state).toBe('done');
    const empty = await begin({ kind: 'order_call', from: 'empty', parts: 500 });
    expect((await refused(empty, '/solve', { from: 'nothing' }, 400)).detail).toMatch(
      /500 territories are more than there are retailers/,
    );
    expect((await refused(empty, '/solve', { from: 'today' }, 400)).detail).toMatch(/no map of today/);
  });

  it('says what binds when a tolerance cannot be met, and what would ease it', async () => {
    let scenario = await begin();
    scenario = await patch(scenario, {
      territories: scenario.territories.map((t) => ({ ...t, isLocked: t.no === 1 })),
    });
    const { after } = await solved(scenario, { from: 'today' });
    const worst = after.report!.unmet.find((u) => u.no === 1)!;
    expect(worst).toMatchObject({ isProven: true, code: 'LOCKED_TOO_MUCH' });
    expect(worst.easings).toHaveLength(3);
  });

  it('is not put over what was changed meanwhile', async () => {
    const scenario = await begin();
    const started = await planner()
      .post(path(scenario, '/solve'))
      .send({ revision: scenario.revision, from: 'nothing', seconds: 3 })
      .expect(202);
    await write(scenario, '/moves', { moves: [{ to: 2, retailerIds: ids.slice(0, 2) }] });
    let job = started.body as Job;
    await until(async () => {
      job = (await planner().get(`/api/v1/jobs/${job.jobId}`)).body as Job;
      return job.endedAt !== null;
    });
    expect(job.state).toBe('failed');
    expect(job.problem).toMatch(/planner.east changed this scenario/);
    expect((await planner().get(path(scenario))).body).toMatchObject({
      revision: scenario.revision + 1,
      lastChange: { what: 'move' },
    });
  });

  it('that is cancelled leaves the scenario as it was', async () => {
    const scenario = await begin();
    const { body } = await planner()
      .post(path(scenario, '/solve'))
      .send({ revision: scenario.revision, from: 'nothing', seconds: 60 })
      .expect(202);
    const { jobId } = body as Job;
    await until(async () => ((await planner().get(`/api/v1/jobs/${jobId}`)).body as Job).progress !== null);
    await planner().post(`/api/v1/jobs/${jobId}/cancel`).expect(200);
    let job = body as Job;
    await until(async () => {
      job = (await planner().get(`/api/v1/jobs/${jobId}`)).body as Job;
      return job.endedAt !== null;
    });
    expect(job.state).toBe('cancelled');
    expect((await planner().get(path(scenario))).body).toMatchObject({ revision: scenario.revision, steps: [] });
  });
});
