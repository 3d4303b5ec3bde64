import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { routeCommand } from '../../server/routes/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'route-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LINE =
  'NAME: line\nTYPE: TSP\nDIMENSION: 5\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 40 0\n3 10 0\n4 30 0\n5 20 0\nEOF\n';

async function route(text: string, ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const file = join(folder, 'a.tsp');
  writeFileSync(file, text);
  let [out, err] = ['', ''];
  const io = {
    stdin: (async function* () {})(),
    stdout: (t: string) => void (out += t),
    stderr: (t: string) => void (err += t),
  };
  const status = await routeCommand.run([file, ...args], io);
  return { status, out, err };
}

describe('rounds route FILE', () => {
  it('prints one JSON object with the order, its length and the proof', async () => {
    const { status, out } = await route(LINE, '--seed', '2');
    const answer = JSON.parse(out) as Record<string, unknown>;
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(answer).toMatchObject({
      name: 'line',
      n: 5,
      length: 80,
      lowerBound: 80,
      gapAtMost: 0,
      provedOptimal: true,
      cpuMs: expect.any(Number),
    });
    expect([...(answer['order'] as number[])].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('--open, --start and --end make a path with those ends', async () => {
    expect(JSON.parse((await route(LINE, '--open')).out)).toMatchObject({ length: 40 });
    expect(JSON.parse((await route(LINE, '--start', '2')).out)).toMatchObject({ length: 50, order: [2, 0, 4, 3, 1] });
    expect(JSON.parse((await route(LINE, '--start', '1', '--end', '0')).out)).toMatchObject({
      length: 40,
      order: [1, 3, 4, 2, 0],
    });
  });

  it.each([
    [1, 'a lying file', LINE.replace('5\nEDGE', '6\nEDGE'), [], /DIMENSION 6 needs 6 lines/],
    [1, 'a start that is no stop', LINE, ['--start', '5'], /start must be a stop from 0 to 4, got 5/],
    [2, 'seconds that are no number', LINE, ['--seconds', 'x'], /--seconds must be a number, got 'x'/],
    [2, 'no time at all', LINE, ['--seconds', '0'], /must be above 0/],
    [2, 'an unknown option', LINE, ['--fast'], /--fast/],
  ] as const)('ends with %i for %s', async (status, _, text, args, message) => {
    const answer = await route(text, ...args);
    expect(answer.status).toBe(status);
    expect(answer.err).toMatch(message);
    expect(answer.out).toBe('');
  });

  it('a file that is not there is named', async () => {
    let err = '';
    const io = { stdin: (async function* () {})(), stdout: () => {}, stderr: (t: string) => void (err += t) };
    expect(await routeCommand.run([join(folder, 'none.tsp')], io)).toBe(1);
    expect(err).toContain('none.tsp');
  });
});
