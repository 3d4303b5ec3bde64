import { cliff, effectSize, hodgesLehmann, kitagawa, type Kind } from '../../shared/differences.ts';
import { ruleOf, type MetricId } from '../../shared/metrics.ts';
import { dayAfter, daysBetween } from '../../shared/period.ts';
import type { ReportChanges, ReportEffect } from '../../shared/reports.ts';
import { AppError, badField } from '../errors.ts';
import { questionOf, type Asked, type Asking, type Question } from './asked.ts';
import { groupOf, totalOf, type Summed } from './compare.ts';
import { namesOf, repsIn, repsOfMap } from './scopeStore.ts';
import { summedGroups, type ReportDeps } from './values.ts';

/** A period against as many days before it. */
export async function changesOf(deps: ReportDeps, who: Asking, asked: Asked, now: Date): Promise<ReportChanges> {
  const after = await questionOf(deps.db, who, asked, now);
  const { metric, want } = after;
  if (metric.form !== 'rate' && metric.form !== 'share') throw badField('query.metric', 'NOT_A_SHARE');
  const days = daysBetween(want.from, want.to) + 1;
  const before = within(after, dayAfter(want.from, -days), dayAfter(want.from, -1));
  const sums = [await summedGroups(deps, before), await summedGroups(deps, after)] as const;
  const keys = [...new Set(sums.flat().map(({ key }) => key))].sort();
  const [first, second] = sums.map((own) => keys.map((key) => own.find((one) => one.key === key)));
  const said = (question: Question, own: readonly Summed[]) => {
    const { value, den } = groupOf(metric, totalOf(own));
    return { from: question.want.from, to: question.want.to, value, den };
  };
  return {
    metric: metric.id,
    rule: ruleOf(metric),
    before: said(before, sums[0]),
    after: said(after, sums[1]),
    split: kitagawa(first!.map(kindOf), second!.map(kindOf)),
    kinds: keys.map((key, i) => ({ key, before: partOf(first![i]), after: partOf(second![i]) })),
  };
}

const within = (question: Question, from: string, to: string): Question => ({
  ...question,
  want: { ...question.want, from, to },
});

const kindOf = (one: Summed | undefined): Kind => ({
  count: one?.den ?? 0,
  mean: one && one.den > 0 ? one.num / one.den : 0,
});
const partOf = (one: Summed | undefined) => ({
  den: one?.den ?? 0,
  value: one && one.den > 0 ? one.num / one.den : null,
});

export interface EffectAsked {
  metric: MetricId;
  on: string;
  weeks: number;
  unitId?: string | undefined;
  mapId?: string | undefined;
}

/** All pairs of two groups are laid out: two thousand reps on either side are 4 million numbers. */
const MOST_PAIRS = 4_000_000;

/** Whole weeks on both sides, so that the weekdays are the same; reps with a number on both sides. */
export async function effectOf(deps: ReportDeps, who: Asking, asked: EffectAsked, now: Date): Promise<ReportEffect> {
  const { on, weeks } = asked;
  const [from, last] = [dayAfter(on, -7 * weeks), dayAfter(on, -1)];
  const to = dayAfter(on, 7 * weeks - 1);
  const before = await questionOf(deps.db, who, { metric: asked.metric, from, to: last, by: 'person' }, now);
  const concerned = await concernedBy(deps, who, asked);
  const reps = pairsOf(before, await summedGroups(deps, before), await summedGroups(deps, within(before, on, to)));
  const changes = (isConcerned: boolean) =>
    reps.filter(({ repId }) => concerned.has(repId) === isConcerned).map((one) => one.after - one.before);
  const [theirs, others] = [changes(true), changes(false)];
  const isSmall = theirs.length * others.length <= MOST_PAIRS;
  const delta = isSmall ? (cliff(theirs, others)?.delta ?? null) : null;
  const names = await namesOf(
    deps.db,
    who.orgId,
    'person',
    reps.map(({ repId }) => repId),
  );
  return {
    metric: before.metric.id,
    rule: ruleOf(before.metric),
    before: { from, to: last },
    after: { from: on, to },
    reps: reps.map((one) => ({ ...one, name: names.get(one.repId) ?? '', isConcerned: concerned.has(one.repId) })),
    shift: isSmall ? hodgesLehmann(theirs, others) : null,
    delta,
    size: delta === null ? null : effectSize(delta),
  };
}

function pairsOf({ metric }: Question, before: readonly Summed[], after: readonly Summed[]) {
  return before.flatMap((one) => {
    const then = after.find(({ key }) => key === one.key);
    const [was, is] = [groupOf(metric, one).value, then ? groupOf(metric, then).value : null];
    return was === null || is === null || one.key.length !== 36 ? [] : [{ repId: one.key, before: was, after: is }];
  });
}

/** Whom it concerned, of those the caller may see; nobody where neither a unit nor a map is named. */
async function concernedBy(
  { db }: ReportDeps,
  who: Asking,
  { unitId, mapId }: EffectAsked,
): Promise<ReadonlySet<string>> {
  if (mapId !== undefined) {
    const reps = await repsOfMap(db, who.orgId, who.unitIds, mapId);
    if (!reps) throw new AppError('NO_SUCH_MAP');
    return new Set(reps);
  }
  if (unitId === undefined) return new Set();
  const unit = unitId.toLowerCase();
  if (!who.unitIds.includes(unit)) throw new AppError('NO_SUCH_UNIT');
  return new Set(await repsIn(db, who.orgId, unit));
}
