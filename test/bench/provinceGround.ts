import type { Database, Queryable } from '../../server/db.ts';

/** How much of a province is made: at share 1 it has 1 M retailers, 20,000 reps, 1,111 units in four levels and 3 M visits of 15 days. */
export interface Province {
  share: number;
  seed: number;
  /** The last of the days: all reps were out on it. */
  lastDay: string;
}

const DAYS = 15;
const REGIONS = 10;
const COUNTIES = 10;

/** Teams of a county, reps of a team, and retailers of a team. */
function sizesOf({ share }: Province) {
  const teams = Math.max(1, Math.round(10 * share));
  const all = REGIONS * COUNTIES * teams;
  return {
    teams,
    reps: Math.max(1, Math.round((20_000 * share) / all)),
    retailers: Math.max(20, Math.round((1_000_000 * share) / all)),
  };
}

/** Between 0 and 1, always the same for the same number and what it is drawn for. */
const drawn = (of: string, what: number): string =>
  `((hashint8extended((${of})::bigint, :seed + ${what}) & 1048575) / 1048576.0::float8)`;
const id = (kind: string, of: string): string => `md5('${kind} ' || :seed || ' ' || ${of})::uuid`;

/**
 * Fills an empty, migrated database by SQL, its triggers asleep (a superuser's right): everything that the queries of a province
 * read is there as it would have come to be, evidence and ledger at their real size, except that the ledger's hashes are drawn.
 */
export async function makeProvince(db: Database, province: Province, onStep: (step: string) => void): Promise<void> {
  for (const [step, statement] of statementsOf(province)) {
    onStep(step);
    await db.transaction(async (tx) => {
      await tx.query('set local session_replication_role = replica');
      await tx.query('set local statement_timeout = 0');
      await tx.query(statement.replaceAll(':seed', String(province.seed)));
    });
  }
  onStep('figures for the planner');
  await db.pool.query('set statement_timeout = 0; vacuum analyze').catch(async () => {
    await db.pool.query('vacuum analyze');
  });
}

function statementsOf(province: Province): [string, string][] {
  const { teams, reps, retailers } = sizesOf(province);
  const allTeams = REGIONS * COUNTIES * teams;
  const day = `(date '${province.lastDay}' - (${DAYS - 1} - d))`;
  return [
    ['units', units(teams)],
    ['people', people(allTeams, reps)],
    ['retailers', shops(allTeams, retailers)],
    ['places and facts of retailers', versions],
    ['territories', territories(allTeams, reps, retailers)],
    ['presses', presses(allTeams, reps, retailers, day)],
    ['verdicts', verdicts],
    ['appeals and decisions', reviews],
    ['how visits stand', standings],
    ['days', days],
    ['fixes', fixes],
    ['ledger', ledger],
  ];
}

const units = (teams: number): string => `
  insert into org (org_id, name, synthetic) overriding system value values (1, 'Province', true);
  insert into unit (org_id, unit_id, parent_id, name, time_zone)
  select 1, ${id('root', '0')}, null, 'Province', 'Asia/Shanghai'
  union all select 1, ${id('region', 'r')}, ${id('root', '0')}, 'Region ' || r, 'Asia/Shanghai' from generate_series(1, ${REGIONS}) r
  union all select 1, ${id('county', 'c')}, ${id('region', `1 + (c - 1) / ${COUNTIES}`)}, 'County ' || c, 'Asia/Shanghai' from generate_series(1, ${REGIONS * COUNTIES}) c
  union all select 1, ${id('team', 't')}, ${id('county', `1 + (t - 1) / ${teams}`)}, 'Team ' || t, 'Asia/Shanghai' from generate_series(1, ${REGIONS * COUNTIES * teams}) t`;

/** An auditor at each level of the first branch, and the reps: a rep's number r is (team - 1) * reps + no. */
const people = (allTeams: number, reps: number): string => `
  insert into person (org_id, person_id, unit_id, role, name, login, password_hash)
  select 1, ${id('auditor', 'level')}, unit_id, 'auditor', 'Auditor of ' || level, level, ''
  from (values ('root', ${id('root', '0')}), ('region', ${id('region', '1')}), ('county', ${id('county', '1')}), ('team', ${id('team', '1')})) v(level, unit_id);
  insert into person (org_id, person_id, unit_id, role, name, login, password_hash)
  select 1, ${id('rep', 'r')}, ${id('team', `1 + (r - 1) / ${reps}`)}, 'rep', 'Rep ' || r, 'rep' || r, '' from generate_series(1, ${allTeams * reps}) r`;

/** Shops of a team lie together; codes are of the county as a licence's are, and names and streets repeat as they do. */
const shops = (allTeams: number, retailers: number): string => `
  insert into retailer (org_id, retailer_id, unit_id, code, name, position, original_lng, original_lat, frame, licence_no, address, grade, business_type, setting, opening_hours, visits_per_month)
  select 1, ${id('shop', 's')}, ${id('team', 't')}, to_char(330000000000 + s, 'FM000000000000'),
    (array['福','永','兴','隆','和','顺','金','鑫','华','盛','美','丰'])[1 + floor(12 * ${drawn('s', 1)})] || (array['源','达','来','记','泰','祥','宝','康'])[1 + floor(8 * ${drawn('s', 2)})]
      || (array['便利店','烟酒店','超市','食杂店','商行'])[1 + floor(5 * ${drawn('s', 3)})] || (s % 997),
    st_setsrid(st_makepoint(lng, lat), 4326)::geography, lng, lat, 'wgs84', to_char(330100100000 + s * 7, 'FM000000000000'),
    (array['解放','人民','中山','建设','和平','学院','滨江','文化'])[1 + floor(8 * ${drawn('s', 4)})] || (array['路','街','巷','大道'])[1 + floor(4 * ${drawn('s', 5)})] || (1 + s % 320) || '号',
    (array['A','B','C','D'])[1 + s % 4], 'convenience', case when s % 3 = 0 then 'rural' else 'urban' end, '08:00-22:00', 2
  from (select t, (t - 1) * ${retailers} + i as s from generate_series(1, ${allTeams}) t, generate_series(1, ${retailers}) i) shop
  cross join lateral (select 118 + (t % 40) * 0.1 + ${drawn('s', 6)} * 0.09 as lng, 27 + (t / 40) * 0.1 + ${drawn('s', 7)} * 0.09 as lat) at`;

const versions = `
  insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, kind, on_record)
  select org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, 'import', false from retailer;
  insert into retailer_fact (org_id, retailer_id, fact_no, grade, business_type, setting, visits_per_month, opening_hours, on_record)
  select org_id, retailer_id, 1, grade, business_type, setting, visits_per_month, opening_hours, false from retailer`;

const territories = (allTeams: number, reps: number, retailers: number): string => `
  insert into territory (org_id, territory_id, unit_id, kind, name, rep_id)
  select 1, ${id('territory', 'r')}, ${id('team', `1 + (r - 1) / ${reps}`)}, 'visit', 'Territory ' || r, ${id('rep', 'r')} from generate_series(1, ${allTeams * reps}) r;
  insert into territory_member (org_id, kind, retailer_id, territory_id)
  select 1, 'visit', ${id('shop', `(t - 1) * ${retailers} + i`)}, ${id('territory', `(t - 1) * ${reps} + 1 + i % ${reps}`)}
  from generate_series(1, ${allTeams}) t, generate_series(1, ${retailers}) i`;

/** Ten visits a day of each rep, from eight o'clock on, each of six minutes, a few metres from a shop of the rep's; the last one of some is open. */
const presses = (allTeams: number, reps: number, retailers: number, day: string): string => `
  insert into press (org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, position, accuracy_m, accuracy_level, source, fix_at, mock, device_id, body_sha256)
  select 1, ${id('visit', 'v')}, kind, ${id('rep', 'r')}, ${id('team', 't')}, q.retailer_id, day, at, at + interval '2 seconds',
    st_setsrid(st_makepoint(st_x(q.position::geometry) + (${drawn('v', 11)} - 0.5) * 4e-4, st_y(q.position::geometry) + (${drawn('v', 12)} - 0.5) * 4e-4), 4326)::geography,
    8 + 20 * ${drawn('v', 13)}, 0.68, 'gnss', at - interval '3 seconds', false, 'phone ' || r, sha256(convert_to(kind || v, 'UTF8'))
  from (
    select r, t, d, n, ${day} as day, (r::bigint * ${DAYS} + d) * 10 + n as v from generate_series(1, ${allTeams * reps}) r, lateral (select 1 + (r - 1) / ${reps} as t) team, generate_series(0, ${DAYS - 1}) d, generate_series(0, 9) n
  ) visit
  cross join lateral (select * from retailer where org_id = 1 and retailer_id = ${id('shop', `(t - 1) * ${retailers} + 1 + (r * 10 + d * 7 + n * 3) % ${retailers}`)}) q
  cross join (values ('start', 0), ('end', 6)) press(kind, minute)
  cross join lateral (select (day + time '08:00') at time zone 'Asia/Shanghai' + make_interval(mins => n * 45 + minute, secs => floor(1800 * ${drawn('v', 14)})) as at) moment
  where kind = 'start' or d < ${DAYS - 1} or n < 9 or r % 3 > 0`;

/** 85 of 100 valid; evidence of about 4 kB: a fix every 40 s from ten minutes before to ten minutes after. The last visits of the last day wait. */
const verdicts = `
  insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256, judged_at)
  select 1, e.visit_id, 1, said.verdict, array[case said.verdict when 'valid' then 'IN_PLACE' when 'suspect' then 'SHORT_DWELL' when 'invalid' then 'TOO_FAR' else 'NO_POSITION' end], 'visit-4',
    json_build_object('id', e.visit_id, 'verdict', said.verdict, 'distanceM', 20 * e.x), json_build_object('id', e.visit_id, 'track', track.fixes), sha256(convert_to(e.visit_id::text, 'UTF8')), e.pressed_at + interval '1 minute'
  from (select *, st_x(position::geometry) as lng, st_y(position::geometry) as lat, ${drawn('hashtext(visit_id::text)', 21)} as x from press where kind = 'end') e
  cross join lateral (select case when x < 0.85 then 'valid' when x < 0.93 then 'suspect' when x < 0.97 then 'invalid' else 'unverifiable' end as verdict) said
  cross join lateral (
    select json_agg(json_build_object('lng', round((lng + i * 1e-5 * x)::numeric, 7), 'lat', round((lat + i * 7e-6 * x)::numeric, 7), 'accuracyM', round((5 + 30 * ${drawn('hashtext(e.visit_id::text) + i', 22)})::numeric, 1),
      'source', 'gnss', 'fixAt', e.pressed_at + i * interval '40 seconds', 'mock', false)) as fixes from generate_series(-24, 9) i
  ) track
  where x < 0.998`;

/** One in ten suspects appealed, a third of these decided; one in five unverifiable ones decided; some evidence changed afterwards. */
const reviews = `
  insert into appeal (org_id, visit_id, verdict_no, rep_id, note)
  select v.org_id, v.visit_id, 1, p.rep_id, 'I was there' from verdict v join press p using (org_id, visit_id) where p.kind = 'start' and v.verdict = 'suspect' and hashtext(v.visit_id::text) % 10 = 0;
  insert into decision (org_id, visit_id, decision_no, verdict_no, decider_id, word, note, on_appeal)
  select org_id, visit_id, 1, 1, ${id('auditor', "'root'")}, 'valid', 'seen on the photographs', verdict = 'suspect' from verdict
  where verdict = 'suspect' and hashtext(visit_id::text) % 30 = 0 or verdict = 'unverifiable' and hashtext(visit_id::text) % 5 = 0;
  insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256)
  select v.org_id, v.visit_id, 2, 'invalid', array['TOO_FAR'], v.rule, v.answer, v.evidence, v.evidence_sha256 from verdict v join decision d using (org_id, visit_id) where hashtext(visit_id::text) % 60 = 0`;

const standings = `
  insert into visit_standing (org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, state, needs_review, has_changed)
  select org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, state, appealed = 'open' or decided is null and machine_state in ('suspect', 'unverifiable'), evidence_changed_since from visit`;

/** All judged but those of one rep's last day. */
const days = `
  insert into visit_day (org_id, rep_id, day, revision, judged_revision, judged_position_revision, judged_at)
  select org_id, rep_id, day, 20, case when rep_id = ${id('rep', '1')} and day = (select max(day) from press) then 19 else 20 end, 40, now() from press where kind = 'start' group by org_id, rep_id, day;
  insert into position_day (org_id, rep_id, day, revision, due_at) select org_id, rep_id, day, 40, null from visit_day`;

/** Two of each rep's day, in the days' own partitions. */
const fixes = `
  select make_fix_partitions((select min(day) from press) - 1, (select max(day) from press) + 1);
  insert into fix (org_id, device_id, rep_id, unit_id, app, fix_at, received_at, position, accuracy_m, accuracy_level, source, mock)
  select org_id, md5(rep_id::text)::uuid, rep_id, unit_id, 'bench', max(pressed_at) + n * interval '1 minute', max(received_at) + n * interval '1 minute', (array_agg(position))[1], 10, 0.68, 'gnss', false
  from press, generate_series(0, 1) n where kind = 'start' group by org_id, rep_id, unit_id, day, n`;

const ledger = `
  insert into ledger_entry (org_id, unit_id, day, entry_no, kind, at, fact, previous_sha256, sha256)
  select org_id, unit_id, day, row_number() over (partition by unit_id order by day, fact), kind, at, fact, md5(fact) || md5(at), md5(at) || md5(fact)
  from (
    select p.org_id, p.unit_id, p.day, 'press' as kind, utc_text(p.received_at) as at, press_fact(p)::text as fact from press p
    union all
    select v.org_id, p.unit_id, p.day, 'verdict', utc_text(v.judged_at), verdict_fact(v)::text from verdict v join press p on p.org_id = v.org_id and p.visit_id = v.visit_id and p.kind = 'start'
  ) entry;
  insert into ledger_head (org_id, unit_id, entry_no, sha256) select distinct on (unit_id) org_id, unit_id, entry_no, sha256 from ledger_entry order by unit_id, entry_no desc`;

/** The person who looks from a level of the province. */
export async function auditorAt(sql: Queryable, level: 'root' | 'region' | 'county' | 'team'): Promise<string> {
  const { rows } = await sql.query<{ id: string }>('select person_id as id from person where login = $1', [level]);
  return rows[0]!.id;
}
