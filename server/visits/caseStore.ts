import type { LedgerEntry } from '../../shared/ledger.ts';
import type { CoordinateThen } from '../../shared/visits.ts';
import type { Queryable } from '../db.ts';

/** Where a retailer was said to be, oldest first; the last one is the present. Metres from the present one, on the spheroid. */
export async function coordinatesOf(sql: Queryable, orgId: number, retailerId: string): Promise<CoordinateThen[]> {
  const { rows } = await sql.query<Omit<CoordinateThen, 'untilAt'> & { untilAt: Date | null }>(
    `select json_build_object('lng', st_x(c.position::geometry), 'lat', st_y(c.position::geometry)) as position, c.trust,
            case when c.next_position is not null then c.next_at end as "untilAt", st_distance(c.position, r.position) as "movedM"
     from (
       select *, lead(position::text) over versions as next_position, lead(at) over versions as next_at
       from known_place where org_id = $1 and retailer_id = $2 window versions as (order by begins, place_no)
     ) c join known_retailer r using (org_id, retailer_id)
     where c.next_position is null or c.next_position <> c.position::text
     order by c.begins, c.place_no`,
    [orgId, retailerId],
  );
  return rows.map((row) => ({ ...row, untilAt: row.untilAt?.toISOString() ?? null }));
}

/** The ledger's entries about a visit, in their order. */
export async function ledgerOf(sql: Queryable, orgId: number, visitId: string): Promise<LedgerEntry[]> {
  const { rows } = await sql.query<LedgerEntry>(
    `select org_id as org, unit_id as unit, to_char(day, 'YYYY-MM-DD') as day, entry_no::int as no, kind, at, fact, previous_sha256 as previous, sha256 as hash
     from known_ledger_entry where org_id = $1 and fact::json ->> 'visitId' = $2 and kind in ('press', 'verdict', 'appeal', 'decision') order by entry_no`,
    [orgId, visitId.toLowerCase()],
  );
  return rows;
}
