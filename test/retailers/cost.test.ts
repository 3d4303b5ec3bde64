import { expect, it } from 'vitest';
import { readAngle, readPair } from '../../server/tables/coordinates.ts';
import { readFile } from '../../server/retailers/readFile.ts';
import { readValue } from '../../server/retailers/values.ts';
import { readAmount } from '../../server/tables/numbers.ts';
import { ImportField } from '../../shared/imports.ts';
import { aboveLinear, cpuMs, hostileTexts } from '../helpers/cpu.ts';

const readers: Record<string, (cell: string) => unknown> = {
  readAngle,
  readPair,
  readAmount: (cell) => readAmount(cell.slice(0, 200)), // as long as readValue hands it over
  ...Object.fromEntries(ImportField.options.map((field) => [field, (cell: string) => readValue(field, cell)])),
};

it.each(Object.keys(readers))(
  'a cell is read in a time that grows with its length, whatever it holds: %s',
  async (name) => {
    for (const [kind, text] of Object.entries(hostileTexts))
      expect(
        await aboveLinear(20_000, (n) => {
          const cell = text(n);
          return cpuMs(() => readers[name]!(cell));
        }),
        kind,
      ).toBeNull();
  },
);

it.each(Object.keys(hostileTexts))(
  'a file is read in a time that grows with its length, whatever its cells hold: %s',
  async (kind) => {
    const cost = (n: number) => {
      const cell = `"${hostileTexts[kind]!(n).replaceAll('"', '""')}"`;
      const bytes = Buffer.from(`code,name,lng,lat,openingHours\n${Array.from({ length: 5 }, () => cell).join()}\n`);
      return cpuMs(() =>
        readFile({ bytes, frame: 'wgs84', mapping: null, unitNames: [], sheet: null, headerLine: null }),
      );
    };
    expect(await aboveLinear(20_000, cost)).toBeNull();
  },
);
