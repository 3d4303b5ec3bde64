import type { LookWay } from '../../shared/looks.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { Seen } from '../looks.ts';

/** Appends looks, a row for each; in one statement, because somebody waits for what they are about to see. */
export async function addLooks(sql: Queryable, way: LookWay, looks: readonly (Seen & { who: Who })[]): Promise<void> {
  const rows = looks.map(({ who, repIds, fromAt, toAt }) => {
    return { org: who.orgId, looker: who.personId, via: credentialOf(who), reps: `{${repIds.join()}}`, fromAt, toAt };
  });
  await sql.query(
    `insert into look (org_id, looker_id, way, via, rep_ids, from_at, to_at)
     select l.org, l.looker, $1, l.via, l.reps::uuid[], l."fromAt", l."toAt"
     from json_to_recordset($2::json) as l(org integer, looker uuid, via text, reps text, "fromAt" timestamptz, "toAt" timestamptz)`,
    [way, JSON.stringify(rows)],
  );
}

/** No look takes so long to be written: a statement ends after a minute. */
const WRITTEN_AFTER_MINUTES = 10;

/** Makes one entry of the ledger of all looks since the last one. */
export async function sealLooks(sql: Queryable): Promise<void> {
  await sql.query('select seal_looks(now() - make_interval(mins => $1))', [WRITTEN_AFTER_MINUTES]);
}
