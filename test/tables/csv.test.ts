import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../server/tables/csv.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { readTable } from '../../server/tables/readTable.ts';
import type { Table } from '../../server/tables/table.ts';
import { fieldOf } from '../../server/retailers/columnWords.ts';

const wish = { fieldOf, sheet: null, headerLine: null };

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function tableOf(text: string | Uint8Array): Table {
  const read = readCsv(typeof text === 'string' ? bytes(text) : text, wish);
  if (!read.ok) throw new Error(read.why.code);
  return read.table;
}

describe('a CSV file', () => {
  it('is read in UTF-8, with and without a byte order mark', () => {
    for (const text of ['编码,店名\n1,甲\n', '\ufeff编码,店名\n1,甲\n']) {
      expect(tableOf(text)).toMatchObject({
        encoding: 'utf-8',
        columns: ['编码', '店名'],
        rows: [{ line: 2, cells: ['1', '甲'] }],
        problems: [],
      });
    }
  });

  it('is read in GB18030, as Excel writes it in China', () => {
    // 编码,店名 / 1,温州 in GBK
    const gbk = Uint8Array.from([
      0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xb5, 0xea, 0xc3, 0xfb, 0x0d, 0x0a, 0x31, 0x2c, 0xce, 0xc2, 0xd6, 0xdd, 0x0d, 0x0a,
    ]);
    expect(tableOf(gbk)).toMatchObject({
      encoding: 'gb18030',
      columns: ['编码', '店名'],
      rows: [{ line: 2, cells: ['1', '温州'] }],
      problems: [],
    });
  });

  it('loses only the row in which a character was cut in half', () => {
    const cut = Buffer.concat([bytes('code,name\n1,'), bytes('店').subarray(0, 2), bytes('\n2,乙\n')]);
    const table = tableOf(cut);
    expect(table.rows).toEqual([{ line: 3, cells: ['2', '乙'] }]);
    expect(table.problems).toMatchObject([{ line: 2, problem: 'UNREADABLE_ROW' }]);
  });

  it('is separated by comma, semicolon or tab, whatever stands inside quotes', () => {
    for (const d of [',', ';', '\t'])
      expect(tableOf(`code${d}"a,b;c,d;e"${d}x\n1${d}2${d}3`).columns).toEqual(['code', 'a,b;c,d;e', 'x']);
  });

  it('keeps empty cells between tabs', () => {
    expect(tableOf('a\tb\tc\n\t\t3\n1\t\t').rows.map((r) => r.cells)).toEqual([
      ['', '', '3'],
      ['1', '', ''],
    ]);
  });

  it('counts the lines of the file across quoted line breaks, blank lines, a title and a note of the separator', () => {
    const table = tableOf('sep=;\r\n零售户清单;\r\n\r\ncode;name\r\n1;"two\r\nlines"\r\n\r\n2;b\r\n');
    expect(table.columns).toEqual(['code', 'name']);
    expect(table.rows).toEqual([
      { line: 5, cells: ['1', 'two\nlines'] },
      { line: 8, cells: ['2', 'b'] },
    ]);
  });

  it('lists rows with too few or too many cells and keeps the others; empty cells at the end do not count', () => {
    const table = tableOf('a,b\n1\n1,2,3\n1,2,,\n5,6');
    expect(table.rows.map((r) => r.line)).toEqual([4, 5]);
    expect(table.problems.map((p) => [p.line, p.problem])).toEqual([
      [2, 'UNREADABLE_ROW'],
      [3, 'UNREADABLE_ROW'],
    ]);
  });

  it('loses one line to a quotation mark that is never closed, not the rest', () => {
    const table = tableOf('a,b\n1,2\n"3,4\n5,6\n"J, S",8\n"x\ny",9\n');
    expect(table.rows).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 4, cells: ['5', '6'] },
      { line: 5, cells: ['J, S', '8'] },
      { line: 6, cells: ['x\ny', '9'] },
    ]);
    expect(table.problems).toMatchObject([{ line: 3, problem: 'UNREADABLE_ROW' }]);
  });

  it('gives each column a name of its own', () => {
    expect(tableOf('备注,备注,,x\n1,2,3,4').columns).toEqual(['备注', '备注 (2)', '#3', 'x']);
  });

  it('may have no rows at all', () => {
    expect(tableOf('code,name\n')).toMatchObject({ columns: ['code', 'name'], rows: [], problems: [] });
  });

  it('reads what was written, with the right lines, for any cells', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((s) => s.replace(/\r\n?/g, '\n').replace(/\u0000/g, ''))
      .filter((s) => s.trim() === s && !/\p{Surrogate}/u.test(s));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, record_delimiter) => {
          const written = stringify([['c1', 'c2', 'c3'], ...rows], { delimiter, record_delimiter, quoted: true });
          let line = 2;
          const expected = rows
            .map((cells) => {
              const row = { line, cells };
              line += 1 + cells.join('').split('\n').length - 1;
              return row;
            })
            .filter((row) => row.cells.some((c) => c !== ''));
          const table = tableOf(written);
          expect(table.rows).toEqual(expected);
          expect(table.problems).toEqual([]);
        },
      ),
    );
  });
});

describe('a file that is no table', () => {
  it('is refused with what it seems to be', async () => {
    const say = async (start: string | Uint8Array): Promise<string> => {
      const read = readTable(typeof start === 'string' ? bytes(start) : start, wish);
      return read.ok ? 'read' : sentenceOf(read.why, 'en')!;
    };
    expect(await say('')).toContain('empty');
    expect(await say('\n \n')).toContain('empty');
    expect(await say('just one column\n1\n')).toContain('no header');
    expect(await say('%PDF-1.7')).toContain('PDF');
    expect(await say('{"type":"FeatureCollection"}')).toContain('JSON');
    expect(await say('<html><table><tr><td>编码</td></tr></table>')).toContain('web page');
    expect(await say(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toContain('.xls');
    expect(await say(Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]))).toContain('damaged');
  });

  it('never makes the reader fail, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'PK\x03\x04', 'a,b\n"', 'a,b\n1,'),
        async (noise, start) => {
          const read = readTable(Buffer.concat([Buffer.from(start, 'latin1'), noise]), wish);
          expect(read.ok || sentenceOf(read.why, 'zh')!.length > 0).toBe(true);
        },
      ),
    );
  });

  it('is read in bounded time when quotation marks are meant to confuse', () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => (i % 3 === 0 ? '"x,1' : i % 3 === 1 ? '""' : 'y",2'));
    const table = tableOf(`a,b\n${lines.join('\n')}`);
    expect(table.rows.length + table.problems.length).toBeGreaterThan(0);
  });
});
