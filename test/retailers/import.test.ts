import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveEvent } from '../../shared/live.ts';
import { ImportPreview, ImportRun } from '../../shared/imports.ts';
import { Retailer, RetailerPoints } from '../../shared/retailers.ts';
import { importFile, startImport } from '../../server/retailers/import.ts';
import { previewFile } from '../../server/retailers/readImport.ts';
import { runIn } from '../../server/retailers/importStore.ts';
import { retailerIn, retailerPoints, retailersIn } from '../../server/retailers/store.ts';
import {
  startImportedUnits,
  db,
  root,
  north,
  south,
  importer,
  file,
  counts,
  all,
  events,
  fingerprint,
} from './importedUnits.ts';

beforeAll(startImportedUnits);
afterAll(() => db?.close());

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
      failureReason: { code: 'IMPORT_NOT_STORED', why: expect.stringContaining('planted') as string },
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
      failureReason: { code: 'IMPORT_PROCESS_ENDED' },
    });
  });

  it('before there were codes says why in the sentence that was stored', async () => {
    const { run } = await startImport(db, importer(south), file('code,name,lng,lat\nD1,d,120.2,28.2\n'));
    await db.query(`update import_run set state = 'failed', failure = 'The database refused: x' where import_id = $1`, [
      run.importId,
    ]);
    expect(await runIn(db, south, run.importId)).toMatchObject({
      failure: 'The database refused: x',
      failureReason: null,
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
