import type { LngLat } from '../../shared/geo.ts';
import type { Queryable } from '../db.ts';

/** Barriers of a unit and below as a draft uses them. The key says which ones, and in which state. */
export interface BarriersInForce {
  lines: LngLat[][];
  count: number;
  key: string;
}

const inForce =
  'b.org_id = $1 and b.deleted_at is null and b.unit_id = any((select unit_scope($1, $2))::uuid[]) and not b.barrier_id = any($3::uuid[])';
type Draft = { unitId: string; design: { settings: { barriersOff: readonly string[] } } };

export async function barriersInForce(
  sql: Queryable,
  orgId: number,
  { unitId, design }: Draft,
): Promise<BarriersInForce> {
  const { rows } = await sql.query<{ barrierId: string; revision: number; coordinates: [number, number][][] }>(
    `select b.barrier_id as "barrierId", b.revision, st_asgeojson(b.lines, 9)::jsonb -> 'coordinates' as coordinates from known_barrier b where ${inForce} order by b.barrier_id`,
    [orgId, unitId, design.settings.barriersOff],
  );
  return {
    lines: rows.flatMap((row) => row.coordinates.map((line) => line.map(([lng, lat]) => ({ lng, lat })))),
    count: rows.length,
    key: keyOf(rows),
  };
}

/** The key alone: asked with every reading of a draft. */
export async function barriersKey(sql: Queryable, orgId: number, { unitId, design }: Draft): Promise<string> {
  const { rows } = await sql.query<{ barrierId: string; revision: number }>(
    `select b.barrier_id as "barrierId", b.revision from known_barrier b where ${inForce} order by b.barrier_id`,
    [orgId, unitId, design.settings.barriersOff],
  );
  return keyOf(rows);
}

const keyOf = (rows: readonly { barrierId: string; revision: number }[]): string =>
  rows.map((row) => `${row.barrierId.slice(0, 8)}.${row.revision}`).join(' ');
