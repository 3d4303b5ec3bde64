import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { csvOf, xlsxOf } from '../../server/retailers/export.ts';
import { guarded, unguarded } from '../../server/retailers/formula.ts';

const beginnings = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

describe('a text that a spreadsheet would run', () => {
  it.each(beginnings.map((b) => [JSON.stringify(b), b]))('is made text, beginning with %s, in every export and every text column', async (_, beginning) => {
    const evil = `${beginning}cmd|' /C calc'!A0`;
    const csv = csvOf([[evil, evil, 120.6, 28]]);
    expect(csv.split('\r\n')[1]).toMatch(/^"?'/);
    expect(csv.match(/(^|,)"?[=+\-@\t\r\n\0＝＋－＠]cmd/gm)).toBeNull();
    if (beginning === '\0') return; // no XML can hold it
    const [sheet] = await readXlsxFile(await xlsxOf([[evil, evil, 120.6, -28]]));
    const row = sheet!.data[1];
    expect(String(row![0])).toMatch(/^'/);
    expect(row!.slice(2, 4)).toEqual([120.6, -28]); // numbers stay numbers
  });

  it('comes back as it was when the file is imported again', () => {
    fc.assert(fc.property(fc.oneof(fc.constantFrom(...beginnings, "'", "'="), fc.constant('')), fc.string(), (beginning, rest) => {
      const text = `${beginning}${rest}`.trim();
      if (!/^'[=+\-@\t\r\n\0＝＋－＠]/.test(text)) expect(unguarded(guarded(text))).toBe(text);
    }));
  });

  it('is left alone where it only holds such a sign', () => {
    for (const text of ['a=b', 'No. 5 - 7', 'x@y', '温州+鹿城', "O'Brien", "'quoted'", '']) expect(guarded(text)).toBe(text);
  });
});
