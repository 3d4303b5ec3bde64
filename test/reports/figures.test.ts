import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { organisationNamed } from '../../server/people/organisationNamed.ts';
import { reportsCommand } from '../../server/reports/command.ts';
import { rollAll } from '../../server/reports/rollDue.ts';
import { daysUnlikeFacts, markAllDays } from '../../server/reports/rollStore.ts';
import { cutsOf, dayKey, metricOf, metrics, type Cut, type MetricId } from '../../shared/metrics.ts';
import { dayAfter } from '../../shared/period.ts';
import type { Group, ReportEffect, ReportRow, ReportValues } from '../../shared/reports.ts';
import { ask } from '../problems/provoke.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { giveTerritory } from '../calendar/drafts.ts';
import { someDays, storeDays, type SaidDays, type SaidVisit } from './saidDays.ts';

const [from, to] = ['2026-03-10', '2026-04-12'];
let server: TestServer;
let said: SaidDays;
beforeAll(async () => {
  server = await startTestServer();
  await giveTerritory(server);
  said = someDays(7, from, 34);
  await storeDays(server, said);
  await rollAll(server.running.db);
});
afterAll(() => server.stop());

const values = (query: Record<string, string>, login = 'admin') =>
  ask<ReportValues>(server, login, 'get', `/reports/values?${new URLSearchParams({ from, to, ...query }).toString()}`);

async function rows(query: Record<string, string>, login = 'admin'): Promise<ReportRow[]> {
  const all: ReportRow[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const asked = new URLSearchParams({ from, to, limit: '137', ...query, ...(cursor !== '' && { cursor }) });
    const page: { items: ReportRow[]; next: string | null } = await ask(
      server,
      login,
      'get',
      `/reports/rows?${asked.toString()}`,
    );
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

const sumOf = (of: readonly { num: number; den: number; undecided: number }[]) => {
  const total = { num: 0, den: 0, undecided: 0 };
  for (const one of of) for (const part of ['num', 'den', 'undecided'] as const) total[part] += one[part];
  return total;
};
const partsOf = ({ num, den, undecided }: Group) => ({ num, den, undecided });

/** What counts of a visit: the last decision that was not taken back, else the verdict. */
function stateOf({ verdict, decisions }: SaidVisit): string | null {
  const standing = decisions.filter((word, i) => word !== 'withdrawn' && decisions[i + 1] !== 'withdrawn');
  return standing.at(-1) ?? verdict;
}

const keyOf = (by: Cut, { side, day }: { side: 'east' | 'west'; day: string }): string =>
  by === 'unit' ? server.units[side] : by === 'person' ? server.idOf(`rep.${side}`) : dayKey(by as 'day', day);

/** The same numbers from what was said, by nobody's tables. */
function bruteForce(metric: MetricId, by: Cut): Map<string, { num: number; den: number; undecided: number }> {
  const sums = new Map<string, { num: number; den: number; undecided: number }>();
  const add = (key: string, num: boolean, den: boolean, undecided = false) => {
    if (!num && !den && !undecided) return;
    const sum = sums.get(key) ?? { num: 0, den: 0, undecided: 0 };
    sums.set(key, {
      num: sum.num + Number(num),
      den: sum.den + Number(den),
      undecided: sum.undecided + Number(undecided),
    });
  };
  for (const visit of said.visits) {
    const [key, state] = [keyOf(by, visit), stateOf(visit)];
    const isDoubtful = state === 'suspect' || state === 'unverifiable';
    const plan = said.plans.find(({ side, day }) => side === visit.side && day === visit.day);
    const isUpheld = visit.isAppealed && state === 'valid' && visit.decisions.at(-1) !== 'withdrawn';
    if (metric === 'visits') add(key, state !== null, false, isDoubtful);
    if (metric === 'inPlace') add(key, state === 'valid', state === 'valid' || state === 'invalid', isDoubtful);
    if (metric === 'undecided') add(key, isDoubtful, state !== null);
    if (metric === 'claimed') add(key, state !== null && visit.isClaimed, state !== null);
    if (metric === 'offPlan' && plan && state === 'valid') add(key, !plan.codes.includes(visit.code), true);
    if (metric === 'appealsUpheld' && visit.isAppealed && visit.decisions.length > 0)
      add(key, isUpheld, visit.decisions.at(-1) !== 'withdrawn');
  }
  if (metric === 'planKept')
    for (const plan of said.plans)
      for (const code of plan.codes)
        add(
          keyOf(by, plan),
          said.visits.some(
            (v) => v.side === plan.side && v.day === plan.day && v.code === code && stateOf(v) === 'valid',
          ),
          true,
        );
  return sums;
}

describe('a number', () => {
  const counted: MetricId[] = ['visits', 'inPlace', 'undecided', 'claimed', 'offPlan', 'appealsUpheld', 'planKept'];
  it.each(counted)(
    '%s is what anyone counts from what was said, by unit, person, weekday, day, week and month',
    async (metric) => {
      for (const by of ['unit', 'person', 'weekday', 'day', 'week', 'month'] as const) {
        const { groups } = await values({ metric, by });
        expect(new Map(groups.map((one) => [one.key, partsOf(one)])), by).toEqual(bruteForce(metric, by));
      }
    },
  );

  it('is its rows, whole, cut and in each part; and its groups add up to it', async () => {
    for (const [k, metric] of metrics.entries()) {
      const whole = await values({ metric: metric.id });
      expect(sumOf(await rows({ metric: metric.id })), metric.id).toEqual(partsOf(whole.total));
      // each metric by some of its cuts, all cuts by some metric
      for (const by of cutsOf(metric).filter((_, i) => i % 4 === k % 4)) {
        const { groups } = await values({ metric: metric.id, by });
        const what = `${metric.id} by ${by}`;
        expect(sumOf(groups), what).toEqual(partsOf(whole.total));
        const [one] = groups;
        if (!one) continue;
        expect(sumOf(await rows({ metric: metric.id, by, key: one.key })), what).toEqual(partsOf(one));
        const above = await rows({ metric: metric.id, by, key: one.key, part: 'num' });
        expect(
          above.every(({ num }) => num !== 0),
          what,
        ).toBe(true);
        expect(sumOf(above).num, what).toBe(one.num);
      }
    }
  });

  it('of a month is that of its days', async () => {
    const { total } = await values({ metric: 'inPlace', from: '2026-03-10', to: '2026-03-31' });
    const { groups } = await values({ metric: 'inPlace', by: 'day', from: '2026-03-10', to: '2026-03-31' });
    expect(sumOf(groups)).toEqual(partsOf(total));
  });

  it('of minutes in the shop is the middle one of those that count', async () => {
    const minutes = said.visits
      .filter((one) => stateOf(one) === 'valid' && one.endedAt !== null)
      .map((one) => (one.endedAt! - one.startedAt) / 60_000)
      .sort((a, b) => a - b);
    const { total } = await values({ metric: 'dwell' });
    const half = (minutes.length - 1) / 2;
    expect(total.den).toBe(minutes.length);
    expect(total.value).toBeCloseTo((minutes[Math.floor(half)]! + minutes[Math.ceil(half)]!) / 2, 9);
  });

  it('of a period without anything is none, and of the future none', async () => {
    for (const day of ['2020-01-01', '2090-01-01']) {
      const { total, groups } = await values({ metric: 'inPlace', from: day, to: day, by: 'person' });
      expect([total.value, total.den, groups]).toEqual([null, 0, []]);
    }
  });

  it('of coverage counts retailers once, however often they were visited, and by who holds them', async () => {
    const { total } = await values({ metric: 'coverage' });
    const visited = new Set(said.visits.filter((one) => stateOf(one) === 'valid').map(({ code }) => code));
    expect([total.num, total.den]).toEqual([visited.size, 10]);
    const { groups } = await values({ metric: 'coverage', by: 'person' });
    expect(groups.map(({ key, den }) => [key, den])).toEqual([
      [server.idOf('rep.east'), 5],
      ['-', 5],
    ]);
  });
});

describe('what is stored', () => {
  it('is what the facts come to, also when everything is counted again', async () => {
    const { db } = server.running;
    expect(await daysUnlikeFacts(db, null, 10)).toEqual([]);
    await markAllDays(db, null);
    await Promise.all([rollAll(db), rollAll(db)]);
    expect(await daysUnlikeFacts(db, null, 10)).toEqual([]);
  });

  it('that was changed by hand is found, and mended by a rebuild', async () => {
    const { db } = server.running;
    await db.query(
      `update report_visit set valid = 1 - valid where visit_id = (select min(visit_id::text)::uuid from report_visit where unit_id = $1)`,
      [server.units.east],
    );
    const found = await ask<{ unlike: { of: string }[] }>(server, 'admin', 'get', '/reports/unlike');
    expect(found.unlike.map((one) => one.of).sort()).toEqual(['sums', 'visits']);
    expect(await ask(server, 'admin.west', 'get', '/reports/unlike')).toMatchObject({ unlike: [] }); // a sister's is not told
    await ask(server, 'admin.west', 'post', '/reports/rebuild');
    await rollAll(db);
    expect(await daysUnlikeFacts(db, null, 10)).toHaveLength(2);
    await ask(server, 'admin', 'post', '/reports/rebuild');
    await rollAll(db);
    expect(await daysUnlikeFacts(db, null, 10)).toEqual([]);
  });

  it('follows a decision, a new grade from a day on, and another holder', async () => {
    const { db } = server.running;
    const visit = said.visits.find(
      (one) => one.verdict === 'suspect' && one.side === 'east' && one.decisions.length === 0,
    )!;
    const before = (await values({ metric: 'inPlace' })).total;
    await ask(server, 'auditor.east', 'post', `/visits/${visit.visitId}/decision`, { word: 'valid', note: 'seen' });
    visit.decisions.push('valid');
    await rollAll(db);
    const after = (await values({ metric: 'inPlace' })).total;
    expect([after.num - before.num, after.undecided - before.undecided]).toEqual([1, -1]);
    await db.query(
      `insert into retailer_fact (org_id, retailer_id, fact_no, from_day, grade, on_record) select 1, $1, 2, $2, 'X', false`,
      [server.retailers.get(visit.code), dayAfter(visit.day, 0)],
    );
    await giveTerritory(server, 'rep.west', 'W');
    await rollAll(db);
    const graded = (await rows({ metric: 'visits', by: 'grade', key: 'X' })).map((one) => one.day!);
    expect(graded).toContain(visit.day);
    expect(graded.every((day) => day >= visit.day)).toBe(true);
    expect((await values({ metric: 'visits', by: 'territory' })).groups).toHaveLength(2);
    expect(await daysUnlikeFacts(db, null, 10)).toEqual([]);
  });
});

describe('the command', () => {
  /** What it prints, from the server that holds the database or from the database itself. */
  async function printed(...args: string[]): Promise<{ status: number; lines: string[]; wrong: string }> {
    const { databaseUrl } = server.database.connection;
    vi.stubEnv('DATA_DIR', server.dataDir);
    if (databaseUrl !== undefined) vi.stubEnv('DATABASE_URL', databaseUrl);
    const said = { out: '', wrong: '' };
    const status = await reportsCommand({ organisationNamed }).run(args, {
      stdin: (async function* () {})(),
      stdout: (text) => void (said.out += text),
      stderr: (text) => void (said.wrong += text),
    });
    vi.unstubAllEnvs();
    return { status, lines: said.out.trimEnd().split('\n'), wrong: said.wrong };
  }

  it('prints a metric with its groups, and rows that add up to each', async () => {
    const asked = ['--metric', 'inPlace', '--from', from, '--to', to, '--unit', 'East'];
    const { lines, status } = await printed('value', ...asked, '--by', 'weekday');
    const { groups } = await values({ metric: 'inPlace', by: 'weekday', unitId: server.units.east });
    const said = groups.map(({ key, num, den, value, low, high }) => ({ key, num, den, value, low, high }));
    expect([status, lines]).toEqual([0, [JSON.stringify({ metric: 'inPlace', rule: 'inPlace/1', groups: said })]]);
    const rows = (await printed('rows', ...asked)).lines.map((line) => JSON.parse(line) as ReportRow);
    expect(sumOf(rows)).toEqual(sumOf(groups));
    expect((await printed('verify')).lines).toEqual(['all as the facts say']);
  });

  it('says what is wrong with what it is asked', async () => {
    const period = ['--from', to, '--to', from];
    expect(await printed('value', '--metric', 'visits', ...period)).toMatchObject({ status: 2 });
    expect((await printed('value', '--metric', 'sales', ...period)).wrong).toContain(
      '--metric is one of visits, inPlace',
    );
    expect(await printed('rows', '--metric', 'visits', '--from', from, '--to', to, '--unit', 'Nowhere')).toMatchObject({
      status: 1,
      wrong: "rounds reports: there is no unit named 'Nowhere'\n",
    });
  });
});

describe('whoever asks', () => {
  it('sees their unit and below; a rep sees themself, and compares with nobody', async () => {
    const east = await values({ metric: 'visits', by: 'person' }, 'supervisor.east');
    expect(east.groups.map(({ key, name }) => [key, name])).toEqual([[server.idOf('rep.east'), 'rep.east']]);
    const own = await values({ metric: 'visits', by: 'person' }, 'rep.west');
    expect(own.groups.map(({ key }) => key)).toEqual([server.idOf('rep.west')]);
    expect(own.peers).toBeNull();
    expect((await rows({ metric: 'visits' }, 'rep.west')).every((row) => row.repId === server.idOf('rep.west'))).toBe(
      true,
    );
  });

  it('hears why a number changed, and what came of a day for those it concerned', async () => {
    const query = new URLSearchParams({ metric: 'inPlace', from: '2026-03-27', to, by: 'grade' }).toString();
    const { split, before, after } = await ask<{
      split: Record<string, number>;
      before: { value: number };
      after: { value: number };
    }>(server, 'admin', 'get', `/reports/changes?${query}`);
    expect(split['difference']).toBeCloseTo(after.value - before.value, 12);
    expect(split['composition']! + split['within']!).toBeCloseTo(split['difference']!, 12);
    const effect = await ask<ReportEffect>(
      server,
      'admin',
      'get',
      `/reports/effect?metric=visits&on=2026-03-24&weeks=2&unitId=${server.units.east}`,
    );
    expect(effect.reps.map(({ name, isConcerned }) => [name, isConcerned]).sort()).toEqual([
      ['rep.east', true],
      ['rep.west', false],
    ]);
    const changes = effect.reps.map((one) => (one.isConcerned ? 1 : -1) * (one.after - one.before));
    expect(effect.shift!.shift).toBeCloseTo(changes[0]! + changes[1]!, 12);
    expect(metricOf('visits').form).toBe('count');
  });
});
