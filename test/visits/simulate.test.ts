import { expect, test } from 'vitest';
import { geodesicM } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { judgeLine } from '../../server/visits/judgeCommand.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { fraudStories } from '../../server/visits/simulate/frauds.ts';
import { honestStories } from '../../server/visits/simulate/honest.ts';
import { simulateVisits } from '../../server/visits/simulate/visits.ts';
import { phonesAloneWorld, phonesWorld, registeredWorld, usualWorld } from '../../server/visits/simulate/world.ts';
import { simulateCommand } from '../../server/visits/simulateCommand.ts';
import { JudgeInput, JudgeOutput } from '../../shared/verdicts.ts';

async function run(...args: string[]) {
  let out = '';
  let err = '';
  async function* nothing(): AsyncGenerator<string> {}
  const status = await simulateCommand.run(args, {
    stdin: nothing(),
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
  });
  return { status, out, err };
}

test('a seed gives the same bytes again, another seed gives others', async () => {
  const { out, status } = await run('visits', '--seed', '3', '--count', '250');
  expect(status).toBe(0);
  expect(out.split('\n')).toHaveLength(251);
  expect((await run('visits', '--seed', '3', '--count', '250')).out).toBe(out);
  expect((await run('visits', '--seed', '4', '--count', '250')).out).not.toBe(out);
});

test('every line is a labelled visit that the judge reads', async () => {
  for (const line of (await run('visits', '--seed', '8', '--count', '300')).out.trim().split('\n')) {
    const said = JSON.parse(line);
    expect(said.label).toEqual({ honest: expect.any(Boolean), kind: expect.any(String), mocks: expect.any(Boolean) });
    JudgeInput.parse(said);
    JudgeOutput.parse(judgeLine(line));
  }
});

test('every story of honest visits and of at least twelve frauds is told', () => {
  const kinds = new Set([...simulateVisits(1, 1200, usualWorld)].map(({ label }) => label.kind));
  expect([...kinds].sort()).toEqual([...Object.keys(honestStories), ...Object.keys(fraudStories)].sort());
  expect(Object.keys(fraudStories).length).toBeGreaterThanOrEqual(12);
});

test('what cannot be simulated is wrong usage', async () => {
  expect((await run()).status).toBe(2);
  expect((await run('constructor')).status).toBe(2);
  expect((await run('visits', '--count', '-1')).status).toBe(2);
  expect((await run('visits', '--seed', 'x')).err).toContain('--seed');
  expect((await run('visits', '--world', 'toString')).err).toContain('--world');
  expect((await run('visits', '--sed', '1')).status).toBe(2);
});

test('on a seed of its own the judge keeps its promises', () => {
  const counts = { honest: 0, honestValid: 0, honestInvalid: 0, honestUnverifiable: 0, fraud: 0, fraudValid: 0 };
  for (const visit of simulateVisits(90_210, 2500, usualWorld)) {
    const answer = judge(measureVisit(visit, geodesicM));
    if (visit.label.honest) {
      counts.honest++;
      if (answer.verdict === 'valid') counts.honestValid++;
      if (answer.verdict === 'invalid') counts.honestInvalid++;
      if (answer.verdict === 'unverifiable') counts.honestUnverifiable++;
    } else if (!fraudStories[visit.label.kind]!.isAlike) {
      counts.fraud++;
      if (answer.verdict === 'valid') counts.fraudValid++;
    }
  }
  expect(counts.honestValid / counts.honest).toBeGreaterThan(0.75);
  expect(counts.honestInvalid / counts.honest).toBeLessThan(0.003);
  expect(counts.honestUnverifiable / counts.honest).toBeLessThan(0.12);
  expect(counts.fraudValid / counts.fraud).toBeLessThan(0.003);
});

test.each([
  ['with tracks', phonesWorld, 0.8, 0.08],
  ['without', phonesAloneWorld, 0.7, 0.12],
])(
  'it keeps them on phones as they are, which round their accuracies and hold positions, %s',
  (_, world, valid, vague) => {
    const of: Record<string, number> = {};
    for (const visit of simulateVisits(90_211, 2000, world)) {
      const who = visit.label.honest ? 'honest' : fraudStories[visit.label.kind]!.isAlike ? 'alike' : 'fraud';
      const { verdict } = judge(measureVisit(visit, geodesicM));
      for (const key of [who, `${who} ${verdict}`]) of[key] = (of[key] ?? 0) + 1;
    }
    expect(of['honest valid']! / of.honest!).toBeGreaterThan(valid);
    expect((of['honest invalid'] ?? 0) / of.honest!).toBeLessThan(0.003);
    expect((of['honest unverifiable'] ?? 0) / of.honest!).toBeLessThan(vague);
    expect((of['fraud valid'] ?? 0) / of.fraud!).toBeLessThan(0.003);
  },
);

test('where every coordinate was only imported, no honest visit is invalid', () => {
  for (const visit of simulateVisits(77, 600, registeredWorld)) {
    if (visit.label.honest) expect(judge(measureVisit(visit, geodesicM)).verdict).not.toBe('invalid');
  }
});
