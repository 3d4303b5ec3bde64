import type { PlanDay, PlanResult, PlanWeek } from '../../shared/planEdits.ts';
import type { JobContext, JobKind } from '../jobs.ts';
import { inNameOf, type PlanDeps } from './planDay.ts';
import { planRep } from './planRep.ts';
import { planWeek } from './planWeek.ts';
import { ruledReps } from './rules.ts';

/** Reps planned at once: one thread stays free for people who wait. */
const AT_ONCE = 2;

export interface PlanJobs {
  day: JobKind<PlanDay>;
  week: JobKind<PlanWeek>;
}

/** The long work of this feature. */
export function planJobs(deps: PlanDeps, now: () => Date): PlanJobs {
  return {
    day: { kind: 'plans.day', run: (input, context) => planUnit(inNameOf(deps, context.who), input, context, now()) },
    week: { kind: 'plans.week', run: (input, context) => planWeek(inNameOf(deps, context.who), input, context, now()) },
  };
}

/** Everybody's plan of a day. Cancelled, it keeps the plans that were made. */
async function planUnit(
  deps: PlanDeps,
  { unitId, day, replace }: PlanDay,
  { who, signal, report }: JobContext,
  now: Date,
): Promise<PlanResult> {
  const reps = await ruledReps(deps, who, { unitId }, day, now);
  const result: PlanResult = { made: [], left: [] };
  let next = 0;
  let done = 0;
  report({ done, total: reps.length });
  const work = async (): Promise<void> => {
    while (next < reps.length && !signal.aborted) {
      const rep = reps[next++]!;
      const became = await planRep(deps, who, rep, day, replace, now, signal);
      if (became && 'why' in became) result.left.push(became);
      else if (became) result.made.push(became);
      report({ done: ++done, total: reps.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, reps.length) }, work));
  return result;
}
