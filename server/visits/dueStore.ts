import type { Queryable } from '../db.ts';
import type { DueDay } from './judgeStore.ts';

const dueColumns = `v.org_id as "orgId", v.rep_id as "repId", v.day, v.revision, coalesce(p.revision, 0) as "positionRevision"`;
const daysDueForFixes = `known_position_day p join visit_day v using (org_id, rep_id, day)
  where p.due_at is not null and p.revision <> v.judged_position_revision and v.revision = v.judged_revision`;

/**
 * Rep-days whose presses (or, where asked, whose fixes) are not the ones that were judged, those with presses first,
 * and of each the longest unseen. There is no queue, so nothing can be lost from one; and no day of the past is read to find them.
 */
export async function dueDays(sql: Queryable, isForFixes: boolean, limit: number): Promise<DueDay[]> {
  if (isForFixes) await passDaysWithoutNews(sql);
  const { rows } = await sql.query<DueDay>(
    `(select ${dueColumns} from visit_day v left join known_position_day p using (org_id, rep_id, day)
      where v.revision <> v.judged_revision order by v.judged_at nulls first limit $2)
     union all
     (select ${dueColumns} from ${daysDueForFixes} and $1 order by p.due_at limit $2)
     limit $2`,
    [isForFixes, limit],
  );
  return rows;
}

export async function countDueDays(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select (select count(*) from visit_day where revision <> judged_revision) + (select count(*) from ${daysDueForFixes}) as n`,
  );
  return rows[0]!.n;
}

/**
 * Takes the mark from days of fixes of which there is nothing to judge: they have no visits, or were judged as they are. A visit that
 * begins at this moment makes its day due by itself, and is judged by all fixes that are marked here.
 */
async function passDaysWithoutNews(sql: Queryable): Promise<void> {
  await sql.query(
    `select fixes_seen(array_agg(p.org_id), array_agg(p.rep_id), array_agg(p.day), array_agg(p.revision))
     from known_position_day p left join visit_day v using (org_id, rep_id, day)
     where p.due_at is not null and (v.day is null or p.revision = v.judged_position_revision)
     having count(*) > 0`,
  );
}
