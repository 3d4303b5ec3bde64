import type { Device } from '../../shared/phones.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const deviceColumns = `device_id as "deviceId", person_id as "personId", label, created_at as "createdAt", last_seen_at as "lastSeenAt", revoked_at as "revokedAt"`;

interface DeviceRow extends Omit<Device, 'createdAt' | 'lastSeenAt' | 'revokedAt'> {
  createdAt: Date;
  lastSeenAt: Date | null;
  revokedAt: Date | null;
}

function toDevice(row: DeviceRow): Device {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

export async function devicesOf(sql: Queryable, orgId: number, personId: string): Promise<Device[]> {
  const { rows } = await sql.query<DeviceRow>(
    `select ${deviceColumns} from device where org_id = $1 and person_id = $2 order by created_at`,
    [orgId, personId],
  );
  return rows.map(toDevice);
}

/** A phone of a rep, with this token; null where the person is no rep, or gone. Their role is held until the phone is there. */
export async function addDevice(
  sql: Queryable,
  orgId: number,
  personId: string,
  label: string,
  tokenHash: Buffer,
): Promise<Device | null> {
  const { rows } = await sql.query<DeviceRow>(
    `with rep as (select org_id, person_id from person where org_id = $1 and person_id = $2 and role = 'rep' and is_active for share)
     insert into device (org_id, person_id, label, token_hash) select org_id, person_id, $3, $4 from rep returning ${deviceColumns}`,
    [orgId, personId, label, tokenHash],
  );
  return rows[0] ? toDevice(rows[0]) : null;
}

/** A device of the caller's scope ($1 organisation, $2 units), and of this owner where one is given ($4). */
const deviceInScope = `org_id = $1 and device_id = $3 and ($4::uuid is null or person_id = $4)
  and person_id in (select person_id from person where org_id = $1 and unit_id = any($2))`;

/** Null when there is no such device; revoking twice is revoking once. */
export async function revokeDevice(
  sql: Queryable,
  who: Who,
  deviceId: string,
  ownerId: string | null,
): Promise<{ device: Device; isNew: boolean } | null> {
  const { rows } = await sql.query<DeviceRow & { isNew: boolean }>(
    `update device set revoked_at = coalesce(revoked_at, now()) where ${deviceInScope}
     returning ${deviceColumns}, revoked_at = now() as "isNew"`,
    [who.orgId, who.unitIds, deviceId, ownerId],
  );
  if (!rows[0]) return null;
  const { isNew, ...device } = rows[0];
  return { device: toDevice(device), isNew };
}

/** The same phone with another token; the old one is worth nothing from now on. Null when there is no such phone, it was revoked, or is of nobody who is a rep at work. */
export async function rotateDevice(
  sql: Queryable,
  who: Who,
  deviceId: string,
  ownerId: string | null,
  tokenHash: Buffer,
): Promise<Device | null> {
  const { rows } = await sql.query<DeviceRow>(
    `update device set token_hash = $5 where ${deviceInScope} and revoked_at is null
       and exists (select from person p where p.org_id = $1 and p.person_id = device.person_id and p.role = 'rep' and p.is_active) returning ${deviceColumns}`,
    [who.orgId, who.unitIds, deviceId, ownerId, tokenHash],
  );
  return rows[0] ? toDevice(rows[0]) : null;
}
