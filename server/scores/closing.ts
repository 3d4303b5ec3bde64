import { daysBetween } from '../../shared/period.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { addBulletin, addSignature, monthsToDraft, signaturesOf } from './closingStore.ts';
import { factsOf, type ScoreDeps } from './facts.ts';
import { unitNow, workDayAfter } from './factStore.ts';
import {
  addDraft,
  addShown,
  holdPeriod,
  linesOf,
  objectionsOf,
  storedPeriod,
  type StoredPeriod,
} from './periodStore.ts';
import { rootOf } from './record.ts';
import { schemeInForce, schemeVersion } from './schemeStore.ts';
import { reckon } from './reckon.ts';
import { bulletinContent } from './standing.ts';
import { daysOf, type UnitMonth } from './unitMonth.ts';

/** Days on which a rep may object, of those that are worked. */
const TERM_DAYS = 3;

/** Freezes what a month that is over stands on. @param who null: the server itself */
export async function draftMonth(
  deps: ScoreDeps & { db: Database },
  who: Who | null,
  of: UnitMonth,
  now: Date,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await holdPeriod(tx, of);
    const before = await storedPeriod(tx, of);
    if (before?.untilDay) throw new AppError('SCORES_SHOWN');
    const { from, to } = daysOf(of.month);
    const { today } = await unitNow(tx, of.orgId, of.unitId, now);
    if (daysBetween(today, to) >= 0) throw new AppError('SCORES_MONTH_OPEN', { to });
    const scheme = await schemeInForce(tx, of.orgId, of.unitId, of.month);
    if (!scheme) throw new AppError('NO_SCHEME');
    const days = await deps.given.daysDue(tx, of.orgId, from, to);
    if (days > 0) throw new AppError('SCORES_STILL_COUNTING', { days });
    const known = await factsOf(deps, tx, of, scheme.content, now);
    const lines = reckon(scheme.content, known.scored);
    const { schemeId, version } = scheme;
    const draftNo = (before?.draftNo ?? 0) + 1;
    const root = rootOf(of, lines, false);
    await addDraft(tx, of, who, { draftNo, schemeId, version, people: known.people, root, lines });
  });
}

/** Drafts what is over and was not drafted: one that cannot be yet is tried again in an hour. */
export async function draftWhatIsOver(deps: ScoreDeps & { db: Database; log: Log }, now: Date): Promise<void> {
  for (const of of await monthsToDraft(deps.db, now))
    await draftMonth(deps, null, of, now).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn({ err: error, unitId: of.unitId, month: of.month }, 'a month is not drafted yet');
    });
}

/** @throws AppError where it is not drafted, or shown already */
export async function showMonth(db: Database, who: Who, of: UnitMonth, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await holdPeriod(tx, of);
    const period = await storedPeriod(tx, of);
    if (!period) throw new AppError('SCORES_NOT_DRAFTED');
    if (period.untilDay) throw new AppError('SCORES_SHOWN');
    const { today } = await unitNow(tx, of.orgId, of.unitId, now);
    const untilDay = await workDayAfter(tx, of.orgId, of.unitId, today, TERM_DAYS);
    await addShown(tx, of, who, period.draftNo, untilDay);
  });
}

/** A shown month that is not closed. @throws AppError */
export async function shownMonth(
  tx: Queryable,
  of: UnitMonth,
): Promise<StoredPeriod & { untilDay: string; bulletin: null }> {
  const period = await storedPeriod(tx, of);
  const { untilDay, bulletin } = period ?? { untilDay: null, bulletin: null };
  if (!period || untilDay === null) throw new AppError('SCORES_NOT_SHOWN');
  if (bulletin) throw new AppError('SCORES_CLOSED');
  return { ...period, untilDay, bulletin };
}

/** One of two signatures; the second closes the month and publishes it. @throws AppError */
export async function signMonth(db: Database, who: Who, of: UnitMonth, root: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await holdPeriod(tx, of);
    const period = await shownMonth(tx, of);
    const unit = await unitNow(tx, of.orgId, of.unitId, now);
    if (daysBetween(period.untilDay, unit.today) <= 0)
      throw new AppError('SCORES_TERM_OPEN', { until: period.untilDay });
    const open = (await objectionsOf(tx, of)).filter(({ answer }) => !answer).length;
    if (open > 0) throw new AppError('OBJECTIONS_OPEN', { count: open });
    const signed = await signaturesOf(tx, of);
    if (signed.some(({ role, personId }) => role === who.role || personId === who.personId))
      throw new AppError('SCORES_SIGNED');
    const lines = await linesOf(tx, of, period.draftNo);
    const present = rootOf(of, lines, true);
    if (root !== present) throw new AppError('SCORES_DIFFER');
    await addSignature(tx, of, who, root);
    if (signed.length === 0) return;
    const { content: scheme } = await schemeVersion(tx, of.orgId, period.schemeId, period.version);
    const content = bulletinContent(unit.name, of.month, { scheme, people: period.people, lines });
    await addBulletin(tx, of, { draftNo: period.draftNo, root, content });
  });
}
