import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { territoriesCommand } from '../../server/territories/command.ts';
import { adjacencyIn, unitsIn } from '../../server/territories/files.ts';
import { UnreadableUnits } from '../../server/territories/readUnits.ts';
import { row, workbookOf } from './importing.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const wanted = { numbers: ['订单'], texts: [] };
const units = (bytes: Uint8Array, numbers = ['订单']) => unitsIn(bytes, { ...wanted, numbers });
const amounts = (bytes: Uint8Array): number[] => [...units(bytes).numbers.get('订单')!];
const table = (cells: readonly string[]): string =>
  `code,lng,lat,订单\n${cells.map((cell, i) => `Q${i},120.6${i},28.0${i},"${cell}"`).join('\n')}\n`;

/** 鹿城0 and 订单 as Excel in China saves them, and 龍 and 訂單 as one in Hong Kong does. */
const GB = { 鹿城: [0xc2, 0xb9, 0xb3, 0xc7], 订单: [0xb6, 0xa9, 0xb5, 0xa5] };
const BIG5 = { 龍: [0xc0, 0x73], 訂單: [0xad, 0x71, 0xb3, 0xe6] };
const written = (...pieces: (string | number[])[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'string' ? [...utf8(piece)] : piece)));
const utf16 = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

describe('a file of units is read as a file of retailers is', () => {
  it.each([
    ['GB18030', written('code,lng,lat,', GB.订单, '\n', GB.鹿城, '0,120.6,28,5\n'), '订单', '鹿城0'],
    ['Big5', written('code,lng,lat,', BIG5.訂單, '\n', BIG5.龍, '0,114.1,22.3,5\n'), '訂單', '龍0'],
    ['UTF-16', utf16('code,lng,lat,订单\n鹿城0,120.6,28,5\n'), '订单', '鹿城0'],
    ['semicolons', utf8('code;lng;lat;订单\n鹿城0;120,6;28,01;5\n'), '订单', '鹿城0'],
    ['tabs', utf8('code\tlng\tlat\t订单\n鹿城0\t120.6\t28\t5\n'), '订单', '鹿城0'],
    ['a title above', utf8('九月报表,,,\ncode,lng,lat,订单\n鹿城0,120.6,28,5\n'), '订单', '鹿城0'],
    [
      'a workbook',
      workbookOf([{ name: 'S', rows: row('code', 'lng', 'lat', '订单') + row('鹿城0', 120.6, 28, 5) }]),
      '订单',
      '鹿城0',
    ],
  ])('%s', (_, bytes, measure, code) => {
    const read = units(bytes, [measure]);
    expect(read.codes).toEqual([code]);
    expect([...read.numbers.get(measure)!]).toEqual([5]);
  });

  it.each([
    [
      ['1.2万', '3千'],
      [12_000, 3_000],
    ],
    [
      ['1,234', '2,000'],
      [1_234, 2_000],
    ],
    [
      ['1.355,90', '2,5'],
      [1_355.9, 2.5],
    ],
    [
      ['１２０', '۵'],
      [120, 5],
    ],
    [
      ['12条', '3条'],
      [12, 3],
    ],
  ])('amounts %j are %j', (cells, values) => expect(amounts(utf8(table(cells)))).toEqual(values));

  it('degrees, minutes and seconds are a place', () => {
    const { plane, codes } = units(utf8('code,lng,lat,订单\nA,"120°39\'04""","28°00\'36""",1\n'));
    expect(codes).toEqual(['A']);
    expect(plane).not.toBeNull();
  });

  it.each([
    [['1.200', '1.355,90', '2,000.5'], /line 2: 订单 '1.200' may be thousands or a fraction/],
    [['12条', '13条', '2箱'], /line 4: 订单 '2箱' is in '箱' where the column is in '条'/],
  ])('what may be two numbers is refused: %j', (cells, fault) =>
    expect(() => units(utf8(table(cells)))).toThrow(fault),
  );

  it.each([
    ['3.30302E+11', /line 2: code '3.30302E\+11' was shortened by a spreadsheet/],
    ['Q\u200b1', /line 3: code 'Q1' is also on line 2/],
    ['Ｑ１', /line 3: code 'Q1' is also on line 2/],
  ])('a code %s is refused with the reason', (code, fault) =>
    expect(() => units(utf8(`code,lng,lat,订单\n${code},120.6,28,1\nQ1,120.61,28.01,1\n`))).toThrow(fault),
  );

  it.each([
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])],
    ['a page', utf8('<!doctype html><table><tr><td>code</td></tr></table>')],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10])],
    ['a row of too many cells', utf8('code,lng,lat,订单\nA,120.6,28,1\nB,120.6,28,1,2,3\n')],
  ])('%s is refused in words', (_, bytes) => expect(() => units(bytes)).toThrow(UnreadableUnits));

  it('pairs name the same retailers, whatever they are written in', () => {
    const graph = (bytes: Uint8Array) => adjacencyIn(bytes, ['鹿城0', '鹿城1']);
    const plain = graph(utf8('鹿城0,鹿城1\n'));
    expect(graph(written(GB.鹿城, '0;', GB.鹿城, '1\n'))).toEqual(plain);
    expect(graph(utf8('from,to\n鹿城０,鹿城1\u200b\n'))).toEqual(plain);
  });
});

describe('the command names a retailer by its code', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'units-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['en', 'zh'] as const)('in a reason, in %s', async (language) => {
    const file = join(folder, 'units.csv');
    const shops = Array.from({ length: 20 }, (_, i) => `H${i},${120.6 + i / 100},28,${i === 7 ? 900 : 1}`);
    await writeFile(file, `code,lng,lat,orders\n${shops.join('\n')}\n`);
    let out = '';
    const io = {
      stdin: (async function* () {})(),
      stdout: (text: string) => void (out += text),
      stderr: () => {},
      language,
    };
    expect(await territoriesCommand.run([file, '--parts', '4', '--measures', 'orders'], io)).toBe(0);
    const { unmet } = JSON.parse(out) as { unmet: { reason: string; unit?: string }[] };
    expect(unmet.filter(({ unit }) => unit !== undefined)).toMatchObject([
      { unit: 'H7', reason: expect.stringMatching(/^H7: .*900/) },
    ]);
  });
});
