import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { guarded, unguarded } from '../../shared/tables/formula.ts';
import type { Table } from '../../shared/tables/table.ts';
import { bytesOf } from '../tables/bytesOf.ts';

const table: Table<string> = {
  name: 'texts',
  zh: '文字',
  en: 'Texts',
  columns: [
    { key: 'a', zh: '甲', en: 'A', of: (text) => text },
    { key: 'b', zh: '乙', en: 'B', of: (text) => text },
    { key: 'lng', zh: '经度', en: 'Lng', of: () => 120.6 },
    { key: 'lat', zh: '纬度', en: 'Lat', of: () => -28 },
  ],
};

const beginnings = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

describe('a text that a spreadsheet would run', () => {
  it.each(beginnings.map((b) => [JSON.stringify(b), b]))(
    'is made text, beginning with %s, in every export and every text column',
    async (_, beginning) => {
      const evil = `${beginning}cmd|' /C calc'!A0`;
      const csv = (await bytesOf(table, 'csv', [evil])).toString();
      expect(csv.split('\r\n')[1]).toMatch(/^"?'/);
      expect(csv.match(/(^|,)"?[=+\-@\t\r\n\0＝＋－＠]cmd/gm)).toBeNull();
      const [sheet] = await readXlsxFile(await bytesOf(table, 'xlsx', [evil]));
      const row = sheet!.data[1];
      expect(String(row![0])).toMatch(/^'/);
      expect(row!.slice(2, 4)).toEqual([120.6, -28]); // numbers stay numbers
    },
  );

  it('comes back as it was when the file is imported again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...beginnings, "'", "'="), fc.constant('')),
        fc.string(),
        (beginning, rest) => {
          const text = `${beginning}${rest}`.trim();
          if (!/^'[=+\-@\t\r\n\0＝＋－＠]/.test(text)) expect(unguarded(guarded(text))).toBe(text);
        },
      ),
    );
  });

  it('is left alone where it only holds such a sign', () => {
    for (const text of ['a=b', 'No. 5 - 7', 'x@y', '温州+鹿城', "O'Brien", "'quoted'", ''])
      expect(guarded(text)).toBe(text);
  });
});
