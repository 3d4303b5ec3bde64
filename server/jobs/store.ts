import type { SentReason } from '../../shared/errors.ts';
import { Job, type JobProgress, type JobState } from '../../shared/jobs.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** A job in the hands of this process. */
export interface TakenJob {
  orgId: number;
  jobId: string;
  kind: string;
  madeBy: string;
  input: unknown;
  attempt: number;
}

/** What has become of a running job, as its process learns it with each sign of life. */
export type JobFate = 'mine' | 'cancel' | 'lost';

type JobRow = Omit<Job, 'madeAt' | 'startedAt' | 'endedAt'> & {
  madeAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
};

const columns = `job_id as "jobId", kind, state, progress, made_at as "madeAt", started_at as "startedAt", ended_at as "endedAt", result, problem, reason`;

function toJob({ madeAt, startedAt, endedAt, ...row }: JobRow): Job {
  return {
    ...row,
    madeAt: madeAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

export async function addJob(sql: Queryable, who: Who, kind: string, unitId: string, input: unknown): Promise<Job> {
  const { rows } = await sql.query<JobRow>(
    `insert into job (org_id, kind, unit_id, made_by, input) values ($1, $2, $3, $4, $5::text::json) returning ${columns}`,
    [who.orgId, kind, unitId, who.personId, JSON.stringify(input)],
  );
  return toJob(rows[0]!);
}

/** A job of a unit in the caller's scope. */
export async function jobIn(sql: Queryable, who: Who, jobId: string): Promise<Job | null> {
  const { rows } = await sql.query<JobRow>(
    `select ${columns} from job where org_id = $1 and unit_id = any($2) and job_id = $3`,
    [who.orgId, who.unitIds, jobId],
  );
  return rows[0] ? toJob(rows[0]) : null;
}

/** Ends a waiting job, and asks a running one to end; does nothing to one that has ended. */
export async function askToCancel(sql: Queryable, who: Who, jobId: string): Promise<void> {
  await sql.query(
    `update job set cancel_asked = true, state = case state when 'waiting' then 'cancelled' else state end, ended_at = case state when 'waiting' then now() end
     where org_id = $1 and unit_id = any($2) and job_id = $3 and state in ('waiting', 'running')`,
    [who.orgId, who.unitIds, jobId],
  );
}

/** Takes the oldest job of whoever has fewest under way, then of whoever was served longest ago: many of one person keep nobody waiting. One that waits, or whose process was not heard of for so long; two processes never take the same. */
export async function takeJob(sql: Queryable, kinds: readonly string[], silentS: number): Promise<TakenJob | null> {
  const { rows } = await sql.query<TakenJob>(
    `update job set state = 'running', attempt = attempt + 1, heard_at = clock_timestamp(), started_at = coalesce(started_at, now())
     where (org_id, job_id) = (
       select org_id, job_id from job
       where kind = any($1) and (state = 'waiting' or state = 'running' and heard_at < clock_timestamp() - make_interval(secs => $2))
       order by (select count(*) from job r where r.org_id = job.org_id and r.made_by = job.made_by and r.state = 'running'),
                (select max(started_at) from job r where r.org_id = job.org_id and r.made_by = job.made_by) nulls first, made_at
       limit 1 for update skip locked)
     returning org_id as "orgId", job_id as "jobId", kind, made_by as "madeBy", input, attempt`,
    [kinds, silentS],
  );
  return rows[0] ?? null;
}

const mine = `org_id = $1 and job_id = $2 and attempt = $3 and state = 'running'`;

/** Says that the job's process lives and how far it is; hears whether to go on. */
export async function signOfLife(sql: Queryable, job: TakenJob, progress: JobProgress | null): Promise<JobFate> {
  const { rows } = await sql.query<{ cancelAsked: boolean }>(
    `update job set heard_at = clock_timestamp(), progress = coalesce($4::text::json, progress) where ${mine} returning cancel_asked as "cancelAsked"`,
    [job.orgId, job.jobId, job.attempt, progress && JSON.stringify(progress)],
  );
  return rows[0] === undefined ? 'lost' : rows[0].cancelAsked ? 'cancel' : 'mine';
}

/** Writes the end of a job, if it is still in these hands. */
export async function endJob(
  sql: Queryable,
  job: TakenJob,
  end: {
    state: JobState;
    result: unknown;
    why: { problem: string; reason: SentReason } | null;
    progress: JobProgress | null;
  },
): Promise<void> {
  await sql.query(
    `update job set state = $4, result = $5::text::json, problem = $6, reason = $7::text::json, progress = coalesce($8::text::json, progress), ended_at = now() where ${mine}`,
    [
      job.orgId,
      job.jobId,
      job.attempt,
      end.state,
      end.result === undefined ? null : JSON.stringify(end.result),
      end.why && end.why.problem,
      end.why && JSON.stringify(end.why.reason),
      end.progress && JSON.stringify(end.progress),
    ],
  );
}

/** Puts a job back for another process: this one ends. The taking does not count. */
export async function giveBack(sql: Queryable, job: TakenJob): Promise<void> {
  await sql.query(`update job set state = 'waiting', attempt = attempt - 1, heard_at = null where ${mine}`, [
    job.orgId,
    job.jobId,
    job.attempt,
  ]);
}

export async function countOpenJobs(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*) as n from job where state in ('waiting', 'running')`,
  );
  return rows[0]!.n;
}

export async function dropJobsEndedBefore(sql: Queryable, days: number): Promise<void> {
  await sql.query('delete from job where ended_at < now() - make_interval(days => $1)', [days]);
}
