import type { ScoreScheme } from '../../shared/scoreScheme.ts';
import type { WholeScheme } from '../../shared/scoreSchemes.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const columns = `s.scheme_id as "schemeId", s.version, s.unit_id as "unitId",
  case when s.published_at is null then 'draft' when r.scheme_id is not null then 'retired' else 'published' end as state,
  to_char(s.from_month, 'YYYY-MM') as "fromMonth", s.content::json as content, s.content::json -> 'title' as title, s.sha256, s.revision,
  p.name as "changedBy", to_char(s.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt"`;
const joined = `score_scheme s join known_person p on p.org_id = s.org_id and p.person_id = s.changed_by
  left join score_scheme_retired r on r.org_id = s.org_id and r.scheme_id = s.scheme_id and r.version = s.version`;

/** Those of the caller's units, and published ones of units above; drafts are not a rep's. The newest change first. */
export async function schemesFor(
  sql: Queryable,
  who: Who,
  filter: { schemeId?: string; version?: number; isDraft?: true } = {},
): Promise<WholeScheme[]> {
  const { rows } = await sql.query<WholeScheme>(
    `with recursive above as (
       select unit_id, parent_id from known_unit where org_id = $1 and unit_id = $3
       union all select u.unit_id, u.parent_id from above a join known_unit u on u.org_id = $1 and u.unit_id = a.parent_id
     )
     select ${columns} from ${joined}
     where s.org_id = $1 and (s.unit_id = any($2) or s.published_at is not null and s.unit_id in (select unit_id from above))
       and ($4::uuid is null or s.scheme_id = $4) and ($5::integer is null or s.version = $5) and ($6::boolean is null or s.published_at is null)
       and ($7 or s.published_at is not null)
     order by s.changed_at desc, s.scheme_id, s.version desc`,
    [
      who.orgId,
      who.unitIds,
      who.unitId,
      filter.schemeId ?? null,
      filter.version ?? null,
      filter.isDraft ?? null,
      who.role !== 'rep',
    ],
  );
  return rows.map((row) => ({ ...row, content: shownTo(who, row.content) }));
}

/** Targets of other people are not a rep's to read. */
export function shownTo({ role, personId }: Pick<Who, 'role' | 'personId'>, scheme: ScoreScheme): ScoreScheme {
  if (role !== 'rep') return scheme;
  const sections = scheme.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => {
      if (item.source === 'events' || !item.targets) return item;
      const own = item.targets.people[personId];
      return { ...item, targets: { ...item.targets, people: own === undefined ? {} : { [personId]: own } } };
    }),
  }));
  return { ...scheme, sections };
}

/** Whoever changes a scheme waits here for whoever changes it already. */
export async function holdScheme(sql: Queryable, orgId: number, schemeId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`scheme ${orgId} ${schemeId}`]);
}

/** The unit and the last version of a scheme of the caller's units. */
export async function lastVersion(
  sql: Queryable,
  who: Who,
  schemeId: string,
): Promise<{ unitId: string; version: number } | null> {
  const { rows } = await sql.query<{ unitId: string; version: number }>(
    `select unit_id as "unitId", version from score_scheme where org_id = $1 and scheme_id = $2 and unit_id = any($3) order by version desc limit 1`,
    [who.orgId, schemeId, who.unitIds],
  );
  return rows[0] ?? null;
}

interface Draft {
  schemeId: string;
  version: number;
  unitId: string;
  content: ScoreScheme;
}

export async function addVersion(
  sql: Queryable,
  who: Who,
  { schemeId, version, unitId, content }: Draft,
): Promise<void> {
  await sql.query(
    `insert into score_scheme (org_id, scheme_id, version, unit_id, content, sha256, changed_by, via)
     values ($1, $2, $3, $4, $5::text, encode(sha256(convert_to($5::text, 'UTF8')), 'hex'), $6, $7)`,
    [who.orgId, schemeId, version, unitId, JSON.stringify(content), who.personId, credentialOf(who)],
  );
}

export async function changeDraft(sql: Queryable, who: Who, schemeId: string, content: ScoreScheme): Promise<void> {
  await sql.query(
    `update score_scheme set content = $3::text, sha256 = encode(sha256(convert_to($3::text, 'UTF8')), 'hex'), revision = revision + 1, changed_by = $4, via = $5,
       changed_at = clock_timestamp() where org_id = $1 and scheme_id = $2 and published_at is null`,
    [who.orgId, schemeId, JSON.stringify(content), who.personId, credentialOf(who)],
  );
}

export async function publishDraft(sql: Queryable, who: Who, schemeId: string, fromMonth: string): Promise<void> {
  await sql.query(
    `update score_scheme set revision = revision + 1, changed_by = $3, via = $4, changed_at = clock_timestamp(), published_at = clock_timestamp(), from_month = $5
     where org_id = $1 and scheme_id = $2 and published_at is null`,
    [who.orgId, schemeId, who.personId, credentialOf(who), `${fromMonth}-01`],
  );
}

export async function dropDraft(sql: Queryable, orgId: number, schemeId: string): Promise<void> {
  await sql.query('delete from score_scheme where org_id = $1 and scheme_id = $2 and published_at is null', [
    orgId,
    schemeId,
  ]);
}

export async function retireVersion(sql: Queryable, who: Who, schemeId: string, version: number): Promise<void> {
  await sql.query(
    `insert into score_scheme_retired (org_id, scheme_id, version, retired_by, via) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [who.orgId, schemeId, version, who.personId, credentialOf(who)],
  );
}

export interface SchemeInForce {
  schemeId: string;
  version: number;
  content: ScoreScheme;
}

/** By which scheme a unit's month is scored; null: by none. */
export async function schemeInForce(
  sql: Queryable,
  orgId: number,
  unitId: string,
  month: string,
): Promise<SchemeInForce | null> {
  const { rows } = await sql.query<SchemeInForce>(
    `select s.scheme_id as "schemeId", s.version, s.content::json as content
     from score_scheme_for($1, $2, $3) f join score_scheme s on s.org_id = $1 and s.scheme_id = f.scheme_id and s.version = f.version`,
    [orgId, unitId, `${month}-01`],
  );
  return rows[0] ?? null;
}

/** The version by which a month was scored. */
export async function schemeVersion(
  sql: Queryable,
  orgId: number,
  schemeId: string,
  version: number,
): Promise<SchemeInForce> {
  const { rows } = await sql.query<SchemeInForce>(
    `select scheme_id as "schemeId", version, content::json as content from score_scheme where org_id = $1 and scheme_id = $2 and version = $3`,
    [orgId, schemeId, version],
  );
  return rows[0]!;
}
