import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { unitNow } from './factStore.ts';
import { linesOf, storedPeriod } from './periodStore.ts';
import { rootOf } from './record.ts';
import { schemeVersion } from './schemeStore.ts';
import { stateOf } from './standing.ts';
import type { UnitMonth } from './unitMonth.ts';
import { RECORD_FORMAT, type RecordHead } from './verify.ts';

/** A drafted month with all that reckoning it again needs: what it is, then a line a line. @throws AppError SCORES_NOT_DRAFTED */
export async function recordOf(sql: Queryable, of: UnitMonth, now: Date): Promise<string> {
  const period = await storedPeriod(sql, of);
  if (!period) throw new AppError('SCORES_NOT_DRAFTED');
  const lines = await linesOf(sql, of, period.draftNo);
  const head: RecordHead = {
    format: RECORD_FORMAT,
    unitId: of.unitId,
    unitName: (await unitNow(sql, of.orgId, of.unitId, now)).name,
    month: of.month,
    state: stateOf(period),
    scheme: await schemeVersion(sql, of.orgId, period.schemeId, period.version),
    draftRoot: period.root,
    root: period.bulletin?.root ?? rootOf(of, lines, true),
  };
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}
