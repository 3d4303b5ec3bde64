import { ScenarioSettings, type ScenarioDesign } from '../../shared/scenarioSettings.ts';
import { type LastChange, type Scenario, type ScenarioStep, type ScenarioSummary } from '../../shared/scenarios.ts';
import { type SolveReport } from '../../shared/solveReport.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { barriersKey } from './barrierStore.ts';

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const lastChange = `json_build_object('what', s.change, 'count', s.change_count, 'by', p.name, 'byId', p.person_id, 'at', ${iso('s.changed_at')}) as "lastChange"`;
const head = `s.scenario_id as "scenarioId", s.unit_id as "unitId", s.kind, s.name, s.revision, ${lastChange}`;
const source = 'scenario s join known_person p on p.org_id = s.org_id and p.person_id = s.changed_by';

/** Drafts of the caller's units, the last changed first. */
export async function scenariosIn(
  sql: Queryable,
  who: Who,
  filter: { unitId?: string | undefined; kind?: TerritoryKind | undefined },
): Promise<ScenarioSummary[]> {
  const { rows } = await sql.query<ScenarioSummary>(
    `select ${head}, jsonb_array_length(s.design -> 'territories') as "territoryCount" from ${source}
     where s.org_id = $1 and s.unit_id = any($2) and s.deleted_at is null and ($3::uuid is null or s.unit_id = $3) and ($4::text is null or s.kind = $4)
     order by s.changed_at desc`,
    [who.orgId, who.unitIds, filter.unitId ?? null, filter.kind ?? null],
  );
  return rows;
}

export interface StoredScenario extends Omit<ScenarioSummary, 'territoryCount'> {
  design: ScenarioDesign;
  stepNo: number;
  jobId: string | null;
  timeZone: string;
  isDeleted: boolean;
}

/** A draft of the caller's units. `forUpdate` holds it until the transaction ends, so that two writers meet here. */
export async function scenarioIn(
  sql: Queryable,
  who: Who,
  scenarioId: string,
  forUpdate = false,
): Promise<StoredScenario | null> {
  // A statement of its own: one that waited sees the newest row of what it locks, but what it joins as it was before (read committed).
  if (forUpdate)
    await sql.query('select 1 from scenario where org_id = $1 and scenario_id = $2 for update', [
      who.orgId,
      scenarioId,
    ]);
  const { rows } = await sql.query<StoredScenario>(
    `select ${head}, s.design, s.step_no as "stepNo", s.job_id as "jobId", s.deleted_at is not null as "isDeleted", u.time_zone as "timeZone"
     from ${source} join known_unit u on u.org_id = s.org_id and u.unit_id = s.unit_id
     where s.org_id = $1 and s.unit_id = any($2) and s.scenario_id = $3`,
    [who.orgId, who.unitIds, scenarioId],
  );
  const [found] = rows;
  // Settings that came later than the draft have their defaults.
  return found
    ? { ...found, design: { ...found.design, settings: ScenarioSettings.parse(found.design.settings) } }
    : null;
}

/** Steps from the beginning to where the draft stands, and the one that redo would take. */
export async function wayOf(
  sql: Queryable,
  orgId: number,
  scenarioId: string,
): Promise<{ steps: (ScenarioStep & { report: SolveReport | null })[]; redo: ScenarioStep | null }> {
  const step = `t.step_no as "stepNo", t.what, greatest(cardinality(t.retailer_ids), cardinality(t.lock_ids)) as count, p.name as by, ${iso('t.made_at')} as at`;
  const { rows: steps } = await sql.query<ScenarioStep & { report: SolveReport | null }>(
    `with recursive way as (
       select t.* from scenario_step t join scenario s using (org_id, scenario_id, step_no) where org_id = $1 and scenario_id = $2
       union all
       select t.* from scenario_step t join way w on t.org_id = w.org_id and t.scenario_id = w.scenario_id and t.step_no = w.parent_no
     )
     select ${step}, t.report from way t join known_person p on p.org_id = t.org_id and p.person_id = t.made_by order by t.step_no`,
    [orgId, scenarioId],
  );
  const { rows: redo } = await sql.query<ScenarioStep>(
    `select ${step} from scenario s join scenario_step t on t.org_id = s.org_id and t.scenario_id = s.scenario_id and t.parent_no = s.step_no
     join known_person p on p.org_id = t.org_id and p.person_id = t.made_by
     where s.org_id = $1 and s.scenario_id = $2 order by t.step_no desc limit 1`,
    [orgId, scenarioId],
  );
  return { steps, redo: redo[0] ?? null };
}

const MOST_STEPS = 500;

/** The whole of a draft but where each retailer stands. */
export async function scenarioWithWay(sql: Queryable, who: Who, scenarioId: string): Promise<Scenario | null> {
  const stored = await scenarioIn(sql, who, scenarioId);
  if (!stored || stored.isDeleted) return null;
  const { design, timeZone, jobId, stepNo: _, isDeleted: __, ...rest } = stored;
  const { steps, redo } = await wayOf(sql, who.orgId, scenarioId);
  const solved = steps.findLastIndex((step) => step.what === 'solve');
  return {
    ...rest,
    ...design,
    timeZone,
    jobId,
    redo,
    steps: steps.slice(-MOST_STEPS).map(({ report: ___, ...step }) => step),
    report: solved < 0 ? null : steps[solved]!.report,
    barriersKey: await barriersKey(sql, who.orgId, stored),
    reportIsCurrent: solved >= 0 && solved === steps.length - 1,
  };
}

/** Makes a draft; null when the name is taken. */
export async function addScenario(
  sql: Queryable,
  who: Who,
  made: { unitId: string; kind: TerritoryKind; name: string; design: ScenarioDesign },
): Promise<string | null> {
  const { rows } = await sql.query<{ scenarioId: string }>(
    `insert into scenario (org_id, unit_id, kind, name, design, changed_by, change) values ($1, $2, $3, $4, $5, $6, 'create') on conflict do nothing returning scenario_id as "scenarioId"`,
    [who.orgId, made.unitId, made.kind, made.name, made.design, who.personId],
  );
  return rows[0]?.scenarioId ?? null;
}

/** Says who wrote what, and raises the revision. The caller holds the draft. */
export async function noteChange(
  sql: Queryable,
  who: Who,
  scenarioId: string,
  what: LastChange['what'],
  count: number,
): Promise<void> {
  await sql.query(
    `update scenario set revision = revision + 1, changed_at = clock_timestamp(), changed_by = $3, change = $4, change_count = $5 where org_id = $1 and scenario_id = $2`,
    [who.orgId, scenarioId, who.personId, what, count],
  );
}

/** Whether another draft of this unit and kind has the name. */
export async function isNameTaken(
  sql: Queryable,
  orgId: number,
  scenario: Pick<StoredScenario, 'scenarioId' | 'unitId' | 'kind'>,
  name: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select 1 from scenario where org_id = $1 and unit_id = $2 and kind = $3 and name = $4 and scenario_id <> $5 and deleted_at is null',
    [orgId, scenario.unitId, scenario.kind, name, scenario.scenarioId],
  );
  return rowCount > 0;
}

export async function rename(sql: Queryable, orgId: number, scenarioId: string, name: string): Promise<void> {
  await sql.query('update scenario set name = $3 where org_id = $1 and scenario_id = $2', [orgId, scenarioId, name]);
}

export async function setDeleted(sql: Queryable, orgId: number, scenarioId: string, isDeleted: boolean): Promise<void> {
  await sql.query(
    'update scenario set deleted_at = case when $3 then now() end where org_id = $1 and scenario_id = $2',
    [orgId, scenarioId, isDeleted],
  );
}

export async function setJob(sql: Queryable, orgId: number, scenarioId: string, jobId: string): Promise<void> {
  await sql.query('update scenario set job_id = $3 where org_id = $1 and scenario_id = $2', [orgId, scenarioId, jobId]);
}
