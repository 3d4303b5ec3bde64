import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, SERVER_URL, type FreshDatabase } from '../helpers/database.ts';
import { explaining } from '../helpers/explained.ts';
import { makeProvince } from './provinceGround.ts';
import { LEVELS, questionsAt, questionsOfOne, type Question } from './provinceQueries.ts';

/** A two-hundredth of a province: 5,000 retailers, 100 reps in 211 units, 15,000 visits. */
const LAST_DAY = new Date().toISOString().slice(0, 10);

/** Pages that an answer may read: so many for each row of it, for each unit that is looked into, and besides. */
interface Due {
  of: RegExp;
  row: number;
  unit: number;
  besides: number;
}
const DUE: readonly Due[] = [
  { of: /^visits, /, row: 33, unit: 12, besides: 60 },
  { of: /^retailers, all/, row: 15, unit: 6, besides: 60 },
  { of: /^retailers, common word/, row: 15, unit: 30, besides: 60 }, // the words themselves are read
  { of: /^reps and their/, row: 40, unit: 0, besides: 60 },
  { of: /^(days due|how many days)/, row: 10, unit: 0, besides: 10 },
  { of: /^a (visit|retailer)$/, row: 60, unit: 0, besides: 0 },
  { of: /^its (record|ledger)$/, row: 30, unit: 0, besides: 30 },
];

let db: FreshDatabase;
const UNITS = { root: 0, region: 21, county: 2, team: 1 }; // of the root nothing is looked for unit by unit

/** Where a question reads more than it may, and by how much. */
async function excess({ name, ask }: Question, units: number): Promise<string[]> {
  const due = DUE.find(({ of }) => of.test(name));
  if (!due) return [];
  const { sql, explained } = explaining(db);
  await ask(sql);
  return explained.flatMap(({ rows, buffers, shape }) => {
    const may = due.row * rows + due.unit * units + due.besides;
    return buffers > may ? [`${name}: ${buffers} pages for ${rows} rows, of ${may} (${shape})`] : [];
  });
}

describe.skipIf(SERVER_URL === undefined)('in a province', () => {
  beforeAll(async () => {
    db = await freshDatabase();
    await makeProvince(db, { share: 0.005, seed: 7, lastDay: LAST_DAY }, () => {});
  }, 300_000);
  afterAll(() => db.close());

  it.each(LEVELS)('lists from the %s read in proportion to what they show', async (level) => {
    const found: string[] = [];
    for (const question of await questionsAt(db, level, LAST_DAY))
      found.push(...(await excess(question, UNITS[level])));
    expect(found).toEqual([]);
  });

  it('what is asked of one thing reads what belongs to it, and what the server asks by itself nothing of the past', async () => {
    const found: string[] = [];
    for (const question of await questionsOfOne(db)) found.push(...(await excess(question, 0)));
    expect(found).toEqual([]);
  });
});
