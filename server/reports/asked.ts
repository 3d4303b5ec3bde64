import { cutsOf, metricOf, type Cut, type Metric, type MetricId } from '../../shared/metrics.ts';
import { daysBetween } from '../../shared/period.ts';
import { instant } from '../../shared/tables/table.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import type { RowsWanted } from './metricStore.ts';
import { isRepIn, unitsBelow } from './scopeStore.ts';

/** Three years and a day more: longer is a typing error. */
const MOST_DAYS = 1_100;

export interface Asked {
  metric: MetricId;
  from: string;
  to: string;
  unitId?: string | undefined;
  repId?: string | undefined;
  setting?: string | undefined;
  by?: Cut | undefined;
  key?: string | undefined;
}

export interface Question {
  metric: Metric;
  want: RowsWanted;
  /** By the clock of whoever asks. */
  today: string;
}

/** Whoever asks, as far as reports care: the command line asks as the owner. */
export type Asking = Pick<Who, 'orgId' | 'personId' | 'role' | 'unitIds' | 'timeZone'>;

/**
 * What is asked for, within what the caller may see: a rep sees themself and nobody else.
 * @throws AppError NO_SUCH_UNIT, NO_SUCH_REP, INVALID_INPUT
 */
export async function questionOf(sql: Queryable, who: Asking, asked: Asked, now: Date): Promise<Question> {
  const { from, to, by = null, key = null, setting = null } = asked;
  const metric = metricOf(asked.metric);
  checkPeriod(from, to);
  const cuts = cutsOf(metric);
  if (by !== null && !cuts.includes(by)) throw badField('query.by', 'CUT_OF_ANOTHER', { cuts });
  if (setting !== null && !cuts.includes('setting')) throw badField('query.setting', 'CUT_OF_ANOTHER', { cuts });
  const scope = await scopeOf(sql, who, asked);
  const want = { orgId: who.orgId, ...scope, from, to, setting, by, key };
  return { metric, want, today: instant(now.toISOString(), { zone: who.timeZone })!.slice(0, 10) };
}

export function checkPeriod(from: string, to: string): void {
  if (to < from) throw badField('query.to', 'PERIOD_ENDS_EARLY', { from });
  if (daysBetween(from, to) >= MOST_DAYS) throw badField('query.to', 'PERIOD_TOO_LONG', { days: MOST_DAYS });
}

async function scopeOf(
  sql: Queryable,
  who: Asking,
  { unitId, repId }: Asked,
): Promise<Pick<RowsWanted, 'unitIds' | 'repId'>> {
  const unit = unitId?.toLowerCase();
  const rep = repId?.toLowerCase() ?? null;
  if (unit !== undefined && !who.unitIds.includes(unit)) throw new AppError('NO_SUCH_UNIT');
  if (who.role === 'rep') {
    if (rep !== null && rep !== who.personId) throw new AppError('NO_SUCH_REP');
    return { unitIds: unit === undefined ? null : await unitsBelow(sql, who.orgId, unit), repId: who.personId };
  }
  if (rep !== null && !(await isRepIn(sql, who.orgId, who.unitIds, rep))) throw new AppError('NO_SUCH_REP');
  return { unitIds: unit === undefined ? who.unitIds : await unitsBelow(sql, who.orgId, unit), repId: rep };
}
