import type { LogFacts } from '../../shared/logFacts.ts';
import type { LogSpan } from '../../shared/logDue.ts';
import type { FiledLog, LogReview, NewReview, Said, WorkLog } from '../../shared/logs.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const came = `l.log_id as "logId", l.span, l.from_day as "fromDay", l.to_day as "toDay", l.revision_no as "revisionNo", l.said_at as "saidAt",
  l.received_at as "receivedAt", l.due_at as "dueAt", l.timeliness, l.clock`;

type Dated<T> = Omit<T, 'saidAt' | 'receivedAt' | 'dueAt'> & Record<'saidAt' | 'receivedAt' | 'dueAt', Date>;

const inWords = <T extends Record<'saidAt' | 'receivedAt' | 'dueAt', Date>>(row: T) => ({
  ...row,
  saidAt: row.saidAt.toISOString(),
  receivedAt: row.receivedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
});

/** One writer of an author's logs, or of what is said of them, at a time. */
export async function holdAuthor(sql: Queryable, orgId: number, authorId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`logs ${orgId} ${authorId}`]);
}

export async function storedLog(
  sql: Queryable,
  orgId: number,
  logId: string,
): Promise<{ authorId: string; bodySha256: Buffer; filed: FiledLog } | null> {
  const { rows } = await sql.query<Dated<FiledLog> & { authorId: string; bodySha256: Buffer }>(
    `select ${came}, l.author_id as "authorId", l.body_sha256 as "bodySha256" from log l where l.org_id = $1 and l.log_id = $2`,
    [orgId, logId],
  );
  if (!rows[0]) return null;
  const { authorId, bodySha256, ...filed } = rows[0];
  return { authorId, bodySha256, filed: inWords(filed) };
}

export interface LogToAdd extends Pick<
  FiledLog,
  'logId' | 'span' | 'fromDay' | 'toDay' | 'revisionNo' | 'saidAt' | 'timeliness' | 'clock'
> {
  unitId: string;
  dueAt: Date;
  receivedAt: Date;
  said: Said;
  facts: LogFacts;
  bodySha256: Buffer;
}

export async function addLog(sql: Queryable, who: Who, log: LogToAdd): Promise<void> {
  await sql.query(
    `insert into log (org_id, log_id, unit_id, author_id, span, from_day, to_day, revision_no, said_at, due_at, timeliness, clock, said, facts, body_sha256, via, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::json, $14::json, $15, $16, $17)`,
    [
      who.orgId,
      log.logId,
      log.unitId,
      who.personId,
      log.span,
      log.fromDay,
      log.toDay,
      log.revisionNo,
      log.saidAt,
      log.dueAt,
      log.timeliness,
      log.clock,
      JSON.stringify(log.said),
      JSON.stringify(log.facts),
      log.bodySha256,
      credentialOf(who),
      log.receivedAt,
    ],
  );
}

export async function lastRevision(sql: Queryable, who: Who, span: LogSpan, fromDay: string): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select coalesce(max(revision_no), 0)::int as n from log where org_id = $1 and author_id = $2 and span = $3 and from_day = $4`,
    [who.orgId, who.personId, span, fromDay],
  );
  return rows[0]!.n;
}

export interface StandingLog extends WorkLog {
  authorId: string;
  unitId: string;
}

/** Logs as they stand, each with what was said of any of its revisions: of authors, of a span, that begin in a period. */
export async function logsOf(
  sql: Queryable,
  orgId: number,
  of: { authorIds: readonly string[]; span: LogSpan | null; from: string; to: string },
): Promise<StandingLog[]> {
  const { rows } = await sql.query<Dated<StandingLog>>(
    `select ${came}, l.author_id as "authorId", l.unit_id as "unitId", l.said, l.facts,
       (select coalesce(json_agg(json_build_object('reviewId', w.review_id, 'revisionNo', e.revision_no, 'deed', w.deed, 'line', w.line, 'note', w.note, 'reviewerName', p.name,
          'reviewedAt', to_char(w.reviewed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by w.reviewed_at), '[]')
        from log e join log_review w using (org_id, log_id) join known_person p on p.org_id = w.org_id and p.person_id = w.reviewer_id
        where e.org_id = l.org_id and e.author_id = l.author_id and e.span = l.span and e.from_day = l.from_day) as reviews
     from log_latest l
     where l.org_id = $1 and l.author_id = any($2) and ($3::text is null or l.span = $3) and l.from_day between $4 and $5
     order by l.from_day desc, l.span, l.author_id`,
    [orgId, of.authorIds, of.span, of.from, of.to],
  );
  return rows.map(inWords);
}

/** Whose log it is, where the caller may see it, and whether a newer revision came. */
export async function placeOfLog(
  sql: Queryable,
  who: Who,
  logId: string,
): Promise<{ authorId: string; span: LogSpan; fromDay: string; isLast: boolean; revisionNo: number } | null> {
  const { rows } = await sql.query<{
    authorId: string;
    span: LogSpan;
    fromDay: string;
    isLast: boolean;
    revisionNo: number;
  }>(
    `select l.author_id as "authorId", l.span, l.from_day as "fromDay", l.revision_no as "revisionNo",
       not exists (select from log n where n.org_id = l.org_id and n.author_id = l.author_id and n.span = l.span and n.from_day = l.from_day and n.revision_no > l.revision_no) as "isLast"
     from log l where l.org_id = $1 and l.log_id = $2 and l.unit_id = any($3)`,
    [who.orgId, logId, who.unitIds],
  );
  return rows[0] ?? null;
}

export async function earlierRevisions(
  sql: Queryable,
  orgId: number,
  { authorId, span, fromDay, revisionNo }: Pick<StandingLog, 'authorId' | 'span' | 'fromDay' | 'revisionNo'>,
): Promise<(FiledLog & { said: Said })[]> {
  const { rows } = await sql.query<Dated<FiledLog & { said: Said }>>(
    `select ${came}, l.said from log l where l.org_id = $1 and l.author_id = $2 and l.span = $3 and l.from_day = $4 and l.revision_no < $5 order by l.revision_no desc`,
    [orgId, authorId, span, fromDay, revisionNo],
  );
  return rows.map(inWords);
}

export async function storedReview(
  sql: Queryable,
  orgId: number,
  reviewId: string,
): Promise<(LogReview & { logId: string; reviewerId: string }) | null> {
  const { rows } = await sql.query<
    Omit<LogReview, 'reviewedAt'> & { reviewedAt: Date; logId: string; reviewerId: string }
  >(
    `select w.review_id as "reviewId", w.log_id as "logId", w.reviewer_id as "reviewerId", l.revision_no as "revisionNo", w.deed, w.line, w.note, p.name as "reviewerName", w.reviewed_at as "reviewedAt"
     from log_review w join log l using (org_id, log_id) join known_person p on p.org_id = w.org_id and p.person_id = w.reviewer_id
     where w.org_id = $1 and w.review_id = $2`,
    [orgId, reviewId],
  );
  return rows[0] ? { ...rows[0], reviewedAt: rows[0].reviewedAt.toISOString() } : null;
}

export async function isReturned(sql: Queryable, orgId: number, logId: string): Promise<boolean> {
  const { rows } = await sql.query(`select from log_review where org_id = $1 and log_id = $2 and deed = 'return'`, [
    orgId,
    logId,
  ]);
  return rows.length > 0;
}

export async function addReview(sql: Queryable, who: Who, logId: string, review: NewReview): Promise<void> {
  await sql.query(
    `insert into log_review (org_id, review_id, log_id, deed, line, note, reviewer_id, via) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [who.orgId, review.reviewId, logId, review.deed, review.line, review.note, who.personId, credentialOf(who)],
  );
}

/** How many of these logs are of the caller's units. */
export async function countLogs(sql: Queryable, who: Who, logIds: readonly string[]): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    'select count(*)::int as n from log where org_id = $1 and log_id = any($2) and unit_id = any($3)',
    [who.orgId, logIds, who.unitIds],
  );
  return rows[0]!.n;
}

/** Says of logs in the caller's units that they were read, where the caller has not said so yet; how many that were. */
export async function addReadings(sql: Queryable, who: Who, logIds: readonly string[]): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into log_review (org_id, review_id, log_id, deed, reviewer_id, via)
     select l.org_id, gen_random_uuid(), l.log_id, 'read', $3, $5 from log l
     where l.org_id = $1 and l.log_id = any($2) and l.unit_id = any($4)
       and not exists (select from log_review w where w.org_id = l.org_id and w.log_id = l.log_id and w.reviewer_id = $3)
     order by l.log_id`,
    [who.orgId, logIds, who.personId, who.unitIds, credentialOf(who)],
  );
  return rowCount;
}
