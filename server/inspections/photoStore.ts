import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

export interface StoredPhoto {
  parts: number;
  isWhole: boolean;
  isDropped: boolean;
}

export async function holdPhoto(sql: Queryable, orgId: number, sha256: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`photo ${orgId} ${sha256}`]);
}

interface Naming {
  findingId: string | null;
  reportId: string | null;
}

/** The caller's finding, or report that something is mended, that names a photo; the first of several. */
export async function namingOf(sql: Queryable, who: Who, sha256: string): Promise<Naming | null> {
  const { rows } = await sql.query<Naming>(
    `select finding_id as "findingId", null as "reportId", received_at from finding where org_id = $1 and inspector_id = $2 and photos @> array[$3]
     union all
     select null, report_id, received_at from remedy_report where org_id = $1 and reported_by = $2 and photos @> array[$3]
     order by received_at limit 1`,
    [who.orgId, who.personId, sha256],
  );
  return rows[0] ?? null;
}

export async function storedPhoto(sql: Queryable, orgId: number, sha256: string): Promise<StoredPhoto | null> {
  const { rows } = await sql.query<StoredPhoto>(
    `select parts, whole_at is not null as "isWhole", dropped_at is not null as "isDropped" from photo where org_id = $1 and sha256 = $2`,
    [orgId, sha256],
  );
  return rows[0] ?? null;
}

export async function beginPhoto(
  sql: Queryable,
  who: Who,
  photo: Naming & { sha256: string; parts: number; takenAt: string | null },
): Promise<void> {
  await sql.query(
    'insert into photo (org_id, sha256, finding_id, report_id, sent_by, parts, taken_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [who.orgId, photo.sha256, photo.findingId, photo.reportId, who.personId, photo.parts, photo.takenAt],
  );
}

/** A part sent again takes the place of the one before: which of them was right the whole's hash will say. */
export async function putPart(
  sql: Queryable,
  orgId: number,
  sha256: string,
  part: number,
  bytes: Buffer,
): Promise<void> {
  await sql.query(
    `insert into photo_part (org_id, sha256, part_no, bytes) values ($1, $2, $3, $4) on conflict (org_id, sha256, part_no) do update set bytes = excluded.bytes`,
    [orgId, sha256, part, bytes],
  );
}

export async function partNumbers(sql: Queryable, orgId: number, sha256: string): Promise<number[]> {
  const { rows } = await sql.query<{ no: number }>(
    'select part_no as no from photo_part where org_id = $1 and sha256 = $2 order by part_no',
    [orgId, sha256],
  );
  return rows.map(({ no }) => no);
}

export async function partsOf(sql: Queryable, orgId: number, sha256: string): Promise<Buffer> {
  const { rows } = await sql.query<{ bytes: Buffer }>(
    'select bytes from photo_part where org_id = $1 and sha256 = $2 order by part_no',
    [orgId, sha256],
  );
  return Buffer.concat(rows.map(({ bytes }) => bytes));
}

export async function dropParts(sql: Queryable, orgId: number, sha256: string): Promise<void> {
  await sql.query('delete from photo_part where org_id = $1 and sha256 = $2', [orgId, sha256]);
}

export async function photoWhole(
  sql: Queryable,
  orgId: number,
  sha256: string,
  size: { width: number; height: number },
): Promise<void> {
  await sql.query(
    'update photo set whole_at = clock_timestamp(), width = $3, height = $4 where org_id = $1 and sha256 = $2',
    [orgId, sha256, size.width, size.height],
  );
}

/** Whether the caller may see a photo: of a finding or report of their own, or of a plan of their units whose finding they may read. */
export async function maySee(sql: Queryable, who: Who, sha256: string): Promise<boolean> {
  const { rows } = await sql.query(
    `select from finding f join inspection_case c using (org_id, case_id) join inspection_plan p using (org_id, plan_id)
     where f.org_id = $1 and f.photos @> array[$2] and (f.inspector_id = $3 or p.unit_id = any($4))
     union all
     select from remedy_report t join remedy_state r using (org_id, remedy_id)
     where t.org_id = $1 and t.photos @> array[$2] and (t.reported_by = $3 or r.unit_id = any($4)) limit 1`,
    [who.orgId, sha256, who.personId, who.unitIds],
  );
  return rows.length > 0;
}

/** Deletes the bytes of photos that were kept long enough; that they came, and their hash, stays. */
export async function dropOldPhotos(sql: Queryable, days: number): Promise<number> {
  const { rowCount } = await sql.query(
    `with old as (
       update photo set dropped_at = now() where dropped_at is null and begun_at < now() - make_interval(days => $1) returning org_id, sha256
     )
     delete from photo_part p using old where p.org_id = old.org_id and p.sha256 = old.sha256`,
    [days],
  );
  return rowCount;
}
