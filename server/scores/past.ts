import { dayAfter } from '../../shared/period.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { draftMonth, signMonth } from './closing.ts';
import type { ScoreDeps } from './facts.ts';
import { unitNow } from './factStore.ts';
import { addShown, linesOf, storedPeriod } from './periodStore.ts';
import { rootOf } from './record.ts';
import type { UnitMonth } from './unitMonth.ts';

/** Closes a month gone by of a made-up organisation, as if its term had passed without an objection. @throws AppError where it cannot be drafted yet */
export async function closePastMonth(
  deps: ScoreDeps & { db: Database },
  of: UnitMonth,
  [supervisor, auditor]: readonly [Who, Who],
  now: Date,
): Promise<void> {
  const { db } = deps;
  await draftMonth(deps, null, of, now);
  const { draftNo } = (await storedPeriod(db, of))!;
  const { today } = await unitNow(db, of.orgId, of.unitId, now);
  await addShown(db, of, supervisor, draftNo, dayAfter(today, -1));
  const root = rootOf(of, await linesOf(db, of, draftNo), true);
  for (const who of [supervisor, auditor]) await signMonth(db, who, of, root, now);
}
