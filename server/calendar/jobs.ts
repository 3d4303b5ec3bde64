import type { DraftsResult, NewDrafts } from '../../shared/calendarEdits.ts';
import type { JobContext, JobKind } from '../jobs.ts';
import { draftOf } from './draft.ts';
import type { CalendarDeps } from './problem.ts';
import { repsIn } from './repStore.ts';

/** Reps whose calendars are made at once: one thread stays free for people who wait. */
const AT_ONCE = 2;

export function draftJob(deps: CalendarDeps, now: () => Date): JobKind<NewDrafts> {
  return { kind: 'calendar', run: (input, context) => makeDrafts(deps, input, context, now()) };
}

/** The drafts of a rep or of everybody in a unit. Cancelled, it keeps those that are made. */
async function makeDrafts(
  deps: CalendarDeps,
  wish: NewDrafts,
  { who, signal, report }: JobContext,
  now: Date,
): Promise<DraftsResult> {
  const of = wish.repId === undefined ? { unitId: wish.unitId! } : { repId: wish.repId };
  const reps = await repsIn(deps.db, who, of, now);
  const result: DraftsResult = { made: [], left: [] };
  let next = 0;
  let done = 0;
  report({ done, total: reps.length });
  const work = async (): Promise<void> => {
    while (next < reps.length && !signal.aborted) {
      const became = await draftOf(deps, who, reps[next++]!, wish, signal);
      if (became && 'why' in became) result.left.push(became);
      else if (became) result.made.push(became);
      report({ done: ++done, total: reps.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, reps.length) }, work));
  return result;
}
