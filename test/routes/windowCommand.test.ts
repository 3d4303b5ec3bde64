import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeCommand } from '../../server/routes/command.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rounds-tw-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(text: string, ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const file = join(folder, 'three.tw');
  await writeFile(file, text);
  let [out, err] = ['', ''];
  const io = {
    stdin: (async function* () {})(),
    stdout: (t: string) => void (out += t),
    stderr: (t: string) => void (err += t),
  };
  return { status: await routeCommand.run([file, ...args], io), out, err };
}

const costs = '3\n0 10 20\n10 0 5\n20 5 0\n';

describe('the route command on a .tw file', () => {
  it('prints order, lateness and arrivals', async () => {
    const { status, out } = await run(`${costs}0 100\n30 40\n0 25\n# Sum of service times: 0`);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      name: 'three',
      n: 3,
      length: 35,
      lowerBound: 35,
      provedOptimal: true,
      order: [0, 2, 1],
      lateness: 0,
      arrivals: [0, 20, 25],
      starts: [0, 20, 30],
      finish: 40,
    });
  });

  it('says how late a tour is that cannot be in time', async () => {
    const { status, out } = await run(`${costs}0 100\n0 5\n0 25\n`);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ order: [0, 1, 2], lateness: 5 });
  });

  it('refuses a truncated file and open tours, naming why', async () => {
    expect(await run(`${costs}0 100\n0`)).toMatchObject({
      status: 1,
      err: expect.stringContaining('it ends in the window of node 1') as string,
    });
    expect(await run(`${costs}0 9\n0 9\n0 9`, '--open')).toMatchObject({
      status: 2,
      err: expect.stringContaining('leave out --open') as string,
    });
  });
});
