import { spanOf, type LogSpan } from '../../shared/logDue.ts';
import type { LogDraft } from '../../shared/logs.ts';
import type { Who } from '../auth.ts';
import { badField } from '../errors.ts';
import { dueMoments, type LogDeps } from './due.ts';
import { factsOf } from './facts.ts';
import { authorsById, type LogRep } from './peopleStore.ts';
import { logsOf } from './store.ts';

/** The caller as the author of logs. */
export async function authorOf({ db }: Pick<LogDeps, 'db'>, who: Who, now: Date): Promise<LogRep> {
  const [author] = await authorsById(db, who.orgId, [who.personId], now);
  return author!;
}

/** @throws AppError where the days are still to come */
export function spanBegun(
  span: LogSpan,
  day: string,
  today: string,
  field: string,
): { fromDay: string; toDay: string } {
  const days = spanOf(span, day);
  if (days.fromDay > today) throw badField(field, 'LOG_STILL_TO_COME', { today });
  return days;
}

/** What a log begins with: its facts, and of a week or a month what its days' logs say. */
export async function draftOf(deps: LogDeps, who: Who, span: LogSpan, day: string, now: Date): Promise<LogDraft> {
  const { db, environment } = deps;
  const rep = await authorOf(deps, who, now);
  const { fromDay, toDay } = spanBegun(span, day, rep.today, 'query.day');
  const [due] = await dueMoments(db, who.orgId, environment, [{ rep, span, fromDay }]);
  const facts = await factsOf(db, who.orgId, rep, span, fromDay);
  const logs =
    span === 'day'
      ? []
      : await logsOf(db, who.orgId, { authorIds: [rep.repId], span: 'day', from: fromDay, to: toDay });
  const texts = logs.map((log) => ({ day: log.fromDay, texts: log.said.texts })).reverse();
  return { span, fromDay, toDay, dueAt: due!.toISOString(), facts, texts };
}
