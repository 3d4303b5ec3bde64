import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { unguarded } from '../../shared/tables/formula.ts';
import { fileOf } from '../../server/tableFile.ts';
import { formOf } from '../../shared/tables/forms.ts';
import { coordinate, day, fileName, instant, rounded, type Table } from '../../shared/tables/table.ts';
import { workbook } from '../../web/ui/workbook.ts';
import { fromWgs84 } from '../../shared/frames.ts';
import { bytesOf, plain } from './bytesOf.ts';

interface Shop {
  name: string;
  n: number | null;
  day: string | null;
  at: { lng: number; lat: number } | null;
}

const shops: Table<Shop> = {
  name: 'shops',
  zh: '门店',
  en: 'Shops',
  place: (row) => row.at,
  columns: [
    { key: 'name', zh: '名称', en: 'Name', of: (row) => row.name },
    { key: 'n', zh: '数量（个）', en: 'Number', of: (row) => row.n },
    { key: 'day', zh: '日期', en: 'Day', of: (row) => day(row.day) },
    ...coordinate<Shop>((row) => row.at),
    ...coordinate<Shop>((row) => row.at, { key: 'start', zh: '开始', en: 'Start' }),
  ],
};
const some: Shop[] = [
  { name: '甲,"乙"\n<丙>&', n: 1.5, day: '2026-03-02', at: { lng: 120.65, lat: 28.01 } },
  { name: 'two  spaces', n: null, day: null, at: null },
];

/** What Excel's own text rules leave of a text: XML knows no other control characters. */
const xmlText = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

describe('a table as a file', () => {
  it('is read back as it was from CSV, whatever its texts and numbers are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.string({ unit: 'grapheme' }),
            n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
            day: fc.constant(null),
            at: fc.constant(null),
          }),
          { maxLength: 20 },
        ),
        async (rows) => {
          const read = parse(await bytesOf(shops, 'csv', rows), { bom: true }) as string[][];
          expect(read.slice(1).map(([name, n]) => [unguardedAsIs(name!), n === '' ? null : Number(n)])).toEqual(
            rows.map((row) => [row.name, row.n === null ? null : row.n + 0]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is read back as it was from XLSX, whatever its texts and numbers are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: fc.string().map((s) => `x${s}x`),
            n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })),
            day: fc.constant(null),
            at: fc.constant(null),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        async (rows) => {
          const [sheet] = await readXlsxFile(await bytesOf(shops, 'xlsx', rows));
          expect(sheet!.data.slice(1).map(([name, n]) => [name, n])).toEqual(
            rows.map((row) => [xmlText(row.name), row.n === null ? null : row.n + 0]),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says headings in the language asked for, with the frame of its coordinates, which are in that frame', async () => {
    const [head, row] = (await bytesOf(shops, 'csv', some, { lang: 'zh', zone: undefined, frame: 'gcj02' }))
      .toString()
      .split('\r\n');
    expect(head).toBe('\ufeff名称,数量（个）,日期,经度（GCJ-02）,纬度（GCJ-02）,开始经度（GCJ-02）,开始纬度（GCJ-02）');
    const there = fromWgs84({ lng: 120.65, lat: 28.01 }, 'gcj02');
    expect(row).toBe(
      `"甲,""乙""\n<丙>&",1.5,2026-03-02,${rounded(there.lng, 7)},${rounded(there.lat, 7)},${rounded(there.lng, 7)},${rounded(there.lat, 7)}`,
    );
    expect((await bytesOf(shops, 'csv', [], { lang: 'en', zone: undefined, frame: 'bd09' })).toString()).toContain(
      'Longitude (BD-09),Latitude (BD-09),Start longitude (BD-09)',
    );
    expect((await bytesOf(shops, 'csv', [])).toString()).toBe('\ufeffname,n,day,lng,lat,startLng,startLat\r\n');
  });

  it('as XLSX has real numbers and real days, and a sheet of its name', async () => {
    const [sheet] = await readXlsxFile(
      await bytesOf(shops, 'xlsx', some, { lang: 'zh', zone: undefined, frame: 'wgs84' }),
    );
    expect(sheet!.sheet).toBe('门店');
    expect(sheet!.data[1]!.slice(0, 4)).toEqual(['甲,"乙"\n<丙>&', 1.5, new Date('2026-03-02T00:00:00Z'), 120.65]);
    expect(sheet!.data[2]!.slice(0, 4)).toEqual(['two  spaces', null, null, null]);
  });

  it('as GeoJSON has the place as its geometry, and says its frame', async () => {
    const json = JSON.parse((await bytesOf(shops, 'geojson', some, { ...plain, frame: 'bd09' })).toString()) as {
      frame: string;
      features: { geometry: unknown; properties: object }[];
    };
    const there = fromWgs84({ lng: 120.65, lat: 28.01 }, 'bd09');
    expect(json.frame).toBe('BD-09');
    expect(json.features[0]!.geometry).toEqual({
      type: 'Point',
      coordinates: [rounded(there.lng, 7), rounded(there.lat, 7)],
    });
    expect(Object.keys(json.features[0]!.properties)).toEqual(['name', 'n', 'day', 'startLng', 'startLat']);
    expect(json.features[1]!.geometry).toBeNull();
    expect(JSON.parse((await bytesOf(shops, 'geojson', [])).toString())).toMatchObject({
      type: 'FeatureCollection',
      features: [],
    });
  });

  it('is the same in the browser', async () => {
    const form = formOf(shops, 'xlsx', plain);
    const sheet = form.begin + some.map((row, i) => form.row(row, i)).join('') + form.end(some.length);
    const [here] = await readXlsxFile(Buffer.from(workbook(shops, plain, sheet)));
    const [there] = await readXlsxFile(await bytesOf(shops, 'xlsx', some));
    expect(here).toEqual(there);
  });

  it('is the same file for the same rows', async () => {
    expect(await bytesOf(shops, 'xlsx', some)).toEqual(await bytesOf(shops, 'xlsx', some));
  });

  it('stops with the error of its rows instead of ending as if it were whole', async () => {
    async function* broken(): AsyncGenerator<Shop[]> {
      yield some;
      throw new Error('the database is gone');
    }
    for (const format of ['csv', 'xlsx', 'geojson'] as const) {
      await expect(collect(fileOf(shops, format, plain, broken()))).rejects.toThrow('the database is gone');
    }
  });

  it('reads no further when it is not taken to its end', async () => {
    for (const format of ['csv', 'xlsx', 'geojson'] as const) {
      let isBegun = false;
      let isEnded = false;
      const endless = async function* (): AsyncGenerator<Shop[]> {
        isBegun = true;
        try {
          for (;;) yield Array.from({ length: 500 }, (_, i) => ({ ...some[0]!, n: Math.sin(i) }));
        } finally {
          isEnded = true;
        }
      };
      for await (const piece of fileOf(shops, format, plain, endless())) if (isBegun && piece.length > 0) break;
      await expect.poll(() => isEnded).toBe(true);
    }
  });

  it('is named after what it holds, in no character that a file system refuses', () => {
    expect(fileName(shops, 'xlsx', { lang: 'zh', frame: 'gcj02' }, ['鹿城/一组: "A"', undefined, '2026-03-02'])).toBe(
      '门店-鹿城_一组_A_-2026-03-02-gcj02.xlsx',
    );
    expect(fileName({ ...shops, columns: shops.columns.slice(0, 1) }, 'csv', { lang: 'en', frame: 'gcj02' }, [])).toBe(
      'shops.csv',
    );
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-02T08:00:05.900Z', 'Asia/Shanghai', '2026-03-02 16:00:05+08:00'],
    ['2026-03-02T20:00:00.000Z', 'Asia/Kathmandu', '2026-03-03 01:45:00+05:45'],
    ['2026-07-01T00:30:00.000Z', 'America/St_Johns', '2026-06-30 22:00:00-02:30'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00+02:00'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00+01:00'],
    ['2026-03-02T16:00:00.000Z', 'Asia/Shanghai', '2026-03-03 00:00:00+08:00'],
  ])('%s in %s is %s', (at, zone, said) => {
    expect(instant(at, { zone })).toBe(said);
    expect(Date.parse(said.replace(' ', 'T'))).toBe(Math.floor(Date.parse(at) / 1000) * 1000);
  });

  it('of nothing is nothing', () => {
    expect(instant(null, { zone: 'Asia/Shanghai' })).toBeNull();
  });
});

/** The guard alone taken off: a file's reader trims, this test must not. */
function unguardedAsIs(text: string): string {
  return text.startsWith("'") && unguarded(text.trimEnd()) !== text.trim() ? text.slice(1) : text;
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) void piece;
}
