import { spanOf, type LogSpan } from '../../shared/logDue.ts';
import { addSums, isOfDay, sumsOf, type LogFacts, type LogSums } from '../../shared/logFacts.ts';
import { dayAfter } from '../../shared/period.ts';
import type { Queryable } from '../db.ts';
import { factsOfDays } from './factStore.ts';
import type { LogRep } from './peopleStore.ts';
import { logsOf, type StandingLog } from './store.ts';

function daysOf(fromDay: string, toDay: string): string[] {
  const days: string[] = [];
  for (let day = fromDay; day <= toDay; day = dayAfter(day, 1)) days.push(day);
  return days;
}

/** What is known of a rep's day, week or month so far. */
export async function factsOf(
  sql: Queryable,
  orgId: number,
  rep: Pick<LogRep, 'repId' | 'timeZone' | 'today'>,
  span: LogSpan,
  fromDay: string,
): Promise<LogFacts> {
  const { repId, timeZone, today } = rep;
  const ofRep = (days: readonly string[], isDriven: boolean) =>
    factsOfDays(
      sql,
      orgId,
      days.map((day) => ({ repId, day, timeZone })),
      isDriven,
    );
  if (span === 'day') return (await ofRep([fromDay], true))[0]!;
  const { toDay } = spanOf(span, fromDay);
  const before = spanOf(span, dayAfter(fromDay, -1));
  const days = daysOf(fromDay, toDay < today ? toDay : today);
  const daysBefore = daysOf(before.fromDay, before.toDay);
  const logs = await logsOf(sql, orgId, { authorIds: [repId], span: 'day', from: before.fromDay, to: toDay });
  const sums = (await ofRep([...daysBefore, ...days], false)).map((facts) =>
    withDriven(sumsOf(facts), facts.day, logs),
  );
  const own = sums.slice(daysBefore.length);
  return {
    sums: addSums(own),
    before: addSums(sums.slice(0, daysBefore.length)),
    days: days.map((day, i) => ({ day, logId: logOf(logs, day)?.logId ?? null, sums: own[i]! })),
  };
}

const logOf = (logs: readonly StandingLog[], day: string) => logs.find(({ fromDay }) => fromDay === day);

/** Kilometres of a past day are those of its log: positions are many, and expire. */
function withDriven(sums: LogSums, day: string, logs: readonly StandingLog[]): LogSums {
  const facts = logOf(logs, day)?.facts;
  return { ...sums, drivenM: facts && isOfDay(facts) ? facts.drivenM : null };
}
