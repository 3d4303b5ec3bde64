import type { InspectionResult } from '../../shared/inspectionResults.ts';
import { parseFrame } from '../../shared/sample.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { casesAsFound } from './casesAsFound.ts';
import { frameLines } from './planStore.ts';
import { isInspected, planIn } from './plans.ts';
import { resultOf } from './result.ts';
import { questionnaireOf } from './resultStore.ts';

/** What a drawn plan proves so far. @throws NOT_DRAWN_YET, DRAW_NOT_PUBLISHED */
export async function planResult(sql: Queryable, who: Who, planId: string): Promise<InspectionResult> {
  const plan = await planIn(sql, who, planId);
  const frame = plan.frames.at(-1);
  if (!frame || frame.voided || frame.drawnAt === null) throw new AppError('NOT_DRAWN_YET');
  if (isInspected(who) && plan.state !== 'closed') throw new AppError('DRAW_NOT_PUBLISHED');
  const { counts, questionnaire } = plan;
  return resultOf({
    counts,
    byStratum: frame.byStratum,
    strata: await strataOf(sql, who.orgId, plan.planId, frame.frameNo),
    cases: await casesAsFound(sql, who.orgId, { planIds: [plan.planId] }),
    questionnaire: questionnaire && (await questionnaireOf(sql, who.orgId, questionnaire)),
  });
}

async function strataOf(sql: Queryable, orgId: number, planId: string, frameNo: number): Promise<Map<string, number>> {
  const read = parseFrame(await frameLines(sql, orgId, planId, frameNo));
  if (!('items' in read)) throw new Error(`frame ${frameNo} of ${planId} cannot be read back`);
  const counts = new Map<string, number>();
  for (const { stratum } of read.items) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  return counts;
}
