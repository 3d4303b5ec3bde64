import { spanOf, type LogSpan } from '../../shared/logDue.ts';
import { changesSince, isOfDay, sumsOf, sumsOfFacts, type DayFacts, type LogFacts } from '../../shared/logFacts.ts';
import type { InboxItem, Said } from '../../shared/logs.ts';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import { spanBegun } from './draft.ts';
import { dueMoments, type LogDeps } from './due.ts';
import { exceptionsOf } from './exceptions.ts';
import { factsOfDays } from './factStore.ts';
import { repsExpected, type LogRep } from './peopleStore.ts';
import { logsOf, type StandingLog } from './store.ts';

interface Asked {
  span: LogSpan;
  day: string;
  unitId?: string | undefined;
}

/** The logs of a period, those that need a look first. Facts of a day are read as they are now; of a week or month when one is opened. */
export async function inboxOf(
  { db, environment }: LogDeps,
  who: Who,
  { span, day, unitId }: Asked,
  now: Date,
): Promise<{ fromDay: string; toDay: string; items: InboxItem[] }> {
  if (unitId !== undefined && !who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
  const { fromDay, toDay } = spanOf(span, day);
  const reps = await repsExpected(
    db,
    who.orgId,
    unitId === undefined ? who.unitIds : [unitId],
    { span, fromDay, toDay },
    now,
  );
  if (reps[0]) spanBegun(span, day, reps[0].today, 'query.day');
  const logs = new Map(
    (await logsOf(db, who.orgId, { authorIds: reps.map(({ repId }) => repId), span, from: fromDay, to: fromDay })).map(
      (log) => [log.authorId, log],
    ),
  );
  const due = await dueMoments(
    db,
    who.orgId,
    environment,
    reps.map((rep) => ({ rep, span, fromDay })),
  );
  const days = reps.map(({ repId, timeZone }) => ({ repId, day: fromDay, timeZone }));
  const facts = span === 'day' ? await factsOfDays(db, who.orgId, days, false) : [];
  const items = reps.flatMap((rep, i) => {
    const log = logs.get(rep.repId) ?? null;
    if (log && !who.unitIds.includes(log.unitId)) return []; // written where its author worked before
    return [log ? itemOf(rep, log, facts[i]) : missingItem(rep, due[i]!, facts[i], now)];
  });
  return { fromDay, toDay, items: items.sort(byNeed) };
}

const none = { valid: 0, suspect: 0, invalid: 0, unverifiable: 0, waiting: 0, planned: 0, missing: 0, offPlan: 0 };

function missingItem(rep: LogRep, due: Date, facts: DayFacts | undefined, now: Date): InboxItem {
  const { repId, name, unitId } = rep;
  return {
    repId,
    repName: name,
    unitId,
    dueAt: due.toISOString(),
    log: null,
    sums: facts ? sumsOf(facts) : { ...none, drivenM: null, workedS: null },
    stops: stopsOf(facts, null),
    changes: [],
    exceptions: due < now ? ['missing'] : [],
    isRead: false,
  };
}

function itemOf({ repId, name, unitId }: LogRep, standing: StandingLog, facts: DayFacts | undefined): InboxItem {
  const { authorId: _, unitId: _unit, facts: then, ...log } = standing;
  const changes = facts ? changesSince(then, likeThen(facts, then)) : [];
  const seen = { log, sums: facts ? sumsOf(facts) : sumsOfFacts(then), stops: stopsOf(then, log.said), changes };
  const isRead = log.reviews.some(({ revisionNo }) => revisionNo === log.revisionNo);
  const drivenM = sumsOfFacts(then).drivenM;
  return {
    ...seen,
    sums: { ...seen.sums, drivenM },
    repId,
    repName: name,
    unitId,
    dueAt: log.dueAt,
    exceptions: exceptionsOf(seen),
    isRead,
  };
}

/** Kilometres are not asked for here: they are as they were. */
const likeThen = (now: DayFacts, then: LogFacts): DayFacts => ({
  ...now,
  drivenM: isOfDay(then) ? then.drivenM : null,
});

function stopsOf(facts: LogFacts | undefined, said: Said | null): InboxItem['stops'] {
  if (!facts || !isOfDay(facts)) return [];
  const reasons = new Map(said?.reasons.map((reason) => [reason.retailerId, reason]));
  return facts.missing.map((stop) => {
    const reason = reasons.get(stop.retailerId);
    return { ...stop, why: reason?.why ?? null, note: reason?.note ?? '' };
  });
}

const need = ({ log, exceptions, isRead }: InboxItem): number =>
  exceptions.length > 0 && !isRead ? 0 : log && !isRead ? 1 : log ? 2 : 3;
const byNeed = (a: InboxItem, b: InboxItem): number => need(a) - need(b);
