import type { InspectionResult } from '../../shared/inspectionResults.ts';
import { parseFrame } from '../../shared/sample.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { casesOf } from './caseStore.ts';
import { findingsOf } from './filedStore.ts';
import { frameLines } from './planStore.ts';
import { isInspected, planIn } from './plans.ts';
import { resultOf, type CaseAsFound } from './result.ts';
import { askedOn, claimsOf, questionnaireOf, toldBy } from './resultStore.ts';

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
    cases: await casesAsFound(sql, who.orgId, plan.planId),
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

async function casesAsFound(sql: Queryable, orgId: number, planId: string): Promise<CaseAsFound[]> {
  const cases = await casesOf(sql, orgId, { planId });
  const findings = await findingsOf(
    sql,
    orgId,
    cases.map(({ caseId }) => caseId),
  );
  const claims = await claimsOf(sql, orgId, planId);
  const asked = await askedOn(sql, orgId, planId);
  return cases.map(({ caseId, code, name, origin, stratum, visitId, state }) => {
    const last = findings.get(caseId)?.find(({ isLate }) => !isLate) ?? null;
    return {
      caseId,
      code,
      name,
      isDrawn: origin === 'drawn',
      stratum: stratum ?? '',
      visitId,
      isRemoved: state === 'removed',
      claims: claims.get(caseId) ?? [],
      told: last && toldBy(last, asked.get(last.findingId)!),
    };
  });
}
