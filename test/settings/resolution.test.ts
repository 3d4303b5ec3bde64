import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withStates } from '../../server/settings/states.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

/** An act on a setting by the number of its unit; days count from an arbitrary first one. */
interface Act {
  unit: number;
  key: 'visitMinutes' | 'travelKmh';
  day: number;
  deed: 'set' | 'inherit' | 'withdraw';
  value: number;
}

/** parents[i] is the unit above unit i + 1; unit 0 is the organisation. */
const organisation = fc.record({
  parents: fc.array(fc.nat(), { maxLength: 5 }).map((any) => any.map((n, i) => n % (i + 1))),
  acts: fc.array(
    fc.record<Act>({
      unit: fc.nat(5),
      key: fc.constantFrom('visitMinutes', 'travelKmh'),
      day: fc.nat(6),
      deed: fc.constantFrom('set', 'set', 'set', 'inherit', 'withdraw'),
      value: fc.nat(99),
    }),
    { maxLength: 25 },
  ),
});

const dayOf = (n: number): string => `2026-03-${String(n + 1).padStart(2, '0')}`;

/** As one would look it up in a list of notes: the unit's own page first, then the one above. */
function naive(
  parents: readonly number[],
  acts: readonly Act[],
  unit: number,
  key: string,
  day: number,
): number | null {
  const ofUnit = acts.filter((act) => act.unit === unit && act.key === key);
  for (let on = day; on >= 0; on--) {
    const last = ofUnit.filter((act) => act.day === on).at(-1);
    if (!last || last.deed === 'withdraw') continue;
    if (last.deed === 'set') return last.value;
    break;
  }
  return unit === 0 ? null : naive(parents, acts, parents[unit - 1]!, key, day);
}

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

/** Stores an organisation of its own with these acts, and gives its units. */
async function store(parents: readonly number[], acts: readonly Act[]): Promise<{ orgId: number; unitIds: string[] }> {
  const { rows } = await db.query<{ orgId: number }>(
    `insert into org (name) values ('Any') returning org_id as "orgId"`,
  );
  const { orgId } = rows[0]!;
  const unitIds = [null, ...parents].map(() => randomUUID());
  for (const [i, unitId] of unitIds.entries())
    await db.query(
      `insert into unit (org_id, unit_id, parent_id, name, time_zone) values ($1, $2, $3, $4, 'Etc/UTC')`,
      [orgId, unitId, i === 0 ? null : unitIds[parents[i - 1]!], `Unit ${i}`],
    );
  const personId = randomUUID();
  await db.query(
    `insert into person (org_id, person_id, unit_id, role, name, login, password_hash) values ($1, $2, $3, 'admin', 'A', $4, '')`,
    [orgId, personId, unitIds[0], personId],
  );
  const rowsOf = acts.map(({ unit, key, day, deed, value }, i) => ({
    unit_id: unitIds[unit],
    key,
    change_no: acts.slice(0, i + 1).filter((other) => other.unit === unit && other.key === key).length,
    from_day: dayOf(day),
    deed,
    value: deed === 'set' ? value : null,
  }));
  await db.query(
    `insert into setting_change (org_id, unit_id, key, change_no, from_day, deed, value, on_record, set_by)
     select $1, unit_id, key, change_no, from_day, deed, value, false, $2
     from json_to_recordset($3) as x(unit_id uuid, key text, change_no integer, from_day date, deed text, value jsonb)`,
    [orgId, personId, JSON.stringify(rowsOf)],
  );
  return { orgId, unitIds };
}

describe('what is in force', () => {
  it('is what a list of notes says, for every unit, setting and day, and nobody sees another organisation', async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async ({ parents, acts: given }) => {
        const acts = given.filter(({ unit }) => unit <= parents.length);
        const { orgId, unitIds } = await store(parents, acts);
        const days = [0, 1, 2, 3, 4, 5, 6, 7];
        const { rows } = await db.query<{ unit: string; day: string; key: string; value: number }>(
          'select unit_id as unit, day, key, value from settings_on($1, $2::uuid[], $3::date[])',
          [orgId, unitIds, days.map(dayOf)],
        );
        const found = new Map(rows.map(({ unit, day, key, value }) => [`${unit} ${day} ${key}`, value]));
        const expected = new Map<string, number>();
        for (const [unit, unitId] of unitIds.entries())
          for (const day of days)
            for (const key of ['visitMinutes', 'travelKmh']) {
              const value = naive(parents, acts, unit, key, day);
              if (value !== null) expected.set(`${unitId} ${dayOf(day)} ${key}`, value);
            }
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
        const other = await db.query('select from settings_on($1, $2::uuid[], $3::date[])', [
          orgId + 1,
          unitIds,
          [dayOf(7)],
        ]);
        expect(other.rowCount).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('is at most one act of a setting, the one that the history says is in force', () => {
    fc.assert(
      fc.property(organisation, fc.nat(7), ({ acts: given }, today) => {
        const acts = given
          .filter(({ unit, key }) => unit === 0 && key === 'visitMinutes')
          .map((act, i) => ({ ...act, changeNo: i + 1, fromDay: dayOf(act.day) }));
        const inForce = withStates(acts, dayOf(today)).filter(({ state }) => state === 'inForce');
        expect(inForce.length).toBeLessThanOrEqual(1);
        const value = inForce[0]?.deed === 'set' ? inForce[0].value : null;
        expect(value).toBe(naive([], given, 0, 'visitMinutes', today));
      }),
      { numRuns: 300 },
    );
  });
});
