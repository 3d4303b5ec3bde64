import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarCommand } from '../../server/calendar/command.ts';
import { leastVisits, lowerBound } from '../../server/calendar/solve/bound.ts';
import { solvePeriodic } from '../../server/calendar/solve/periodic.ts';
import { search } from '../../server/calendar/solve/search.ts';
import { PeriodicReply } from '../../shared/calendar.ts';
import type { Language } from '../../shared/problems/say.ts';
import { afterIterations } from '../../shared/stop.ts';
import { periodicText, randomPeriodic, shortestByTrying } from './randomPeriodic.ts';

const seed = fc.integer({ min: 1, max: 1e6 });

describe('a periodic instance', () => {
  it('is solved to the shortest calendar there is, and the bound stays below it', () => {
    fc.assert(
      fc.property(seed, (s) => {
        const problem = randomPeriodic(6, 3, 1, s, 12);
        const shortest = shortestByTrying(problem);
        fc.pre(shortest < Infinity);
        const answer = search(problem, { seed: 1, stop: afterIterations(6_000) });
        expect(answer.isFeasible).toBe(true);
        expect(answer.length).toBeCloseTo(shortest, 6);
        const bound = lowerBound(
          { problem, visits: leastVisits(problem), routes: 3, areAllUsed: false, best: answer.length },
          afterIterations(200),
        );
        expect(bound).toBeLessThanOrEqual(shortest + 1e-6);
        expect(bound).toBeGreaterThan(0.5 * shortest);
      }),
      { numRuns: 15 },
    );
  });

  it('has every customer on one of its allowed combinations of days, loads kept, lengths as recomputed', () => {
    fc.assert(
      fc.property(seed, (s) => {
        const problem = randomPeriodic(24, 4, 3, s, 16);
        const { routes, length, missed } = solvePeriodic(problem, { seed: s, share: () => afterIterations(1_500) });
        const daysOf = Array.from({ length: problem.n + 1 }, () => [] as number[]);
        let way = 0;
        routes.forEach((vehicles, day) =>
          vehicles.forEach((order) => {
            expect(order.reduce((sum, i) => sum + problem.load[i]!, 0)).toBeLessThanOrEqual(16);
            [...order, 0].forEach((i, k) => (way += problem.travel[(k === 0 ? 0 : order[k - 1]!) * 25 + i]!));
            for (const i of order) daysOf[i]!.push(day);
          }),
        );
        for (let i = 1; i <= problem.n; i++) {
          const allowed = problem.choices[i]!.map(({ slots }) => slots.map((slot) => slot.days[0]!).join());
          expect(missed.includes(i) ? ['', ...allowed] : allowed).toContain(daysOf[i]!.join());
        }
        expect(length).toBeCloseTo(way, 6);
      }),
      { numRuns: 15 },
    );
  });

  it('leaves out who has no room, and names them', () => {
    const text = periodicText(8, 2, 1, 3, 4);
    const problem = randomPeriodic(8, 2, 1, 3, 4);
    const { missed, routes } = solvePeriodic(problem, { seed: 1, share: () => afterIterations(500) });
    expect(text).toContain('0 4');
    expect(missed.length).toBeGreaterThan(0);
    for (const [order] of routes) expect(order!.reduce((sum, i) => sum + problem.load[i]!, 0)).toBeLessThanOrEqual(4);
  });

  it('gives the same calendar for the same seed and iterations', () => {
    const run = () => search(randomPeriodic(30, 4, 2, 7, 30), { seed: 5, stop: afterIterations(2_048) });
    expect(JSON.stringify(run())).toBe(JSON.stringify(run()));
    expect(run().length).toMatchInlineSnapshot(`823.7647245345028`);
  });
});

describe('rounds calendar FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'calendar-'));
  async function run(text: string, language: Language = 'en') {
    const file = join(folder, 'instance.pvrp');
    writeFileSync(file, text);
    let [out, err] = ['', ''];
    const status = await calendarCommand.run([file, '--seconds', '0.2', '--seed', '2'], {
      stdin: (async function* () {})(),
      stdout: (chunk) => (out += chunk),
      stderr: (chunk) => (err += chunk),
      language,
    });
    return { status, out, err };
  }

  it("reads Cordeau's text and prints one object", async () => {
    const { status, out } = await run(periodicText(12, 4, 2, 1, 15));
    const reply = PeriodicReply.parse(JSON.parse(out));
    expect(status).toBe(0);
    expect(reply).toMatchObject({ n: 12, days: 4, missed: [] });
    expect(reply.lowerBound).toBeLessThanOrEqual(reply.length);
    expect(reply.routes.map((vehicles) => vehicles.length)).toEqual([2, 2, 2, 2]);
  });

  it.each([
    ['', 'The file is empty'],
    ['2 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 1 1 1 1\n', 'only type 1'],
    ['1 1 2 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 1 1 1 1\n', 'ends too early'],
    ['1 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 1 1 1 1\n7\n', 'too long'],
    ['1 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 x 0 1 1 1 1\n', "Line 4: 'x' is not a number"],
    ['1 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 1 1 1 2\n', 'Line 4: code must be a whole number from 1 to 1'],
    ['1 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 -1 1 1 1\n', 'Line 4: -1 is negative'],
    ['1 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 1 1 2 1\n', 'Line 4 ends too early'],
  ])('says what is wrong with %j', async (text, sentence) => {
    const { status, err } = await run(text);
    expect(status).toBe(1);
    expect(err).toContain(sentence);
  });

  it('says it in Chinese', async () => {
    expect((await run('', 'zh')).err).toContain('文件为空');
  });
});
