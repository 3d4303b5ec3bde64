import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { territoriesCommand } from '../../server/territories/command.ts';
import { feature, collection } from './geoJson.ts';

describe('the command with --barriers', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'barriers-'))));
  afterAll(() => rm(folder, { recursive: true }));
  async function run(csv: string, geojson: string, args: string[] = []) {
    await writeFile(join(folder, 'u.csv'), csv);
    await writeFile(join(folder, 'b.geojson'), geojson);
    let [out, err] = ['', ''];
    const io = {
      stdin: (async function* () {})(),
      stdout: (text: string) => void (out += text),
      stderr: (text: string) => void (err += text),
    };
    const status = await territoriesCommand.run(
      [join(folder, 'u.csv'), '--measures', 'w', '--barriers', join(folder, 'b.geojson'), ...args],
      io,
    );
    return {
      status,
      err,
      answer:
        status === 0
          ? (JSON.parse(out) as { assignment: Record<string, number>; extraComponents: number; notes: string[] })
          : null,
    };
  }
  /** 4 columns and 8 rows about 1 km apart; a river between the third and the fourth column. */
  const degrees = `code,lng,lat,w\n${Array.from({ length: 32 }, (_, i) => `s${i},${120.6 + 0.01 * (i % 4)},${28 + 0.009 * Math.floor(i / 4)},1`).join('\n')}\n`;
  const river = collection(
    feature('LineString', [
      [120.625, 27.9],
      [120.625, 28.2],
    ]),
  );

  test('joins nothing across', async () => {
    const { answer } = await run(degrees, river, ['--parts', '4']);
    const east = new Set(
      Object.entries(answer!.assignment)
        .filter(([code]) => Number(code.slice(1)) % 4 === 3)
        .map(([, part]) => part),
    );
    const west = new Set(
      Object.entries(answer!.assignment)
        .filter(([code]) => Number(code.slice(1)) % 4 !== 3)
        .map(([, part]) => part),
    );
    expect([...east].filter((part) => west.has(part))).toEqual([]);
    expect(answer!.extraComponents).toBe(0);
    expect(answer!.notes).toEqual(['the units fall into 2 groups that do not touch each other']);
  });

  test('names a unit that the barriers leave alone', async () => {
    const { answer } = await run(
      degrees,
      collection(
        feature('Polygon', [
          [
            [120.595, 27.995],
            [120.605, 27.995],
            [120.605, 28.005],
            [120.595, 28.005],
            [120.595, 27.995],
          ],
        ]),
      ),
      ['--parts', '2'],
    );
    expect(answer!.notes.join()).toMatch(/leave 1 units without any neighbour: s0$/);
  });

  test('takes metres of the plane where the units are in metres', async () => {
    const { answer } = await run(
      'code,x,y,w\na,0,0,1\nb,10,0,1\nc,0,10,1\nd,10,10,1\n',
      collection(
        feature('LineString', [
          [5, -100],
          [5, 100],
        ]),
      ),
      ['--parts', '2'],
    );
    expect(answer!.assignment.a).toBe(answer!.assignment.c);
    expect(answer!.assignment.a).not.toBe(answer!.assignment.b);
  });

  test.each<[string, string, string[], number, RegExp]>([
    [
      'another continent',
      collection(
        feature('LineString', [
          [-0.1, 51.5],
          [-0.2, 51.5],
        ]),
      ),
      ['--parts', '2'],
      1,
      /no line comes within 500 km/,
    ],
    [
      'swapped coordinates',
      collection(
        feature('LineString', [
          [28, 120],
          [28.1, 120],
        ]),
      ),
      ['--parts', '2'],
      1,
      /barriers: 'without a name': longitude and latitude look swapped/,
    ],
    [
      'one point',
      collection(feature('LineString', [[120, 28]], { name: 'Ou' })),
      ['--parts', '2'],
      1,
      /'Ou': a line needs two different points/,
    ],
    ['pairs as well', river, ['--parts', '2', '--adjacency', 'x.csv'], 2, /--barriers cuts neighbours/],
    ['no JSON', 'code,x', ['--parts', '2'], 1, /barriers: not JSON/],
  ])('refuses %s with a sentence', async (_, geojson, args, status, sentence) => {
    const heard = await run(degrees, geojson, args);
    expect(heard.err).toMatch(sentence);
    expect(heard.status).toBe(status);
  });
});
