import type { WholeQuestionnaire } from '../../shared/questionnaires.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const columns = `q.questionnaire_id as "questionnaireId", q.version, q.unit_id as "unitId", case when q.published_at is null then 'draft' else 'published' end as state,
  q.content::json as content, q.content::json -> 'title' as title, json_array_length(q.content::json -> 'questions') as "questionCount", q.sha256, q.revision,
  p.name as "changedBy", to_char(q.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
  q.published_at is not null and not exists (select from questionnaire n where n.org_id = q.org_id and n.questionnaire_id = q.questionnaire_id
    and n.version > q.version and n.published_at is not null) as "isNewest"`;

/** Published ones of the organisation and drafts of the caller's units, the newest change first. */
export async function questionnairesFor(
  sql: Queryable,
  who: Who,
  filter: { questionnaireId?: string; version?: number; isDraft?: true } = {},
): Promise<WholeQuestionnaire[]> {
  const { rows } = await sql.query<WholeQuestionnaire>(
    `select ${columns} from questionnaire q join known_person p on p.org_id = q.org_id and p.person_id = q.changed_by
     where q.org_id = $1 and (q.published_at is not null or q.unit_id = any($2)) and ($3::uuid is null or q.questionnaire_id = $3)
       and ($4::integer is null or q.version = $4) and ($5::boolean is null or q.published_at is null)
     order by q.changed_at desc, q.questionnaire_id, q.version desc`,
    [who.orgId, who.unitIds, filter.questionnaireId ?? null, filter.version ?? null, filter.isDraft ?? null],
  );
  return rows;
}

/** Whoever changes a questionnaire waits here for whoever changes it already. */
export async function holdQuestionnaire(sql: Queryable, orgId: number, questionnaireId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `questionnaire ${orgId} ${questionnaireId}`,
  ]);
}

/** The unit and the last version of a questionnaire of the caller's units. */
export async function lastVersion(
  sql: Queryable,
  who: Who,
  questionnaireId: string,
): Promise<{ unitId: string; version: number } | null> {
  const { rows } = await sql.query<{ unitId: string; version: number }>(
    `select unit_id as "unitId", version from questionnaire where org_id = $1 and questionnaire_id = $2 and unit_id = any($3) order by version desc limit 1`,
    [who.orgId, questionnaireId, who.unitIds],
  );
  return rows[0] ?? null;
}

interface Draft {
  questionnaireId: string;
  version: number;
  unitId: string;
  content: Questionnaire;
}

export async function addVersion(
  sql: Queryable,
  who: Who,
  { questionnaireId, version, unitId, content }: Draft,
): Promise<void> {
  await sql.query(
    `insert into questionnaire (org_id, questionnaire_id, version, unit_id, content, sha256, changed_by, via)
     values ($1, $2, $3, $4, $5::text, encode(sha256(convert_to($5::text, 'UTF8')), 'hex'), $6, $7)`,
    [who.orgId, questionnaireId, version, unitId, JSON.stringify(content), who.personId, credentialOf(who)],
  );
}

export async function changeDraft(
  sql: Queryable,
  who: Who,
  questionnaireId: string,
  content: Questionnaire,
): Promise<void> {
  await sql.query(
    `update questionnaire set content = $3::text, sha256 = encode(sha256(convert_to($3::text, 'UTF8')), 'hex'), revision = revision + 1, changed_by = $4, via = $5,
       changed_at = clock_timestamp() where org_id = $1 and questionnaire_id = $2 and published_at is null`,
    [who.orgId, questionnaireId, JSON.stringify(content), who.personId, credentialOf(who)],
  );
}

export async function publishDraft(sql: Queryable, who: Who, questionnaireId: string): Promise<void> {
  await sql.query(
    `update questionnaire set revision = revision + 1, changed_by = $3, via = $4, changed_at = clock_timestamp(), published_at = clock_timestamp()
     where org_id = $1 and questionnaire_id = $2 and published_at is null`,
    [who.orgId, questionnaireId, who.personId, credentialOf(who)],
  );
}

export async function dropDraft(sql: Queryable, orgId: number, questionnaireId: string): Promise<void> {
  await sql.query('delete from questionnaire where org_id = $1 and questionnaire_id = $2 and published_at is null', [
    orgId,
    questionnaireId,
  ]);
}
