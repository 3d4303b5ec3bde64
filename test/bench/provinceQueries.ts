import type { Queryable } from '../../server/db.ts';
import { peopleIn, unitsIn, whoIs } from '../../server/people/store.ts';
import { repsIn } from '../../server/positions/store.ts';
import { retailerColumns, retailerIn, retailersIn } from '../../server/retailers/store.ts';
import { ledgerOf } from '../../server/visits/caseStore.ts';
import { countDueDays, dueDays } from '../../server/visits/dueStore.ts';
import { visitsToJudge } from '../../server/visits/judgeStore.ts';
import { visitsIn } from '../../server/visits/listStore.ts';
import { visitIn, visitRecord, visitsOn } from '../../server/visits/store.ts';
import { auditorAt } from './provinceGround.ts';
import type { Who } from '../../server/auth.ts';

/** A question of a store, and how many things of it its answer has. */
export interface Question {
  name: string;
  ask: (sql: Queryable) => Promise<unknown>;
}

export const LEVELS = ['root', 'region', 'county', 'team'] as const;

/** What a person at a level asks: what lists, maps and search boxes read. */
export async function questionsAt(
  sql: Queryable,
  level: (typeof LEVELS)[number],
  lastDay: string,
): Promise<Question[]> {
  const who = (await whoIs(sql, 1, await auditorAt(sql, level)))!;
  const one = await aVisitOf(sql, who);
  const page = { limit: 50, after: null };
  const visits = (name: string, filter: object): Question => ({
    name: `visits, ${name}`,
    ask: (on) => visitsIn(on, who, { ...page, ...filter }),
  });
  const shops = (name: string, q: string | undefined): Question => ({
    name: `retailers, ${name}`,
    ask: (on) => retailersIn(on, who, { ...page, q }),
  });
  return [
    visits('all', {}),
    visits('a later page', { after: { startedAt: `${lastDay}T00:00:00.000Z`, visitId: one.visitId } }),
    ...(['open', 'waiting', 'valid', 'suspect', 'invalid', 'unverifiable'] as const).map((state) =>
      visits(state, { state }),
    ),
    visits('to review', { review: 'open' }),
    visits('to review, suspect', { review: 'open', state: 'suspect' }),
    visits('evidence changed', { review: 'changed' }),
    visits('of a day', { day: lastDay }),
    visits('suspect of a day', { day: lastDay, state: 'suspect' }),
    visits('of a unit', { unitId: one.unitId }),
    visits('invalid of a unit', { unitId: one.unitId, state: 'invalid' }),
    visits('of a rep', { repId: one.repId }),
    visits('of a retailer', { retailerId: one.retailerId }),
    shops('all', undefined),
    shops('common word', '便利店'),
    shops('rare word', one.code.slice(-6)),
    shops('nowhere', '查无此店'),
    { name: 'columns of the map', ask: (on) => retailerColumns(on, who, undefined) },
    { name: 'visits of a day on the map', ask: (on) => visitsOn(on, who, lastDay) },
    { name: 'reps and their last positions', ask: (on) => repsIn(on, who) },
    { name: 'people', ask: (on) => peopleIn(on, who, { limit: 50, after: null }) },
    { name: 'units', ask: (on) => unitsIn(on, who) },
  ];
}

/** What is asked of one thing, wherever it is asked, and what the server asks by itself. */
export async function questionsOfOne(sql: Queryable): Promise<Question[]> {
  const who = (await whoIs(sql, 1, await auditorAt(sql, 'root')))!;
  const { visitId, retailerId } = await aVisitOf(sql, who);
  const [due] = await dueDays(sql, false, 1);
  return [
    { name: 'who somebody is', ask: (on) => whoIs(on, 1, who.personId) },
    { name: 'a visit', ask: (on) => visitIn(on, who, visitId) },
    { name: 'its record', ask: (on) => visitRecord(on, 1, visitId) },
    { name: 'its ledger', ask: (on) => ledgerOf(on, 1, visitId) },
    { name: 'a retailer', ask: (on) => retailerIn(on, who, retailerId) },
    { name: 'days due, presses', ask: (on) => dueDays(on, false, 20) },
    { name: 'days due, fixes too', ask: (on) => dueDays(on, true, 20) },
    { name: 'how many days are due', ask: (on) => countDueDays(on) },
    { name: 'ten visits to judge', ask: (on) => visitsToJudge(on, due!, 180, null, 40) },
  ];
}

interface Sample {
  visitId: string;
  retailerId: string;
  repId: string;
  unitId: string;
  code: string;
}

async function aVisitOf(sql: Queryable, who: Who): Promise<Sample> {
  const { rows } = await sql.query<Sample>(
    `select p.visit_id as "visitId", p.retailer_id as "retailerId", p.rep_id as "repId", p.unit_id as "unitId", r.code
     from press p join retailer r using (org_id, retailer_id) where p.org_id = 1 and p.unit_id = any($1) and p.kind = 'start' limit 1`,
    [who.unitIds],
  );
  return rows[0]!;
}
