import type { LngLat } from '../../shared/geo.ts';
import type { SaidSetting } from '../../shared/settings.ts';
import type { Queryable } from '../db.ts';
import type { RetailerPeriod } from './retailerPeriod.ts';

export interface StoredRetailer extends RetailerPeriod {
  retailerId: string;
  code: string;
  name: string;
  position: LngLat;
  unitId: string;
  /** Territory and holder on the last day of the period; null: no map said so. */
  territoryId: string | null;
  holderId: string | null;
  holderName: string | null;
  businessType: string | null;
  setting: string | null;
}

export interface RetailersWanted {
  orgId: number;
  unitIds: readonly string[] | null;
  from: string;
  to: string;
  holderId: string | null;
  setting: string | null;
}

/** Retailers of units with what they came to in a period: what they are, and who holds them, is as of its last day. */
export async function retailerPeriods(sql: Queryable, want: RetailersWanted): Promise<StoredRetailer[]> {
  const { rows } = await sql.query<StoredRetailer>(
    `with made as (
       select retailer_id, count(distinct day) filter (where valid = 1)::integer as valid_days, sum(valid + suspect + invalid + unverifiable)::integer as visits
       from report_visit where org_id = $1 and day between $3 and $4 group by retailer_id
     ), last as (
       select retailer_id, max(day) as day from report_visit where org_id = $1 and valid = 1 and day <= $4 group by retailer_id
     ), act as (
       select retailer_id, json_agg(json_build_object('day', from_day, 'deed', deed) order by from_day) as acts from retailer_act where org_id = $1 group by retailer_id
     )
     select r.retailer_id as "retailerId", r.code, r.name, json_build_object('lng', st_x(r.position::geometry), 'lat', st_y(r.position::geometry)) as position,
            r.unit_id as "unitId", t.territory_id as "territoryId", t.rep_id as "holderId", h.name as "holderName",
            f.grade, f.business_type as "businessType", f.setting, f.visits_per_month as "visitsPerMonth", coalesce(p.trust, r.trust) as trust,
            coalesce(a.acts, '[]') as acts, coalesce(m.valid_days, 0) as "validDays", coalesce(m.visits, 0) as visits, l.day as "lastDay"
     from known_retailer r
     left join lateral visit_territory_on(r.org_id, r.retailer_id, $4) t on true
     left join known_person h on h.org_id = r.org_id and h.person_id = t.rep_id
     left join lateral facts_on(r.org_id, r.retailer_id, $4) f on true
     left join lateral place_on(r.org_id, r.retailer_id, $4) p on true
     left join made m on m.retailer_id = r.retailer_id
     left join last l on l.retailer_id = r.retailer_id
     left join act a on a.retailer_id = r.retailer_id
     where r.org_id = $1 and ($2::uuid[] is null or r.unit_id = any($2)) and ($5::uuid is null or t.rep_id = $5) and ($6::text is null or coalesce(f.setting, '-') = $6)
     order by r.code, r.retailer_id`,
    [want.orgId, want.unitIds, want.from, want.to, want.holderId, want.setting],
  );
  return rows;
}

/** What units say of how often retailers are visited, on a day. */
export async function frequenciesOn(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  day: string,
): Promise<({ unitId: string } & SaidSetting)[]> {
  const { rows } = await sql.query<{ unitId: string } & SaidSetting>(
    `select unit_id as "unitId", key, value from settings_on($1, $2::uuid[], array[$3::date]) where key in ('visitsAMonth', 'visitsByGrade')`,
    [orgId, unitIds, day],
  );
  return rows;
}
