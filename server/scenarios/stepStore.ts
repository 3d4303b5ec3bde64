import type { ScenarioDesign } from '../../shared/scenarioSettings.ts';
import type { SolveReport } from '../../shared/solveReport.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** What a step changes, with what it was before; parts left out stay as they are. */
export interface Step {
  what: 'move' | 'lock' | 'unlock' | 'design' | 'solve';
  retailerIds?: readonly string[];
  fromNos?: readonly number[];
  toNos?: readonly number[];
  reasons?: readonly (string | null)[] | undefined;
  lockIds?: readonly string[];
  isLocked?: boolean;
  designWas?: ScenarioDesign;
  design?: ScenarioDesign;
  report?: SolveReport;
  jobId?: string;
}

interface StoredStep {
  stepNo: number;
  parentNo: number;
  retailerIds: string[];
  fromNos: number[];
  toNos: number[];
  lockIds: string[];
  isLocked: boolean | null;
  designWas: ScenarioDesign | null;
  design: ScenarioDesign | null;
}

/** Appends a step after where the draft stands and takes it. The caller holds the draft. */
export async function takeStep(sql: Queryable, who: Who, scenarioId: string, step: Step): Promise<void> {
  const { rows } = await sql.query<{ stepNo: number }>(
    `insert into scenario_step (org_id, scenario_id, step_no, parent_no, what, made_by, retailer_ids, from_nos, to_nos, reasons, lock_ids, is_locked, design_was, design, report, job_id)
     select $1, $2, coalesce((select max(step_no) from scenario_step t where t.org_id = $1 and t.scenario_id = $2), 0) + 1, s.step_no, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
     from scenario s where s.org_id = $1 and s.scenario_id = $2 returning step_no as "stepNo"`,
    [
      who.orgId,
      scenarioId,
      step.what,
      who.personId,
      step.retailerIds ?? [],
      step.fromNos ?? [],
      step.toNos ?? [],
      step.reasons ?? null,
      step.lockIds ?? [],
      step.isLocked ?? null,
      step.designWas ?? null,
      step.design ?? null,
      step.report ?? null,
      step.jobId ?? null,
    ],
  );
  const { stepNo } = rows[0]!;
  await stand(sql, who.orgId, scenarioId, stepNo, {
    retailerIds: step.retailerIds ?? [],
    nos: step.toNos ?? [],
    lockIds: step.lockIds ?? [],
    isLocked: step.isLocked ?? null,
    design: step.design ?? null,
  });
}

/** Takes the last step back; how many retailers that concerned, null at the beginning. The caller holds the draft. */
export async function undoStep(sql: Queryable, orgId: number, scenarioId: string): Promise<number | null> {
  const step = await stepWhere(sql, orgId, scenarioId, 't.step_no = s.step_no');
  if (!step) return null;
  const { retailerIds, fromNos: nos, lockIds, isLocked, designWas: design } = step;
  await stand(sql, orgId, scenarioId, step.parentNo, {
    retailerIds,
    nos,
    lockIds,
    isLocked: isLocked === null ? null : !isLocked,
    design,
  });
  return Math.max(retailerIds.length, lockIds.length);
}

/** Takes the step that was undone last, or made last upon where the draft stands; null when there is none. */
export async function redoStep(sql: Queryable, orgId: number, scenarioId: string): Promise<number | null> {
  const step = await stepWhere(sql, orgId, scenarioId, 't.parent_no = s.step_no');
  if (!step) return null;
  const { retailerIds, toNos: nos, lockIds, isLocked, design } = step;
  await stand(sql, orgId, scenarioId, step.stepNo, { retailerIds, nos, lockIds, isLocked, design });
  return Math.max(retailerIds.length, lockIds.length);
}

async function stepWhere(sql: Queryable, orgId: number, scenarioId: string, which: string): Promise<StoredStep | null> {
  const { rows } = await sql.query<StoredStep>(
    `select t.step_no as "stepNo", t.parent_no as "parentNo", t.retailer_ids as "retailerIds", t.from_nos as "fromNos", t.to_nos as "toNos",
            t.lock_ids as "lockIds", t.is_locked as "isLocked", t.design_was as "designWas", t.design
     from scenario s join scenario_step t using (org_id, scenario_id)
     where s.org_id = $1 and s.scenario_id = $2 and ${which} order by t.step_no desc limit 1`,
    [orgId, scenarioId],
  );
  return rows[0] ?? null;
}

interface Stand {
  retailerIds: readonly string[];
  nos: readonly number[];
  lockIds: readonly string[];
  isLocked: boolean | null;
  design: ScenarioDesign | null;
}

async function stand(
  sql: Queryable,
  orgId: number,
  scenarioId: string,
  stepNo: number,
  { retailerIds, nos, lockIds, isLocked, design }: Stand,
): Promise<void> {
  await sql.query(
    'update scenario set step_no = $3, design = coalesce($4, design) where org_id = $1 and scenario_id = $2',
    [orgId, scenarioId, stepNo, design],
  );
  if (retailerIds.length > 0) await putMembers(sql, orgId, scenarioId, retailerIds, nos);
  if (lockIds.length > 0) {
    await sql.query(
      `insert into scenario_member (org_id, scenario_id, retailer_id, is_locked) select $1, $2, unnest($3::uuid[]), $4
       on conflict (org_id, scenario_id, retailer_id) do update set is_locked = excluded.is_locked`,
      [orgId, scenarioId, lockIds, isLocked],
    );
  }
}

/** Puts retailers into territories of the draft, by number. */
export async function putMembers(
  sql: Queryable,
  orgId: number,
  scenarioId: string,
  retailerIds: readonly string[],
  nos: readonly number[],
): Promise<void> {
  await sql.query(
    `insert into scenario_member (org_id, scenario_id, retailer_id, territory_no) select $1, $2, id, no from unnest($3::uuid[], $4::int[]) as x(id, no)
     on conflict (org_id, scenario_id, retailer_id) do update set territory_no = excluded.territory_no`,
    [orgId, scenarioId, retailerIds, nos],
  );
}

/** The highest number any territory of the draft ever had, so that none is given twice. */
export async function highestNo(sql: Queryable, orgId: number, scenarioId: string): Promise<number> {
  const { rows } = await sql.query<{ no: number }>(
    `select coalesce(max((t ->> 'no')::int), 0) as no from (
       select design from scenario where org_id = $1 and scenario_id = $2
       union all select design from scenario_step where org_id = $1 and scenario_id = $2 and design is not null
       union all select design_was from scenario_step where org_id = $1 and scenario_id = $2 and design_was is not null
     ) d, jsonb_array_elements(d.design -> 'territories') t`,
    [orgId, scenarioId],
  );
  return rows[0]!.no;
}

/** Whether this search has its step already. */
export async function reportOfJob(
  sql: Queryable,
  orgId: number,
  scenarioId: string,
  jobId: string,
): Promise<SolveReport | null> {
  const { rows } = await sql.query<{ report: SolveReport }>(
    'select report from scenario_step where org_id = $1 and scenario_id = $2 and job_id = $3',
    [orgId, scenarioId, jobId],
  );
  return rows[0]?.report ?? null;
}

/** Copies where everybody stands from one draft to another. */
export async function copyMembers(sql: Queryable, orgId: number, fromId: string, toId: string): Promise<void> {
  await sql.query(
    `insert into scenario_member (org_id, scenario_id, retailer_id, territory_no, is_locked)
     select org_id, $3, retailer_id, territory_no, is_locked from scenario_member where org_id = $1 and scenario_id = $2`,
    [orgId, fromId, toId],
  );
}

/** Why the last search on the way to where the draft stands moved each retailer, by retailer: reason and where it moved it to. */
export async function reasonsOf(
  sql: Queryable,
  orgId: number,
  scenarioId: string,
): Promise<Map<string, { to: number; reason: string }>> {
  const { rows } = await sql.query<{ retailerId: string; to: number; reason: string | null }>(
    `with recursive way as (
       select t.step_no, t.parent_no, t.what from scenario_step t join scenario s using (org_id, scenario_id, step_no) where org_id = $1 and scenario_id = $2
       union all
       select t.step_no, t.parent_no, t.what from scenario_step t join way w on t.org_id = $1 and t.scenario_id = $2 and t.step_no = w.parent_no
     )
     select x.id as "retailerId", x.no as "to", x.reason from scenario_step t, unnest(t.retailer_ids, t.to_nos, t.reasons) as x(id, no, reason)
     where t.org_id = $1 and t.scenario_id = $2 and t.reasons is not null and t.step_no in (select step_no from way) order by t.step_no`,
    [orgId, scenarioId],
  );
  return new Map(rows.flatMap(({ retailerId, to, reason }) => (reason === null ? [] : [[retailerId, { to, reason }]])));
}
