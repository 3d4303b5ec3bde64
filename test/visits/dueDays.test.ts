import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDueDays, dueDays } from '../../server/visits/dueStore.ts';
import { dayJudged, takeDay, type DueDay } from '../../server/visits/judgeStore.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  await db.query(
    `with made as (insert into org (name) values ('Trial') returning org_id)
     insert into unit (org_id, unit_id, name, time_zone) select org_id, $1, 'Trial', 'UTC' from made`,
    [unitId],
  );
});
afterAll(() => db.close());

const orgId = 1;
const unitId = randomUUID();
const DAY = '2026-03-02';

const press = (repId: string) =>
  db.query(
    `insert into visit_day (org_id, rep_id, day) values ($1, $2, $3)
     on conflict (org_id, rep_id, day) do update set revision = visit_day.revision + 1`,
    [orgId, repId, DAY],
  );
/** A fix of this moment as a phone sends it. */
const fix = async (repId: string) => {
  const n = (value: number) => [value];
  await db.query(
    `select keep_fixes($1, $2, $3, $4, array['UTC'], array['test'], $5, $6, $7, $7, null, null, null, null, null, null, null, null, null, null, $8)`,
    [n(orgId), [randomUUID()], [repId], [unitId], n(1), n(Date.parse(`${DAY}T10:00Z`)), n(1), n(0)],
  );
};
const judge = async (due: DueDay) => {
  if (await takeDay(db, due, false)) await dayJudged(db, due);
};
const repsDue = async (isForFixes: boolean) => (await dueDays(db, isForFixes, 1_000)).map(({ repId }) => repId).sort();

/** By the revisions themselves, of all days there are. */
const repsReallyDue = async () => {
  const { rows } = await db.query<{ repId: string }>(
    `select v.rep_id as "repId" from visit_day v left join position_day p using (org_id, rep_id, day)
     where v.revision <> v.judged_revision or coalesce(p.revision, 0) <> v.judged_position_revision order by v.rep_id::text`,
  );
  return rows.map(({ repId }) => repId);
};
const marked = async (repId: string) =>
  (await db.query('select from position_day where rep_id = $1 and due_at is not null', [repId])).rowCount > 0;

describe('days that are due to be judged', () => {
  it('are those whose presses or fixes are not the judged ones, whatever came in which order', async () => {
    const reps = [randomUUID(), randomUUID(), randomUUID()];
    const acts = ['press', 'fix', 'look', 'judge', 'judgeLate'] as const;
    let read: DueDay[] = [];
    const act = async (what: (typeof acts)[number], repId: string) => {
      if (what === 'press') await press(repId);
      else if (what === 'fix') await fix(repId);
      else if (what === 'look') read = await dueDays(db, true, 1_000);
      else if (what === 'judgeLate') for (const due of read.filter((one) => one.repId === repId)) await judge(due);
      else for (const due of await dueDays(db, true, 1_000)) if (due.repId === repId) await judge(due);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...acts), fc.constantFrom(...reps)), { maxLength: 30 }),
        async (steps) => {
          for (const [what, repId] of steps) await act(what, repId);
          const really = await repsReallyDue();
          expect(await countDueDays(db)).toBe(really.length);
          expect(await repsDue(true)).toEqual(really);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('come the longest unseen first, and days with new presses before those with new fixes', async () => {
    for (const due of await dueDays(db, true, 1_000)) await judge(due);
    const [early, late, moved] = [randomUUID(), randomUUID(), randomUUID()];
    for (const repId of [moved, late, early]) {
      await press(repId);
      await judge((await dueDays(db, false, 1))[0]!);
    }
    await db.query(`update visit_day set judged_at = judged_at - interval '1 hour' where rep_id = $1`, [early]);
    await fix(moved);
    await press(late);
    await press(early);
    expect((await dueDays(db, true, 10)).map(({ repId }) => repId)).toEqual([early, late, moved]);
    expect((await dueDays(db, true, 1)).map(({ repId }) => repId)).toEqual([early]);
    expect(await repsDue(false)).toEqual([early, late].sort());
  });

  it('bear no mark when their fixes were seen, or nobody visited anything on them', async () => {
    const [seen, idle] = [randomUUID(), randomUUID()];
    await fix(idle);
    await press(seen);
    await fix(seen);
    expect([await marked(seen), await marked(idle)]).toEqual([true, true]);
    for (const due of await dueDays(db, true, 1_000)) if (due.repId === seen) await judge(due);
    expect([await marked(seen), await marked(idle)]).toEqual([false, false]);
    await press(idle); // judged by the fixes of before
    expect((await dueDays(db, false, 1_000)).find(({ repId }) => repId === idle)?.positionRevision).toBe(1);
  });
});
