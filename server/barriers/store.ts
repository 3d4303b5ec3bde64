import type { Barrier, NewBarriers } from '../../shared/barriers.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

interface Row extends Omit<Barrier, 'lines'> {
  coordinates: [number, number][][];
}

/** Nine decimals of a degree are a tenth of a millimetre: what was said comes back. */
const coordinates = `st_asgeojson(b.lines, 9)::jsonb -> 'coordinates' as coordinates`;
const columns = `b.barrier_id as "barrierId", b.unit_id as "unitId", b.name, b.revision, ${coordinates}, st_length(b.lines) as "lengthM", p.name as "changedBy",
  to_char(b.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;
const source = 'barrier b join known_person p on p.org_id = b.org_id and p.person_id = b.changed_by';

const linesOf = (rows: readonly [number, number][][]): LngLat[][] =>
  rows.map((line) => line.map(([lng, lat]) => ({ lng, lat })));
const barrierOf = ({ coordinates: rows, ...rest }: Row): Barrier => ({ ...rest, lines: linesOf(rows) });

/** Barriers of the caller's units, those of one unit and below where it is named, by name. */
export async function barriersIn(sql: Queryable, who: Who, unitId: string | undefined): Promise<Barrier[]> {
  const { rows } = await sql.query<Row>(
    `select ${columns} from ${source}
     where b.org_id = $1 and b.unit_id = any($2) and b.deleted_at is null and ($3::uuid is null or b.unit_id = any((select unit_scope($1, $3))::uuid[])) order by b.name, b.barrier_id`,
    [who.orgId, who.unitIds, unitId ?? null],
  );
  return rows.map(barrierOf);
}

export interface StoredBarrier extends Barrier {
  isDeleted: boolean;
}

/** A barrier of the caller's units, held until the transaction ends: two writers meet here. */
export async function holdBarrier(sql: Queryable, who: Who, barrierId: string): Promise<StoredBarrier | null> {
  // A statement of its own: one that waited sees the newest row of what it locks, but what it joins as it was before (read committed).
  await sql.query('select 1 from barrier where org_id = $1 and barrier_id = $2 for update', [who.orgId, barrierId]);
  const { rows } = await sql.query<Row & { isDeleted: boolean }>(
    `select ${columns}, b.deleted_at is not null as "isDeleted" from ${source} where b.org_id = $1 and b.unit_id = any($2) and b.barrier_id = $3`,
    [who.orgId, who.unitIds, barrierId],
  );
  return rows[0] ? { ...barrierOf(rows[0]), isDeleted: rows[0].isDeleted } : null;
}

const geometry = (lines: readonly (readonly LngLat[])[]) =>
  JSON.stringify({ type: 'MultiLineString', coordinates: lines.map((line) => line.map((p) => [p.lng, p.lat])) });

/** Adds barriers to a unit; the names that are taken there, where some are: then nothing is to be kept. */
export async function addBarriers(
  sql: Queryable,
  who: Who,
  { unitId, barriers }: NewBarriers,
): Promise<{ ids: string[]; taken: string[] }> {
  const names = barriers.map((one) => one.name);
  const { rows } = await sql.query<{ barrierId: string; name: string }>(
    `insert into barrier (org_id, unit_id, name, lines, made_by, changed_by) select $1, $2, x.name, st_geomfromgeojson(x.lines)::geography, $5, $5 from unnest($3::text[], $4::text[]) as x(name, lines)
     on conflict do nothing returning barrier_id as "barrierId", name`,
    [who.orgId, unitId, names, barriers.map((one) => geometry(one.lines)), who.personId],
  );
  const added = new Set(rows.map((row) => row.name));
  return { ids: rows.map((row) => row.barrierId), taken: names.filter((name) => !added.has(name)) };
}

/** Whether another barrier of the unit has the name. */
export async function isBarrierNameTaken(
  sql: Queryable,
  orgId: number,
  { unitId, barrierId }: Pick<Barrier, 'unitId' | 'barrierId'>,
  name: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from barrier where org_id = $1 and unit_id = $2 and name = $3 and barrier_id <> $4 and deleted_at is null',
    [orgId, unitId, name, barrierId],
  );
  return rowCount > 0;
}

/** Writes a barrier that is held; what is left out stays as it is. */
export async function writeBarrier(
  sql: Queryable,
  who: Who,
  barrierId: string,
  change: { name?: string | undefined; lines?: LngLat[][] | undefined; isDeleted?: boolean },
): Promise<void> {
  await sql.query(
    `update barrier set revision = revision + 1, changed_by = $3, changed_at = clock_timestamp(), name = coalesce($4, name), lines = coalesce(st_geomfromgeojson($5)::geography, lines),
            deleted_at = case when $6::boolean is null then deleted_at when $6 then clock_timestamp() end
     where org_id = $1 and barrier_id = $2`,
    [
      who.orgId,
      barrierId,
      who.personId,
      change.name ?? null,
      change.lines ? geometry(change.lines) : null,
      change.isDeleted ?? null,
    ],
  );
}

/** How many barriers and points a unit has, with all below it; and the box in which 98 of 100 of its retailers stand, null where it has none. */
export async function barrierRoom(
  sql: Queryable,
  orgId: number,
  unitId: string,
): Promise<{ points: number; box: { west: number; east: number; south: number; north: number } | null }> {
  const { rows } = await sql.query<{ points: number; west: number | null; east: number; south: number; north: number }>(
    `select (select coalesce(sum(st_npoints(lines::geometry)), 0)::int from barrier where org_id = $1 and deleted_at is null and unit_id = any((select unit_scope($1, $2))::uuid[])) as points,
            percentile_disc(0.01) within group (order by st_x(position::geometry)) as west, percentile_disc(0.99) within group (order by st_x(position::geometry)) as east,
            percentile_disc(0.01) within group (order by st_y(position::geometry)) as south, percentile_disc(0.99) within group (order by st_y(position::geometry)) as north
     from known_retailer where org_id = $1 and unit_id = any((select unit_scope($1, $2))::uuid[])`,
    [orgId, unitId],
  );
  const { points, west, east, south, north } = rows[0]!;
  return { points, box: west === null ? null : { west, east, south, north } };
}
