import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../server/auth.ts';
import { importFile } from '../../server/retailers/import.ts';
import { retailerPages, retailersTableFor } from '../../server/retailers/export.ts';
import { fileOf } from '../../server/tableFile.ts';
import type { Saying, TableFormat } from '../../shared/tables/table.ts';
import { addUnit } from '../../server/people/store.ts';
import { startImportedUnits, db, root, north, importer, file, all, fingerprint } from './importedUnits.ts';

beforeAll(async () => {
  await startImportedUnits();
  await importFile(db, importer(north), file('code,name,lng,lat\nN1,甲,120.65,28.01\n', 'gcj02'));
});
afterAll(() => db?.close());

async function exported(
  who: Who,
  format: TableFormat,
  say: Saying = { lang: null, zone: undefined, frame: 'wgs84' },
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of fileOf(await retailersTableFor(db, who), format, say, retailerPages(db, who, {})))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('an export', () => {
  it.each([
    ['csv', null, 'wgs84'],
    ['csv', 'zh', 'gcj02'],
    ['csv', 'en', 'bd09'],
    ['xlsx', null, 'bd09'],
    ['xlsx', 'zh', 'wgs84'],
    ['xlsx', 'en', 'gcj02'],
  ] as const)('as %s with headings %s in %s, imported again, changes nothing', async (format, lang, frame) => {
    const { unitId } = (await addUnit(db, root, { name: `${format} ${lang}`, parentId: root.unitId }))!;
    const there: Who = { ...root, unitId, unitIds: [unitId] };
    const code = (n: number) => `${format}-${lang}-${n}`;
    await importFile(
      db,
      importer(there),
      file(
        `code,name,lng,lat\n${code(1)},=HYPERLINK("x"),120.3,28.3\n${code(2)},"a,""b""\nc",-120.5,-28.5\n${code(3)},@x,120.31,28.31\n`,
      ),
    );
    await importFile(db, importer(there), {
      ...file(
        `编码,名称,经度,纬度,许可证号,地址,档位,业态,规模,市场类型,路况,营业时间,重点服务时段,走访频次,单次走访时长,月订单数,月销量\n${code(4)},全,120.4,28.2,330302-1,"五马街1号, 2楼",A,便利店,大,城镇,差,08:00-21:30,"09:00-10:00,14:00-15:30",每周一次,7.5,4.2,1234.567\n`,
      ),
      frame: 'bd09',
    });
    await db.query(`update retailer set trust = 'confirmed' where code = $1`, [code(3)]);
    const before = await fingerprint();
    const bytes = await exported(there, format, { lang, frame, zone: there.timeZone });
    const run = await importFile(db, importer(there), { fileName: `x.${format}`, bytes, frame, mapping: null });
    expect([run.errors, run.createdCount, run.updatedCount, run.unchangedCount]).toEqual([[], 0, 0, 4]);
    expect(await fingerprint()).toEqual(before);
  });

  it('that was changed in one cell changes that cell, and keeps the coordinate as it was first said', async () => {
    const text = (await exported(north, 'csv', { lang: 'zh', frame: 'wgs84', zone: undefined })).toString();
    const run = await importFile(db, importer(north), file(text.replace(/^N1,甲/m, 'N1,甲甲')));
    expect([run.updatedCount, run.errors]).toEqual([1, []]);
    expect((await all(north)).find((r) => r.code === 'N1')).toMatchObject({
      name: '甲甲',
      frame: 'gcj02',
      original: { lng: 120.65, lat: 28.01 },
    });
  });

  it('as CSV begins with a byte order mark and runs no formula; numbers stay numbers', async () => {
    await importFile(
      db,
      importer(north),
      file(`code,name,lng,lat\nE1,=HYPERLINK("x"),120.3,28.3\nE2,b,-120.5,-28.5\n`),
    );
    const text = (await exported(north, 'csv')).toString('utf8');
    expect(text.startsWith('\ufeffcode,name,lng,lat')).toBe(true);
    expect(text).toContain(`E1,"'=HYPERLINK(""x"")",120.3,28.3`);
    expect(text).toContain(',-120.5,-28.5,');
  });

  it('as GeoJSON is in the frame asked for', async () => {
    const json = JSON.parse(
      (await exported(north, 'geojson', { lang: null, zone: undefined, frame: 'gcj02' })).toString(),
    ) as { features: { geometry: { coordinates: [number, number] }; properties: { code: string } }[] };
    const first = json.features.find((f) => f.properties.code === 'N1')!;
    expect(first.geometry.coordinates[0]).toBeCloseTo(120.65, 5);
    expect(first.geometry.coordinates[1]).toBeCloseTo(28.01, 5);
  });
});
