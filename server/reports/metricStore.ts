import type { Counts, Cut, Fact } from '../../shared/metrics.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { Queryable } from '../db.ts';

/** Of which rows: units, and perhaps one rep, one setting, one group of a cut. */
export interface RowsWanted {
  orgId: number;
  /** Null: all, for a rep who is asked about and may have moved. */
  unitIds: readonly string[] | null;
  from: string;
  to: string;
  repId: string | null;
  setting: string | null;
  by: Cut | null;
  /** The group's key; null: all. */
  key: string | null;
}

/** The key of a row's group: one expression for numbers and for their rows. */
const ofDay = `case $7 when 'unit' then r.unit_id::text when 'person' then r.rep_id::text
  when 'weekday' then extract(isodow from r.day)::integer::text when 'day' then r.day::text
  when 'week' then date_trunc('week', r.day)::date::text when 'month' then to_char(r.day, 'YYYY-MM') else 'all' end`;
const ofShop = `case $7 when 'territory' then coalesce(r.territory_id::text, '-') when 'grade' then coalesce(r.grade, '-')
  when 'type' then coalesce(r.business_type, '-') when 'setting' then coalesce(r.setting, '-') else ${ofDay} end`;

const wanted = `r.org_id = $1 and ($2::uuid[] is null or r.unit_id = any($2)) and r.day between $3 and $4 and ($5::uuid is null or r.rep_id = $5)`;
const inSetting = `($6::text is null or coalesce(r.setting, '-') = $6)`;

const visitSums = `sum(r.valid)::float8 as valid, sum(r.suspect)::float8 as suspect, sum(r.invalid)::float8 as invalid,
  sum(r.unverifiable)::float8 as unverifiable, sum(r.claimed)::float8 as claimed, sum(r.appealed)::float8 as appealed, sum(r.upheld)::float8 as upheld,
  sum(r.short)::float8 as short, sum(r.presses)::float8 as presses, sum(r.late)::float8 as late, sum(r.planned)::float8 as planned,
  sum(r.unplanned)::float8 as unplanned, sum(r.timed)::float8 as timed, sum(r.dwell_s) as "dwellS"`;
const stopSums = 'sum(r.stops)::float8 as stops, sum(r.kept)::float8 as kept';
const daySums = 'sum(r.presence_s) as "presenceS", sum(r.span_s) as "spanS"';

const parametersOf = ({ orgId, unitIds, from, to, repId, setting, by, key }: RowsWanted) => [
  orgId,
  unitIds,
  from,
  to,
  repId,
  setting,
  by,
  key,
];

export interface Sums {
  key: string;
  counts: Counts;
}

/** Sums of groups, from days of reps; for what needs no word on retailers. */
export async function sumsOfDays(sql: Queryable, want: RowsWanted): Promise<Sums[]> {
  return sumsOf(
    sql,
    want,
    `select ${ofDay} as key, ${visitSums}, ${stopSums}, ${daySums} from rep_day r
     where ${wanted} and $6::text is null and ($8::text is null or ${ofDay} = $8) group by 1`,
  );
}

/** Sums of groups, from visits. */
export async function sumsOfVisits(sql: Queryable, want: RowsWanted): Promise<Sums[]> {
  return sumsOf(
    sql,
    want,
    `select ${ofShop} as key, ${visitSums} from report_visit r where ${wanted} and ${inSetting} and ($8::text is null or ${ofShop} = $8) group by 1`,
  );
}

/** Sums of groups, from planned stops. */
export async function sumsOfStops(sql: Queryable, want: RowsWanted): Promise<Sums[]> {
  return sumsOf(
    sql,
    want,
    `select ${ofShop} as key, ${stopSums} from report_stop r where ${wanted} and ${inSetting} and ($8::text is null or ${ofShop} = $8) group by 1`,
  );
}

async function sumsOf(sql: Queryable, want: RowsWanted, text: string): Promise<Sums[]> {
  const { rows } = await sql.query<{ key: string } & Counts>(text, parametersOf(want));
  return rows.map(({ key, ...counts }) => ({ key, counts }));
}

export interface DwellOf {
  key: string;
  p10: number;
  median: number;
  p90: number;
}

/** Seconds in the shop of valid visits: the middle one, the tenth and the ninetieth of a hundred (between two: in proportion). */
export async function dwellsOf(sql: Queryable, want: RowsWanted): Promise<DwellOf[]> {
  const { rows } = await sql.query<{ key: string; marks: number[] }>(
    `select ${ofShop} as key, percentile_cont(array[0.1, 0.5, 0.9]) within group (order by r.dwell_s) as marks
     from report_visit r where ${wanted} and ${inSetting} and r.timed = 1 and ($8::text is null or ${ofShop} = $8) group by 1`,
    parametersOf(want),
  );
  return rows.map(({ key, marks: [p10, median, p90] }) => ({ key, p10: p10!, median: median!, p90: p90! }));
}

export interface StoredRow {
  /** With the day, where the row stands in the list. */
  id: string;
  day: string;
  unitId: string;
  repId: string;
  repName: string;
  visitId: string | null;
  retailerId: string | null;
  retailerCode: string | null;
  retailerName: string | null;
  retailerPosition: LngLat | null;
  territoryId: string | null;
  grade: string | null;
  businessType: string | null;
  setting: string | null;
  counts: Counts;
}

export interface PageWanted {
  /** Rows where these add up to something. */
  counts: readonly string[];
  limit: number;
  after: { day: string; id: string } | null;
}

const shopColumns = `k.code as "retailerCode", k.name as "retailerName",
  case when k.retailer_id is not null then json_build_object('lng', st_x(k.position::geometry), 'lat', st_y(k.position::geometry)) end as "retailerPosition",
  r.territory_id as "territoryId", r.grade, r.business_type as "businessType", r.setting`;

const counted = `exists (select from unnest($9::text[]) c where (to_jsonb(r) ->> c)::float8 <> 0)`;

const tables: Record<Exclude<Fact, 'retailer'>, string> = {
  visit: `select r.visit_id as id, r.day, r.unit_id as "unitId", r.rep_id as "repId", p.name as "repName", r.visit_id as "visitId", r.retailer_id as "retailerId",
      ${shopColumns}, to_jsonb(r) as counts
    from report_visit r join known_person p on p.org_id = r.org_id and p.person_id = r.rep_id
    left join known_retailer k on k.org_id = r.org_id and k.retailer_id = r.retailer_id
    where ${wanted} and ${inSetting} and ($8::text is null or ${ofShop} = $8) and ${counted}
      and ($10::date is null or (r.day, r.visit_id) < ($10, $11::uuid))
    order by r.day desc, r.visit_id desc limit $12`,
  stop: `select r.rep_id || ' ' || r.retailer_id as id, r.day, r.unit_id as "unitId", r.rep_id as "repId", p.name as "repName",
      null as "visitId", r.retailer_id as "retailerId", ${shopColumns}, to_jsonb(r) as counts
    from report_stop r join known_person p on p.org_id = r.org_id and p.person_id = r.rep_id
    left join known_retailer k on k.org_id = r.org_id and k.retailer_id = r.retailer_id
    where ${wanted} and ${inSetting} and ($8::text is null or ${ofShop} = $8) and ${counted}
      and ($10::date is null or (r.day, r.rep_id, r.retailer_id) < ($10, split_part($11, ' ', 1)::uuid, split_part($11, ' ', 2)::uuid))
    order by r.day desc, r.rep_id desc, r.retailer_id desc limit $12`,
  day: `select r.rep_id || ' ' || r.unit_id as id, r.day, r.unit_id as "unitId", r.rep_id as "repId", p.name as "repName",
      null as "visitId", null as "retailerId", null as "retailerCode", null as "retailerName", null as "retailerPosition", null as "territoryId",
      null as grade, null as "businessType", null as setting, to_jsonb(r) as counts
    from rep_day r join known_person p on p.org_id = r.org_id and p.person_id = r.rep_id
    where ${wanted} and $6::text is null and ($8::text is null or ${ofDay} = $8) and ${counted}
      and ($10::date is null or (r.day, r.rep_id, r.unit_id) < ($10, split_part($11, ' ', 1)::uuid, split_part($11, ' ', 2)::uuid))
    order by r.day desc, r.rep_id desc, r.unit_id desc limit $12`,
};

/** Names of counts as the tables have them. */
const columnOf = (name: string): string => name.replace(/S$/, '_s');

/** Rows of visits, stops or days that add to a number, the newest first; one more than asked for tells of a next page. */
export async function rowsOf(
  sql: Queryable,
  of: Exclude<Fact, 'retailer'>,
  want: RowsWanted,
  { counts, limit, after }: PageWanted,
): Promise<StoredRow[]> {
  const { rows } = await sql.query<StoredRow & { counts: Record<string, unknown> }>(tables[of], [
    ...parametersOf(want),
    counts.map(columnOf),
    after?.day ?? null,
    after?.id ?? null,
    limit + 1,
  ]);
  return rows.map((row) => ({
    ...row,
    counts: Object.fromEntries(
      counts.map((name) => [name, Number((row.counts as Record<string, unknown>)[columnOf(name)])]),
    ),
  }));
}
