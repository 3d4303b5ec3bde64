import type { VisitState, VisitSummary } from '../../shared/visits.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { scopeOf, summaryColumns, summaryJoins, toSummary, type SummaryRow } from './store.ts';

export interface VisitFilter {
  day?: string | undefined;
  repId?: string | undefined;
  retailerId?: string | undefined;
  unitId?: string | undefined;
  state?: VisitState | undefined;
  review?: 'open' | 'changed' | undefined;
  limit: number;
  after: { startedAt: string; visitId: string } | null;
}

/** A day has begun somewhere 14 hours before it does in UTC, and ends everywhere 12 hours after. */
const onDay = `s.day = $4 and s.started_at >= $4::date::timestamp at time zone 'UTC' - interval '14 hours'
  and s.started_at < $4::date::timestamp at time zone 'UTC' + interval '36 hours'`;

const isWanted = `s.org_id = $1 and ($3::uuid is null or s.rep_id = $3)
  and ($4::date is null or ${onDay}) and ($5::uuid is null or s.rep_id = $5) and ($6::uuid is null or s.retailer_id = $6)
  and ($7::text is null or s.state = $7) and ($8::timestamptz is null or (s.started_at, s.visit_id) < ($8, $9::uuid))
  and ($11::text is null or $11 = 'open' and s.needs_review or $11 = 'changed' and s.has_changed)`;

const newest = `order by started_at desc, visit_id desc limit $10`;
const amongAll = `select s.started_at, s.visit_id from visit_standing s where ${isWanted} and s.unit_id = any($2) ${newest}`;
const unitByUnit = `select l.started_at, l.visit_id from unnest($2::uuid[]) u(unit_id)
  cross join lateral (select s.started_at, s.visit_id from visit_standing s where ${isWanted} and s.unit_id = u.unit_id ${newest}) l ${newest}`;

/**
 * Visits of the caller's scope, the newest first; one row more than the limit tells that there is a next page. Of somebody who sees
 * all units, of one rep and of one retailer the newest are the first of all; of a part of the units they are among the newest of
 * each, since a unit may have had none for long.
 */
export async function visitsIn(sql: Queryable, who: Who, filter: VisitFilter): Promise<VisitSummary[]> {
  const [orgId, , ownId] = scopeOf(who);
  const ofUnits = filter.unitId === undefined ? who.unitIds : who.unitIds.filter((id) => id === filter.unitId);
  const isOfOne = ownId !== null || filter.repId !== undefined || filter.retailerId !== undefined;
  const first = isOfOne || (filter.unitId === undefined && (await seesAllUnits(sql, who))) ? amongAll : unitByUnit;
  const { rows } = await sql.query<SummaryRow>(
    `with listed as materialized (${first})
     select ${summaryColumns} from listed join visit v on v.org_id = $1 and v.visit_id = listed.visit_id ${summaryJoins}
     order by listed.started_at desc, listed.visit_id desc`,
    [
      orgId,
      ofUnits,
      ownId,
      filter.day ?? null,
      filter.repId ?? null,
      filter.retailerId ?? null,
      filter.state ?? null,
      filter.after?.startedAt ?? null,
      filter.after?.visitId ?? null,
      filter.limit + 1,
      filter.review ?? null,
    ],
  );
  return rows.map(toSummary);
}

async function seesAllUnits(sql: Queryable, { orgId, unitIds }: Who): Promise<boolean> {
  const { rows } = await sql.query<{ all: boolean }>('select is_every_unit($1, $2) as all', [orgId, unitIds]);
  return rows[0]!.all;
}
