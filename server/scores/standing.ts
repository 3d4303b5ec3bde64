import { itemsOf, type ScoreScheme } from '../../shared/scoreScheme.ts';
import type { Honour, PeriodState, Standing } from '../../shared/scores.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { distributionOf, honoursOf, standings } from './bulletin.ts';
import { signaturesOf } from './closingStore.ts';
import { factsOf, type ScoreDeps } from './facts.ts';
import { isRepOf, unitNow, type ScoredPerson } from './factStore.ts';
import { linesOf, objectionsOf, storedPeriod, type StoredPeriod } from './periodStore.ts';
import { reckon } from './reckon.ts';
import { rootOf, type FrozenLine } from './record.ts';
import { schemeInForce, schemeVersion, shownTo, type SchemeInForce } from './schemeStore.ts';
import { daysOf, type UnitMonth } from './unitMonth.ts';

/** A unit's month of which the caller may hear: their scope, or a rep's where they are or were one. @throws AppError NO_SUCH_UNIT */
export async function monthFor(sql: Queryable, who: Who, unit: string, month: string): Promise<UnitMonth> {
  const unitId = unit.toLowerCase();
  const { from, to } = daysOf(month);
  const isTheirs =
    who.unitIds.includes(unitId) ||
    (who.role === 'rep' && (await isRepOf(sql, who.orgId, unitId, who.personId, from, to)));
  if (!isTheirs) throw new AppError('NO_SUCH_UNIT');
  return { orgId: who.orgId, unitId, month };
}

export const stateOf = (period: StoredPeriod | null): PeriodState =>
  period === null ? 'open' : period.bulletin ? 'closed' : period.untilDay ? 'shown' : 'drafted';

export interface Reckoned {
  period: StoredPeriod | null;
  scheme: SchemeInForce | null;
  people: ScoredPerson[];
  lines: FrozenLine[];
}

/** What was frozen, or how it would be now. */
export async function reckonedMonth(deps: ScoreDeps, sql: Queryable, of: UnitMonth, now: Date): Promise<Reckoned> {
  const period = await storedPeriod(sql, of);
  if (period) {
    const scheme = await schemeVersion(sql, of.orgId, period.schemeId, period.version);
    return { period, scheme, people: period.people, lines: await linesOf(sql, of, period.draftNo) };
  }
  const scheme = await schemeInForce(sql, of.orgId, of.unitId, of.month);
  if (!scheme) return { period: null, scheme: null, people: [], lines: [] };
  const known = await factsOf(deps, sql, of, scheme.content, now);
  return { period: null, scheme, people: known.people, lines: reckon(scheme.content, known.scored) };
}

/** How a unit stands in a month. A rep hears of themself, of how all are distributed, and of the honours. */
export async function standingOf(
  deps: ScoreDeps,
  sql: Queryable,
  who: Who,
  of: UnitMonth,
  now: Date,
): Promise<Standing> {
  const { period, scheme, people, lines } = await reckonedMonth(deps, sql, of, now);
  const unit = await unitNow(sql, of.orgId, of.unitId, now);
  const all = scheme ? standings(scheme.content, people, lines) : [];
  const isMine = ({ repId }: { repId: string }): boolean => who.role !== 'rep' || repId === who.personId;
  const { from, to } = daysOf(of.month);
  const isDrafted = period !== null && period.untilDay === null;
  return {
    unitId: of.unitId,
    unitName: unit.name,
    month: of.month,
    state: stateOf(period),
    scheme: scheme && { ...scheme, content: shownTo(who, scheme.content) },
    untilDay: period?.untilDay ?? null,
    today: unit.today,
    people: isDrafted && who.role === 'rep' ? [] : all.filter(isMine),
    distribution: distributionOf(all),
    honours: period?.bulletin ? (period.bulletin.content as { honours: Honour[] }).honours : [],
    objections: (await objectionsOf(sql, of)).filter(isMine),
    signatures: (await signaturesOf(sql, of)).map(({ role, by, at }) => ({ role, by, at })),
    closedAt: period?.bulletin?.at ?? null,
    root: period && rootOf(of, lines, true),
    daysDue: period ? 0 : await deps.given.daysDue(sql, of.orgId, from, to),
  };
}

/** What is published of a month when it is closed. */
export function bulletinContent(
  unitName: string,
  month: string,
  { scheme, people, lines }: { scheme: ScoreScheme; people: readonly ScoredPerson[]; lines: readonly FrozenLine[] },
): object {
  const all = standings(scheme, people, lines);
  return {
    unitName,
    month,
    title: scheme.title,
    items: itemsOf(scheme).map(({ key, label, points }) => ({ key, label, points })),
    honours: honoursOf(scheme, people, all),
    distribution: distributionOf(all),
    people: all.map(({ repId, name, points, most }) => ({ repId, name, points, most })),
  };
}
