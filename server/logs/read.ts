import { spanOf, type LogSpan } from '../../shared/logDue.ts';
import { changesSince } from '../../shared/logFacts.ts';
import type { OwedLog, WholeLog, WorkLog } from '../../shared/logs.ts';
import { dayAfter } from '../../shared/period.ts';
import type { Who } from '../auth.ts';
import { AppError } from '../errors.ts';
import { authorOf } from './draft.ts';
import { dueMoments, type LogDeps } from './due.ts';
import { factsOf } from './facts.ts';
import { authorsById, daysExpected } from './peopleStore.ts';
import { earlierRevisions, logsOf, placeOfLog, type StandingLog } from './store.ts';

const OWN_DAYS = 35;
/** Older days that were not written of are the supervisor's to ask about. */
const OWED_DAYS = 7;

/** The caller's own logs, and those of the last week that are still to be written. */
export async function ownLogs(deps: LogDeps, who: Who, now: Date): Promise<{ items: WorkLog[]; owed: OwedLog[] }> {
  const { db, environment } = deps;
  const rep = await authorOf(deps, who, now);
  const from = dayAfter(rep.today, -OWN_DAYS);
  const logs = await logsOf(db, who.orgId, { authorIds: [rep.repId], span: null, from, to: rep.today });
  const days = await daysExpected(db, who.orgId, rep, [dayAfter(rep.today, -OWED_DAYS), rep.today]);
  const begun = (span: LogSpan, day: string) => ({ span, fromDay: spanOf(span, day).fromDay });
  const expected = [
    ...days.map((fromDay) => ({ span: 'day' as const, fromDay })),
    begun('week', dayAfter(rep.today, -OWED_DAYS)),
    begun('week', rep.today),
    begun('month', rep.today),
  ];
  const unwritten = expected.filter(
    ({ span, fromDay }) => !logs.some((log) => log.span === span && log.fromDay === fromDay),
  );
  const due = await dueMoments(
    db,
    who.orgId,
    environment,
    unwritten.map((one) => ({ ...one, rep })),
  );
  const owed = unwritten.map((one, i) => ({ ...one, dueAt: due[i]!.toISOString() }));
  return { items: logs.map(asItsAuthorSees), owed };
}

function asItsAuthorSees({ authorId: _, unitId: _unit, ...log }: StandingLog): WorkLog {
  return log;
}

/** A log of the caller's units as it stands, and what of its facts is otherwise by now. */
export async function wholeLog({ db }: LogDeps, who: Who, logId: string, now: Date): Promise<WholeLog> {
  const place = await placeOfLog(db, who, logId);
  if (!place) throw new AppError('NO_SUCH_LOG');
  const { authorId, span, fromDay } = place;
  const [standing] = await logsOf(db, who.orgId, { authorIds: [authorId], span, from: fromDay, to: fromDay });
  if (!standing || !who.unitIds.includes(standing.unitId)) throw new AppError('NO_SUCH_LOG');
  const [rep] = await authorsById(db, who.orgId, [authorId], now);
  const factsNow = await factsOf(db, who.orgId, rep!, span, fromDay);
  return {
    log: asItsAuthorSees(standing),
    repId: authorId,
    repName: rep!.name,
    factsNow,
    changes: changesSince(standing.facts, factsNow),
    earlier: await earlierRevisions(db, who.orgId, standing),
  };
}
