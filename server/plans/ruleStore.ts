import type { SaidSetting } from '../../shared/settings.ts';
import type { Queryable } from '../db.ts';

export interface SaidOfDay extends SaidSetting {
  unitId: string;
  day: string;
}

/** What is said of settings for units on days; settings of which nobody says anything are left out. */
export async function saidOn(
  sql: Queryable,
  orgId: number,
  unitIds: readonly string[],
  days: readonly string[],
): Promise<SaidOfDay[]> {
  const { rows } = await sql.query<SaidOfDay>(
    `select unit_id as "unitId", day, key, value from settings_on($1, $2::uuid[], $3::date[])`,
    [orgId, unitIds, days],
  );
  return rows;
}
