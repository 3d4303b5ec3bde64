import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapsIn } from '../../server/maps/store.ts';
import { rearrange } from '../../server/maps/rearrange.ts';
import { addPerson } from '../../server/people/store.ts';
import { addUnit } from '../../server/people/units.ts';
import { importFile } from '../../server/retailers/import.ts';
import { previewFile, type Importer } from '../../server/retailers/readImport.ts';
import { all, counts, db, file, importer, north, root, startImportedUnits, widenRoot } from './importedUnits.ts';

const as = (who = root, mayAddUnits = true): Importer => ({
  ...importer(who),
  makes: {
    addUnit: mayAddUnits ? (tx, unit) => addUnit(tx, who, unit) : null,
    rearrange: (tx, wish) => rearrange(tx, who, wish),
  },
});
const rep = async (name: string, login: string, role: 'rep' | 'planner' = 'rep') =>
  (await addPerson(db, root, { unitId: root.unitId, role, name, login, passwordHash: 'x' }))!.personId;

/** Every territory in force: its unit, its rep and its retailers. */
async function territories(): Promise<[string, string, string | null, string][]> {
  const { rows } = await db.query<{ name: string; unit: string; rep: string | null; codes: string }>(
    `select t.name, u.name as unit, p.login as rep, (select string_agg(r.code, ' ' order by r.code) from territory_member m join retailer r using (org_id, retailer_id) where m.territory_id = t.territory_id) as codes
     from territory t join unit u using (org_id, unit_id) left join person p on p.org_id = t.org_id and p.person_id = t.rep_id where is_live order by t.kind, u.name, t.name`,
  );
  return rows.map(({ name, unit, rep: login, codes }) => [name, unit, login, codes]);
}

const HEAD = 'code,name,lng,lat,unit,territory,rep,contact,telephone,delivery route,monthly orders';
const FIRST = [
  HEAD,
  'A1,One,120.61,28.01,Old Town,Harbour,li.na,Ms Wu,0577 8812 1001,D1,12',
  'A2,Two,120.62,28.02,Old Town,Harbour,Li Na,,,D1,9',
  'A3,Three,120.63,28.03,Old Town / Team 1,Market,Somebody Else,,,D2,7',
  'A4,Four,120.64,28.04,North,Hill,boss,,,D2,7',
  'A5,Five,120.65,28.05,North,,chen,,,,7',
].join('\n');

describe('a file with the organisation’s structure', () => {
  let stamp: unknown;
  beforeAll(async () => {
    await startImportedUnits();
    await rep('Li Na', 'li.na');
    await rep('Chen', 'chen');
    await rep('The Boss', 'boss', 'planner');
  });
  afterAll(() => db.close());

  it('says before anything is stored what would be made, and of whom nobody knows', async () => {
    const { structure, mapping, errors } = await previewFile(db, as(), file(FIRST));
    expect(mapping).toMatchObject({
      unit: 'unitName',
      territory: 'visitTerritory',
      rep: 'rep',
      contact: 'contact',
      telephone: 'phone',
      'delivery route': 'deliveryTerritory',
      'monthly orders': 'ordersPerMonth',
    });
    expect(errors).toEqual([]);
    expect(structure).toMatchObject({
      newUnits: ['Old Town', 'Team 1'],
      placedCount: 9,
      repCount: 2,
      unknownReps: [
        { name: 'Somebody Else', rowCount: 1, unitName: 'Team 1', why: 'unknown' },
        { name: 'boss', rowCount: 1, unitName: 'North', why: 'notRep' },
      ],
    });
    expect(
      structure!.newTerritories.map(({ kind, name, unitName, repName }) => [kind, name, unitName, repName]),
    ).toEqual([
      ['visit', 'Harbour', 'Old Town', 'Li Na'],
      ['delivery', 'D1', 'Old Town', null],
      ['visit', 'Market', 'Team 1', null],
      ['delivery', 'D2', 'Team 1', null],
      ['visit', 'Hill', 'North', null],
      ['delivery', 'D2', 'North', null],
      ['visit', 'Chen', 'North', 'Chen'],
    ]);
    expect(await territories()).toEqual([]);
  });

  it('stores every shop, also those whose rep nobody knows, in territories that are in force at once', async () => {
    const run = await importFile(db, as(), file(FIRST));
    expect(counts(run)).toEqual([5, 0, 0, 0]);
    expect(run.structure!.unknownReps.map(({ name }) => name)).toEqual(['Somebody Else', 'boss']);
    expect(await territories()).toEqual([
      ['D2', 'North', null, 'A4'],
      ['D1', 'Old Town', null, 'A1 A2'],
      ['D2', 'Team 1', null, 'A3'],
      ['Chen', 'North', 'chen', 'A5'],
      ['Hill', 'North', null, 'A4'],
      ['Harbour', 'Old Town', 'li.na', 'A1 A2'],
      ['Market', 'Team 1', null, 'A3'],
    ]);
    await widenRoot();
    const [first] = (await all(root)).filter(({ code }) => code === 'A1');
    expect(first).toMatchObject({ contact: 'Ms Wu', phone: '0577 8812 1001', ordersPerMonth: 12 });
    stamp = (await mapsIn(db, root, {})).length;
  });

  it('changes nothing the second time: no unit, no territory, no map', async () => {
    const run = await importFile(db, as(), file(FIRST));
    expect(counts(run)).toEqual([0, 0, 5, 0]);
    expect(run.structure).toMatchObject({ newUnits: [], newTerritories: [], placedCount: 0, repCount: 0 });
    expect((await mapsIn(db, root, {})).length).toBe(stamp);
  });

  it('moves a retailer, gives a territory its rep once there is one, and leaves the others as they are', async () => {
    await rep('Somebody Else', 'else');
    const run = await importFile(
      db,
      as(),
      file(
        `${HEAD}\nA3,Three,120.63,28.03,Old Town / Team 1,Market,Somebody Else,,,,\nA2,Two,120.62,28.02,North,Hill,,,,,`,
      ),
    );
    expect(counts(run)).toEqual([0, 1, 1, 0]);
    expect((await territories()).slice(3)).toEqual([
      ['Chen', 'North', 'chen', 'A5'],
      ['Hill', 'North', null, 'A2 A4'],
      ['Harbour', 'Old Town', 'li.na', 'A1'],
      ['Market', 'Team 1', 'else', 'A3'],
    ]);
  });

  it('leaves a territory out that lost its last retailer', async () => {
    await importFile(db, as(), file(`${HEAD}\nA5,Five,120.65,28.05,North,Hill,,,,,`));
    expect((await territories()).map(([name]) => name)).not.toContain('Chen');
  });

  it('keeps a map that is to come', async () => {
    const later = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await db.query(
      `update territory_map set until_day = $1 where kind = 'visit' and until_day is null and not is_aside and unit_id = $2`,
      [later, north.unitId],
    );
    await db.query(
      `insert into territory_map (org_id, unit_id, kind, name, from_day, moved_count) select org_id, unit_id, 'visit', 'Next week', $2, 0 from unit where name = $1`,
      ['North', later],
    );
    await importFile(db, as(), file(`${HEAD}\nA5,Five,120.65,28.05,North,Valley,,,,,`));
    const maps = await mapsIn(db, root, { unitId: north.unitId, kind: 'visit' });
    expect(maps.filter(({ state }) => state === 'due').map(({ name }) => name)).toEqual(['Next week']);
    expect(maps.find(({ state }) => state === 'live')).toMatchObject({ name: 'shops', untilDay: later });
  });

  it('refuses a row of a unit that is not there from somebody who may not add one, and stores the others', async () => {
    const run = await importFile(
      db,
      as(north, false),
      file(`${HEAD}\nB1,New,120.61,28.01,Far Away,X,,,,,\nB2,Near,120.61,28.02,North,X,,,,,`),
    );
    expect(counts(run)).toEqual([1, 0, 0, 1]);
    expect(run.errors.map(({ line, problem }) => [line, problem])).toEqual([[2, 'UNKNOWN_UNIT']]);
  });
});
