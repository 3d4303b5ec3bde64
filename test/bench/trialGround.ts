import { randomUUID } from 'node:crypto';
import { ApiClient } from '../../server/apiClient.ts';
import type { Database } from '../../server/db.ts';
import { endVisit, startVisit } from '../../shared/visits.ts';

/** Retailers of a unit, 100 m apart around where the phones of a trial are. */
export async function addRetailers(db: Database, unitId: string, count: number): Promise<void> {
  await db.query(
    `insert into retailer (org_id, unit_id, code, name, position, original_lng, original_lat, frame)
     select u.org_id, u.unit_id, 'T' || i, 'Trial ' || i, st_setsrid(st_makepoint(p.lng, p.lat), 4326)::geography, p.lng, p.lat, 'wgs84'
     from unit u, generate_series(1, $2::integer) i, lateral (select 120.5 + (i % 500) * 1e-3 as lng, 27.9 + i / 500 * 1e-3 as lat) p where u.unit_id = $1`,
    [unitId, count],
  );
  await db.query('analyze retailer');
}

/** A visit of three minutes of each phone, at the shop where it is: its day is judged anew as positions come. */
export async function addVisits(
  db: Database,
  url: string,
  unitId: string,
  tokens: readonly string[],
  startAt: Date,
): Promise<void> {
  const { rows } = await db.query<{ retailerId: string; lng: number; lat: number }>(
    `select retailer_id as "retailerId", st_x(position::geometry) as lng, st_y(position::geometry) as lat from retailer where unit_id = $1 order by code limit $2`,
    [unitId, tokens.length],
  );
  for (const [i, token] of tokens.entries()) {
    const shop = rows[i % rows.length]!;
    const phone = new ApiClient(url, new AbortController().signal).useToken(token);
    const visitId = randomUUID();
    const press = (seconds: number) => {
      const pressedAt = new Date(startAt.getTime() + seconds * 1_000).toISOString();
      return {
        pressedAt,
        fix: {
          position: { lng: shop.lng, lat: shop.lat },
          accuracyM: 8,
          accuracyLevel: 0.68 as const,
          source: 'gnss' as const,
          fixAt: pressedAt,
          mock: false,
        },
      };
    };
    await phone.call(startVisit, { body: { visitId, retailerId: shop.retailerId, ...press(0) } });
    await phone.call(endVisit, { params: { visitId }, body: press(180) });
  }
}

/** Phones in one go, for trials with more of them than the API makes in a minute; nobody can sign in as their reps. */
export async function addPhones(db: Database, unitId: string, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomUUID());
  await db.query(
    `with made as (
       insert into person (org_id, unit_id, role, name, login, password_hash)
       select u.org_id, u.unit_id, 'rep', 'Trial', 'trial-' || token, '' from unit u, unnest($2::text[]) token where u.unit_id = $1
       returning org_id, person_id, login
     )
     insert into device (org_id, person_id, label, token_hash) select org_id, person_id, 'load trial', sha256(convert_to(substr(login, 7), 'UTF8')) from made`,
    [unitId, tokens],
  );
  return tokens;
}
