import type { CoordinateThen, LedgerRecord } from '../../shared/visits.ts';
import type { Queryable } from '../db.ts';

/** Where a retailer was said to be, oldest first; the last one is the present. Metres from the present one, on the spheroid. */
export async function coordinatesOf(sql: Queryable, orgId: number, retailerId: string): Promise<CoordinateThen[]> {
  const { rows } = await sql.query<Omit<CoordinateThen, 'untilAt'> & { untilAt: Date | null }>(
    `select json_build_object('lng', st_x(c.position::geometry), 'lat', st_y(c.position::geometry)) as position, c.trust, c.until_at as "untilAt", st_distance(c.position, r.position) as "movedM"
     from known_retailer r cross join lateral (
       select position, trust, until_at, was_no from earlier_coordinate w where w.org_id = r.org_id and w.retailer_id = r.retailer_id
       union all select r.position, r.trust, null, null
     ) c
     where r.org_id = $1 and r.retailer_id = $2 order by c.was_no nulls last`,
    [orgId, retailerId],
  );
  return rows.map((row) => ({ ...row, untilAt: row.untilAt?.toISOString() ?? null }));
}

/** The ledger's entries about a visit, in their order. */
export async function ledgerOf(sql: Queryable, orgId: number, visitId: string): Promise<LedgerRecord[]> {
  const { rows } = await sql.query<LedgerRecord>(
    `select kind, unit_id as "unitId", day, entry_no::int as no, at, sha256 as hash
     from known_ledger_entry where org_id = $1 and fact::json ->> 'visitId' = $2 and kind in ('press', 'verdict', 'appeal', 'decision') order by entry_no`,
    [orgId, visitId.toLowerCase()],
  );
  return rows;
}
