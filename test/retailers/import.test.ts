import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveEvent } from '../../shared/live.ts';
import { ImportPreview, ImportRun } from '../../shared/imports.ts';
import { Retailer, RetailerPoints } from '../../shared/retailers.ts';
import type { Who } from '../../server/auth.ts';
import { importFile, startImport } from '../../server/retailers/import.ts';
import { previewFile, type Importer } from '../../server/retailers/readImport.ts';
import { installationScope, runIn } from '../../server/retailers/importStore.ts';
import { retailerPages, retailersTableFor } from '../../server/retailers/export.ts';
import { fileOf } from '../../server/tableFile.ts';
import type { Saying, TableFormat } from '../../shared/tables/table.ts';
import { retailerIn, retailerPoints, retailersIn } from '../../server/retailers/store.ts';
import { addOrganisation, addUnit } from '../../server/people/store.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
let root: Who;
let north: Who;
let south: Who;

beforeAll(async () => {
  db = await freshDatabase();
  const made = await db.transaction((tx) =>
    addOrganisation(tx, {
      orgName: 'Wenzhou',
      timeZone: 'Asia/Shanghai',
      synthetic: false,
      name: 'A',
      login: 'a',
      passwordHash: 'x',
    }),
  );
  const scope = (await installationScope(db))!;
  root = {
    ...scope,
    personId: made!.personId,
    role: 'admin',
    name: 'A',
    timeZone: 'Asia/Shanghai',
    deviceId: null,
    sessionHash: null,
  };
  const unit = async (name: string): Promise<Who> => {
    const { unitId } = (await addUnit(db, root, { name, parentId: root.unitId }))!;
    return { ...root, role: 'planner', unitId, unitIds: [unitId] };
  };
  north = await unit('North');
  south = await unit('South');
  root = { ...root, unitIds: (await installationScope(db))!.unitIds };
});
afterAll(() => db?.close());

const importer = (who: Who): Importer => ({
  orgId: who.orgId,
  personId: who.personId,
  unitId: who.unitId,
  unitIds: who.unitIds,
});
const file = (csv: string, frame: 'wgs84' | 'gcj02' = 'wgs84') => ({
  fileName: 'shops.csv',
  bytes: Buffer.from(csv),
  frame,
  mapping: null,
});
const counts = (run: ImportRun) => [run.createdCount, run.updatedCount, run.unchangedCount, run.errorCount];
const all = (who: Who) => retailersIn(db, who, { after: null, limit: 10_000 });
const events = async (): Promise<unknown[]> =>
  (await db.query<{ payload: unknown }>('select payload from event order by event_id')).rows.map((r) => r.payload);
/** Every stored byte of the retailers and which transaction wrote them. */
const fingerprint = async (): Promise<unknown> =>
  (await db.query('select xmin::text, xmax::text, retailer.* from retailer order by code')).rows;

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

describe('an import', () => {
  it('stores good rows, lists bad ones, and tells watchers once', async () => {
    const run = await importFile(
      db,
      importer(north),
      file('code,name,lng,lat,grade\nN1,甲,120.65,28.01,A\nN2,乙,120.66,91,B\nN3,丙,120.67,28.03,\n', 'gcj02'),
    );
    expect(ImportRun.parse(run)).toMatchObject({
      state: 'done',
      rowCount: 3,
      doneCount: 3,
      failure: null,
      errors: [{ line: 3, problem: 'BAD_COORDINATE' }],
    });
    expect(counts(run)).toEqual([2, 0, 0, 1]);
    const [first] = await all(north);
    expect(Retailer.parse(first)).toMatchObject({
      code: 'N1',
      name: '甲',
      grade: 'A',
      frame: 'gcj02',
      trust: 'imported',
      original: { lng: 120.65, lat: 28.01 },
    });
    expect(first!.position.lng).toBeCloseTo(120.64604, 4);
    expect((await events()).map((e) => LiveEvent.parse(e))).toEqual([{ kind: 'retailers', unitId: north.unitId }]);
  });

  it('of the same file again changes nothing and touches nothing', async () => {
    const before = await fingerprint();
    const heard = await events();
    const run = await importFile(
      db,
      importer(north),
      file('code,name,lng,lat,grade\nN1,甲,120.65,28.01,A\nN2,乙,120.66,91,B\nN3,丙,120.67,28.03,\n', 'gcj02'),
    );
    expect(counts(run)).toEqual([0, 0, 2, 1]);
    expect(await fingerprint()).toEqual(before);
    expect(await events()).toEqual(heard);
  });

  it('changes what a file says otherwise and leaves what it does not say', async () => {
    const run = await importFile(
      db,
      importer(north),
      file(
        'code,name,lng,lat,address,grade\nN1,甲,120.65,28.01,新路1号,\nN3,丙,120.67,28.03,,C\nN4,丁,120.68,28.04,,\n',
        'gcj02',
      ),
    );
    expect(counts(run)).toEqual([1, 2, 0, 0]);
    expect((await all(north)).map((r) => [r.code, r.grade, r.address])).toEqual([
      ['N1', 'A', '新路1号'],
      ['N3', 'C', null],
      ['N4', null, null],
    ]);
  });

  it('takes another declared frame for another place, as it must', async () => {
    const run = await importFile(db, importer(north), file('code,name,lng,lat\nN4,丁,120.68,28.04\n', 'wgs84'));
    expect(counts(run)).toEqual([0, 1, 0, 0]);
    expect((await all(north))[2]).toMatchObject({ frame: 'wgs84', position: { lng: 120.68, lat: 28.04 } });
  });

  it('does not move a retailer whose place was confirmed', async () => {
    await db.query(`update retailer set trust = 'surveyed' where code = 'N4'`);
    const run = await importFile(db, importer(north), file('code,name,lng,lat\nN4,丁,121.00,28.99\n'));
    expect(counts(run)).toEqual([0, 0, 1, 0]);
    expect(counts(await importFile(db, importer(north), file('code,name,lng,lat\nN4,丁丁,121.00,28.99\n')))).toEqual([
      0, 1, 0, 0,
    ]);
    expect((await all(north))[2]).toMatchObject({ name: '丁丁', position: { lng: 120.68, lat: 28.04 } });
  });

  it('touches nothing of a unit out of scope', async () => {
    const before = await all(north);
    const run = await importFile(
      db,
      importer(south),
      file(
        'code,name,lng,lat,unit\nN1,stolen,120.65,28.01,\nS1,own,120.7,28.1,South\nS2,theirs,120.7,28.1,North\nS3,nobody,120.7,28.1,West\n',
      ),
    );
    expect(run.errors.map((e) => [e.line, e.problem])).toEqual([
      [2, 'OTHER_UNIT'],
      [4, 'OTHER_UNIT'],
      [5, 'UNKNOWN_UNIT'],
    ]);
    expect(counts(run)).toEqual([1, 0, 0, 3]);
    expect(await all(north)).toEqual(before);
    expect((await all(south)).map((r) => r.code)).toEqual(['S1']);
  });

  it('moves a retailer to the unit the file names, and not where the file names none', async () => {
    expect(counts(await importFile(db, importer(root), file('code,name,lng,lat\nS1,own,120.7,28.1\n')))).toEqual([
      0, 0, 1, 0,
    ]);
    expect(
      counts(await importFile(db, importer(root), file('code,name,lng,lat,unit\nS1,own,120.7,28.1,North\n'))),
    ).toEqual([0, 1, 0, 0]);
    expect((await all(north)).map((r) => r.code)).toContain('S1');
  });

  it('of thousands of rows goes chunk by chunk and counts exactly', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => `B${i},shop ${i},${120 + i / 10_000},28.5`);
    const seen: number[] = [];
    const csv = `code,name,lng,lat\n${rows.join('\n')}\n,nameless,120,28\n`;
    expect(counts(await importFile(db, importer(south), file(csv), (done) => seen.push(done)))).toEqual([
      2_500, 0, 0, 1,
    ]);
    expect(seen).toEqual([1_001, 2_001, 2_501]);
    expect(counts(await importFile(db, importer(south), file(csv.replace('shop 1700', 'new name'))))).toEqual([
      0, 1, 2_499, 1,
    ]);
  });

  it('by two people at once of the same file is one import', async () => {
    const csv = `code,name,lng,lat\n${Array.from({ length: 300 }, (_, i) => `T${i},t,120.1,28.${100 + i}`).join('\n')}`;
    const runs = await Promise.all([1, 2].map(() => importFile(db, importer(south), file(csv))));
    expect(runs.reduce((sum, r) => sum + r.createdCount, 0)).toBe(300);
    expect(runs.every((r) => r.createdCount + r.unchangedCount + r.updatedCount === 300)).toBe(true);
  });

  it('says what it would do without doing it', async () => {
    const before = await fingerprint();
    const preview = ImportPreview.parse(
      await previewFile(db, importer(south), file('编码,店名,经度,纬度\nP1,甲,120.65,28.01\nP2,乙,,\n')),
    );
    expect(preview).toMatchObject({
      encoding: 'utf-8',
      mapping: { 编码: 'code', 店名: 'name', 经度: 'lng', 纬度: 'lat' },
      missing: [],
      rowCount: 2,
      goodCount: 1,
      errorCount: 1,
      sample: [{ code: 'P1' }],
    });
    expect(await fingerprint()).toEqual(before);
  });

  it('that cannot go on says why, and keeps what was stored before', async () => {
    const rows = Array.from({ length: 1_500 }, (_, i) => `F${String(i).padStart(4, '0')},f,120.2,28.2`);
    const started = await startImport(db, importer(south), file(`code,name,lng,lat\n${rows.join('\n')}`));
    await db.query(
      `create function fail_late() returns trigger language plpgsql as $$ begin if new.code = 'F1200' then raise exception 'planted'; end if; return new; end $$`,
    );
    await db.query('create trigger fail_late before insert on retailer for each row execute function fail_late()');
    await expect(started.finish()).rejects.toThrow('planted');
    await db.query('drop trigger fail_late on retailer');
    expect(await runIn(db, south, started.run.importId)).toMatchObject({
      state: 'failed',
      doneCount: 1_000,
      createdCount: 1_000,
      failure: expect.stringContaining('planted'),
    });
    expect((await all(south)).filter((r) => r.code.startsWith('F'))).toHaveLength(1_000);
  });

  it('whose process died is told by its silence', async () => {
    const { run } = await startImport(db, importer(south), file('code,name,lng,lat\nD1,d,120.2,28.2\n'));
    expect((await runIn(db, south, run.importId))!.state).toBe('running');
    await db.query(`update import_run set beat_at = now() - interval '3 minutes' where import_id = $1`, [run.importId]);
    expect(await runIn(db, south, run.importId)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('Import the file again'),
    });
  });

  it('is seen only in its scope', async () => {
    const { run } = await startImport(db, importer(south), file('code,name,lng,lat\nD1,d,120.2,28.2\n'));
    expect(await runIn(db, north, run.importId)).toBeNull();
    expect(await runIn(db, root, run.importId)).not.toBeNull();
  });
});

describe('retailers', () => {
  it('come in pages by code, each once', async () => {
    const codes: string[] = [];
    for (let after: string | null = null; ;) {
      const rows = await retailersIn(db, south, { after, limit: 700 });
      codes.push(...rows.slice(0, 700).map((r) => r.code));
      if (rows.length <= 700) break;
      after = rows[699]!.code;
    }
    expect(codes).toEqual((await all(south)).map((r) => r.code));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('are found by code, name, address or licence, whatever the case, and signs are no wildcards', async () => {
    await importFile(
      db,
      importer(north),
      file('code,name,lng,lat,address,licence no\nQ1,Corner 100%,120.3,28.3,Harbour Road,L-77\n'),
    );
    const find = async (q: string): Promise<string[]> =>
      (await retailersIn(db, north, { q, after: null, limit: 10 })).map((r) => r.code);
    for (const q of ['q1', 'CORNER', 'harbour', 'l-77', '100%']) expect(await find(q)).toEqual(['Q1']);
    for (const q of ['%', '_']) expect(await find(q)).toEqual(q === '%' ? ['Q1'] : []);
  });

  it('of other units are not there', async () => {
    const [theirs] = await all(north);
    expect(await retailerIn(db, south, theirs!.retailerId)).toBeNull();
    expect(await retailerIn(db, north, theirs!.retailerId)).toEqual(theirs);
    expect(await retailersIn(db, south, { unitId: north.unitId, after: null, limit: 10 })).toEqual([]);
    expect(await retailersIn(db, { ...south, orgId: south.orgId + 1 }, { after: null, limit: 10 })).toEqual([]);
    expect((await retailerPoints(db, south, undefined)).code).toEqual((await all(south)).map((r) => r.code));
  });

  it('come as columns of one length, also when there are none', async () => {
    const points = RetailerPoints.parse(await retailerPoints(db, north, undefined));
    expect(new Set(Object.values(points).map((c) => c.length)).size).toBe(1);
    expect(points.lng[points.code.indexOf('N4')]).toBe(120.68);
    expect(
      RetailerPoints.parse(await retailerPoints(db, { ...north, unitIds: [randomUUID()] }, undefined)).code,
    ).toEqual([]);
  });
});

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
