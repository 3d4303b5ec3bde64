import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { territoriesCommand } from '../../server/territories/command.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'territories-'))));
afterAll(() => rm(folder, { recursive: true }));

async function run(csv: string, args: string[], adjacency?: string) {
  const file = join(folder, 'units.csv');
  await writeFile(file, csv);
  if (adjacency !== undefined) await writeFile(join(folder, 'adjacency.csv'), adjacency);
  let out = '';
  let err = '';
  const io = {
    stdin: (async function* () {})(),
    stdout: (text: string) => void (out += text),
    stderr: (text: string) => void (err += text),
  };
  const status = await territoriesCommand.run(
    [file, ...args, ...(adjacency === undefined ? [] : ['--adjacency', join(folder, 'adjacency.csv')])],
    io,
  );
  return { status, err, answer: status === 0 ? JSON.parse(out) : null };
}

/** 8 × 8 shops about 1 km apart near Wenzhou. */
const degrees = `code,lng,lat,orders,area,stays\n${Array.from({ length: 64 }, (_, i) => `s${i},${120.6 + 0.01 * (i % 8)},${28 + 0.009 * Math.floor(i / 8)},2,${i % 8 < 5 ? 'west' : 'east'},${i === 4 ? 'yes' : ''}`).join('\n')}\n`;

describe('the command', () => {
  test('answers with every promised field', async () => {
    const { answer } = await run(degrees, ['--parts', '4', '--measures', 'orders', '--seed', '3', '--seconds', '0.4']);
    expect(answer).toMatchObject({
      n: 64,
      parts: 4,
      extraComponents: 0,
      switched: 0,
      switchedLowerBound: 0,
      unmet: [],
      measures: [{ name: 'orders', maxDeviation: 0, meetsTolerance: true }],
    });
    expect(new Set(Object.values(answer.assignment))).toEqual(new Set([1, 2, 3, 4]));
    expect(Object.keys(answer.assignment)).toHaveLength(64);
    // The corners of a quarter are 3 steps apart each way: 0.03° of longitude at 28° is 2.94 km, 0.027° of latitude 3.00 km.
    expect(answer.diameterM).toBeGreaterThan(4100);
    expect(answer.cpuMs).toBeGreaterThanOrEqual(0);
  });

  test('starts from today’s named areas, keeps locks, and moves as few as counting allows here', async () => {
    const { answer } = await run(degrees, [
      '--parts',
      '2',
      '--measures',
      'orders',
      '--current',
      'area',
      '--locked',
      'stays',
      '--tolerance',
      '0.1',
    ]);
    expect(answer.partNames).toEqual(['east', 'west']);
    expect(answer.assignment.s4).toBe(2);
    // 40 west, 24 east, target 32 ± 10 %: at least 5 of 40 must go to leave 35.
    expect(answer.switchedLowerBound).toBe(5);
    expect(answer.switched).toBe(5);
    expect(
      answer.switchedWho.every(
        (s: { from: number; to: number; reason: string }) => s.from === 2 && s.to === 1 && s.reason === 'relieves',
      ),
    ).toBe(true);
  });

  test('reads metres, a byte order mark and pairs of codes', async () => {
    const { answer } = await run(
      '\ufeffcode,x,y,w\na,0,0,1\nb,10,0,1\nc,20,0,1\nd,30,0,1\n',
      ['--parts', '2', '--measures', 'w'],
      'a,b\nd,c\na,b\nb,d\nc,a\n',
    );
    expect(answer.extraComponents).toBe(0);
    expect(answer.measures[0].meetsTolerance).toBe(true);
  });

  test('what is impossible is answered with the reason: a giant, locks, streets that do not meet', async () => {
    const giant = await run(degrees.replace(',2,west,', ',900,west,'), ['--parts', '4', '--measures', 'orders']);
    expect(
      giant.answer.unmet.some(
        (u: { proven: boolean; why: { code: string; one: number } }) =>
          u.proven && u.why.code === 'ONE_TOO_LARGE' && u.why.one === 900,
      ),
    ).toBe(true);
    const locked = await run(degrees.replace(/(west),\n/g, '$1,yes\n'), [
      '--parts',
      '2',
      '--measures',
      'orders',
      '--current',
      'area',
      '--locked',
      'stays',
      '--tolerance',
      '0.1',
    ]);
    expect(
      locked.answer.unmet.some((u: { proven: boolean; reason: string }) => u.proven && u.reason.includes('locked')),
    ).toBe(true);
    const apart = await run(
      'code,x,y,w\na,0,0,1\nb,10,0,1\nc,20,0,1\nd,30,0,1\n',
      ['--parts', '2', '--measures', 'w'],
      'a,b\n',
    );
    expect(apart.answer.notes.join()).toContain('3 groups that do not touch');
    expect(
      apart.answer.unmet.some((u: { measure: string; proven: boolean }) => u.measure === 'contiguity' && u.proven),
    ).toBe(true);
  });

  test.each<[string, string, string[], RegExp]>([
    ['a measure that is 0 everywhere', 'code,x,y,w\na,0,0,0\nb,1,0,0\n', ['--measures', 'w'], /w is 0 for every unit/],
    [
      'no column of that name',
      'code,x,y\na,0,0\n',
      ['--measures', 'orders'],
      /no column 'orders'; the file has code, x, y/,
    ],
    ['no coordinates', 'code,w\na,1\n', ['--measures', 'w'], /no column 'x'/],
    [
      'a word for a number',
      'code,x,y,w\na,0,0,1\nb,1,1,many\n',
      ['--measures', 'w'],
      /line 3: w 'many' is not a number/,
    ],
    ['a missing cell', 'code,x,y,w\na,0,0,\n', ['--measures', 'w'], /line 2: w is missing/],
    ['a value below 0', 'code,x,y,w\na,0,0,-2\n', ['--measures', 'w'], /line 2: w is -2, below 0/],
    [
      'a code twice',
      'code,x,y,w\na,0,0,1\nb,1,0,1\na,2,0,1\n',
      ['--measures', 'w'],
      /line 4: code 'a' is also on line 2/,
    ],
    ['swapped coordinates', 'code,lng,lat,w\na,28,120.6,1\n', ['--measures', 'w'], /line 2: lat 120.6 .* swapped/],
    [
      'another continent',
      `${degrees}far,-0.1,51.5,1,west,\n`,
      ['--measures', 'orders'],
      /line 66: \d+ km from the middle/,
    ],
    [
      'more territories than units',
      'code,x,y,w\na,0,0,1\n',
      ['--measures', 'w', '--parts', '2'],
      /2 territories cannot be made of 1/,
    ],
    ['no territories', 'code,x,y,w\na,0,0,1\n', ['--measures', 'w', '--parts', '0'], /whole number from 1/],
    ['an empty file', '', ['--measures', 'w'], /empty/],
  ])('%s: status 1 and a sentence', async (_, csv, args, words) => {
    const { status, err } = await run(csv, ['--parts', '1', ...args]);
    expect(err).toMatch(words);
    expect(status).toBe(1);
  });

  test('a code in the pairs that no unit has is named with its line', async () => {
    const { status, err } = await run(
      'code,x,y,w\na,0,0,1\nb,1,0,1\n',
      ['--parts', '1', '--measures', 'w'],
      'a,b\na,z\n',
    );
    expect([status, err]).toEqual([1, expect.stringContaining("adjacency line 2: no unit has the code 'z'")]);
  });

  test.each([
    [['--parts', '2']],
    [['--parts', 'two', '--measures', 'w']],
    [['--parts', '2', '--measures', 'w', '--colour', 'red']],
  ])('wrong usage %j: status 2', async (args) => {
    expect((await run(degrees, args)).status).toBe(2);
  });
});
