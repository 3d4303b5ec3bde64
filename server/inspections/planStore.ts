import type {
  Frame,
  InspectionPlan,
  NewFrame,
  NewInspection,
  PlanState,
  VoidReason,
} from '../../shared/inspections.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

/** One writer a plan at a time: two auditors who draw at once do not draw twice. */
export async function holdPlan(sql: Queryable, orgId: number, planId: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `inspection ${orgId} ${planId.toLowerCase()}`,
  ]);
}

type StoredPlan = Omit<InspectionPlan, 'state' | 'frames'> & { endedAt: Date | null };

/** Plans of the caller's units, what is due next first; one of them where it is named. */
export async function plansIn(sql: Queryable, who: Who, planId: string | null): Promise<InspectionPlan[]> {
  const { rows } = await sql.query<StoredPlan>(
    `select p.plan_id as "planId", p.unit_id as "unitId", u.name as "unitName", p.kind, p.counts, p.title,
       case when p.questionnaire_id is not null then json_build_object('id', p.questionnaire_id, 'version', p.questionnaire_version) end as questionnaire,
       p.from_day as "fromDay", p.to_day as "toDay", p.due_day as "dueDay", m.name as "madeBy", e.ended_at as "endedAt", n.cases
     from inspection_plan p
     left join inspection_end e using (org_id, plan_id)
     join known_unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
     join known_person m on m.org_id = p.org_id and m.person_id = p.made_by
     cross join lateral (
       select json_build_object('drawn', count(*) filter (where c.origin = 'drawn'), 'added', count(*) filter (where c.origin = 'added'),
           'filed', count(*) filter (where c.state = 'filed'), 'removed', count(*) filter (where c.state = 'removed')) as cases
       from case_state c
       where c.org_id = p.org_id and c.plan_id = p.plan_id
         and not exists (select from inspection_void v where v.org_id = c.org_id and v.plan_id = c.plan_id and v.frame_no = c.frame_no)
     ) n
     where p.org_id = $1 and p.unit_id = any($2) and ($3::uuid is null or p.plan_id = $3)
     order by e.ended_at is not null, p.due_day, p.made_at`,
    [who.orgId, who.unitIds, planId],
  );
  const frames = await framesOf(
    sql,
    who.orgId,
    rows.map((row) => row.planId),
  );
  return rows.map(({ endedAt, ...row }) => {
    const own = frames.get(row.planId) ?? [];
    return { ...row, frames: own, state: stateOf(own, endedAt !== null) };
  });
}

function stateOf(frames: readonly Frame[], isEnded: boolean): PlanState {
  const last = frames.at(-1);
  if (isEnded) return 'closed';
  if (!last) return 'draft';
  if (last.voided) return 'void';
  return last.drawnAt === null ? 'frozen' : 'drawn';
}

interface FrameRow extends Omit<Frame, 'frozenAt' | 'drawnAt' | 'voided'> {
  planId: string;
  frozenAt: Date;
  drawnAt: Date | null;
  voidReason: VoidReason | null;
  voidNote: string;
  voidedAt: Date;
  voidedBy: string | null;
}

async function framesOf(sql: Queryable, orgId: number, planIds: readonly string[]): Promise<Map<string, Frame[]>> {
  const { rows } = await sql.query<FrameRow>(
    `select f.plan_id as "planId", f.frame_no as "frameNo", f.stratum, f.item_count as "itemCount", f.sha256, f.source, f.announced, f.take, f.by_stratum as "byStratum",
       f.frozen_at as "frozenAt", b.name as "frozenBy", n.number, d.seed, d.revealed, d.drawn_at as "drawnAt", w.name as "drawnBy",
       v.reason as "voidReason", v.note as "voidNote", v.voided_at as "voidedAt", x.name as "voidedBy"
     from inspection_frame f
     left join inspection_number n using (org_id, plan_id, frame_no)
     left join inspection_draw d using (org_id, plan_id, frame_no)
     left join inspection_void v using (org_id, plan_id, frame_no)
     join known_person b on b.org_id = f.org_id and b.person_id = f.frozen_by
     left join known_person w on w.org_id = f.org_id and w.person_id = d.drawn_by
     left join known_person x on x.org_id = f.org_id and x.person_id = v.voided_by
     where f.org_id = $1 and f.plan_id = any($2) order by f.plan_id, f.frame_no`,
    [orgId, planIds],
  );
  const byPlan = new Map<string, Frame[]>();
  for (const { planId, voidReason, voidNote, voidedAt, voidedBy, ...row } of rows) {
    const voided =
      voidReason === null ? null : { reason: voidReason, note: voidNote, at: voidedAt.toISOString(), by: voidedBy };
    const frame = {
      ...row,
      frozenAt: row.frozenAt.toISOString(),
      drawnAt: row.drawnAt?.toISOString() ?? null,
      voided,
    };
    byPlan.set(planId, [...(byPlan.get(planId) ?? []), frame]);
  }
  return byPlan;
}

export async function addPlan(sql: Queryable, who: Who, plan: NewInspection): Promise<string> {
  const { rows } = await sql.query<{ planId: string }>(
    `insert into inspection_plan (org_id, unit_id, kind, counts, title, questionnaire_id, questionnaire_version, from_day, to_day, due_day, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning plan_id as "planId"`,
    [
      who.orgId,
      plan.unitId,
      plan.kind,
      plan.counts,
      plan.title,
      plan.questionnaire?.id ?? null,
      plan.questionnaire?.version ?? null,
      plan.fromDay,
      plan.toDay,
      plan.dueDay,
      who.personId,
    ],
  );
  return rows[0]!.planId;
}

export async function addFrame(
  sql: Queryable,
  who: Who,
  planId: string,
  frame: NewFrame & { itemCount: number; sha256: string; lines: string },
): Promise<void> {
  await sql.query(
    `insert into inspection_frame (org_id, plan_id, frame_no, stratum, item_count, sha256, lines, source, announced, take, by_stratum, frozen_by, via)
     select $1, $2, coalesce(max(frame_no), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from inspection_frame where org_id = $1 and plan_id = $2`,
    [
      who.orgId,
      planId,
      frame.stratum,
      frame.itemCount,
      frame.sha256,
      frame.lines,
      frame.source,
      frame.announced,
      frame.take,
      frame.byStratum,
      who.personId,
      credentialOf(who),
    ],
  );
}

export async function frameLines(sql: Queryable, orgId: number, planId: string, frameNo: number): Promise<string> {
  const { rows } = await sql.query<{ lines: string }>(
    'select lines from inspection_frame where org_id = $1 and plan_id = $2 and frame_no = $3',
    [orgId, planId, frameNo],
  );
  return rows[0]!.lines;
}

/** False where the number was said before. */
export async function addNumber(
  sql: Queryable,
  who: Who,
  planId: string,
  frameNo: number,
  number: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into inspection_number (org_id, plan_id, frame_no, number, said_by, via) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [who.orgId, planId, frameNo, number, who.personId, credentialOf(who)],
  );
  return rowCount > 0;
}

export async function addDraw(
  sql: Queryable,
  who: Who,
  planId: string,
  draw: { frameNo: number; seed: string; revealed: string | null },
): Promise<void> {
  await sql.query(
    `insert into inspection_draw (org_id, plan_id, frame_no, frozen_at, seed, revealed, drawn_by, via)
     select org_id, plan_id, frame_no, frozen_at, $4, $5, $6, $7 from inspection_frame where org_id = $1 and plan_id = $2 and frame_no = $3`,
    [who.orgId, planId, draw.frameNo, draw.seed, draw.revealed, who.personId, credentialOf(who)],
  );
}

export async function addVoid(
  sql: Queryable,
  who: Who,
  planId: string,
  given: { frameNo: number; reason: VoidReason; note: string },
): Promise<void> {
  await sql.query(
    `insert into inspection_void (org_id, plan_id, frame_no, reason, note, voided_by, via) values ($1, $2, $3, $4, $5, $6, $7)`,
    [who.orgId, planId, given.frameNo, given.reason, given.note, who.personId, credentialOf(who)],
  );
}

/** Frames of two parties whose number was said a day ago, and whose auditor never revealed: they are void, on record. */
export async function voidUnrevealed(sql: Queryable): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into inspection_void (org_id, plan_id, frame_no, reason, note)
     select n.org_id, n.plan_id, n.frame_no, 'notRevealed', '' from inspection_number n
     where n.said_at < now() - interval '24 hours'
       and not exists (select from inspection_draw d where (d.org_id, d.plan_id, d.frame_no) = (n.org_id, n.plan_id, n.frame_no))
     on conflict do nothing`,
  );
  return rowCount;
}

export async function addEnd(sql: Queryable, who: Who, planId: string): Promise<void> {
  await sql.query('insert into inspection_end (org_id, plan_id, ended_by, via) values ($1, $2, $3, $4)', [
    who.orgId,
    planId,
    who.personId,
    credentialOf(who),
  ]);
}
