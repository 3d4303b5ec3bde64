// Pure: a log as it grows on the phone, and what is sent of it.
import type { z } from 'zod';
import type { LogSpan } from '../../../shared/logDue.ts';
import { countStates, type LogStop, type LogSums } from '../../../shared/logFacts.ts';
import {
  logTexts,
  MOST_TEXT,
  type LogDraft,
  type LogText,
  type NewLog,
  type Said,
  type StopReason,
  type WorkLog,
} from '../../../shared/logs.ts';
import type { PlanStop } from '../../../shared/plans.ts';
import type { VisitSummary } from '../../../shared/visits.ts';
import type { Failed, FailureCode } from '../../apiError.ts';

/** Which log: `day 2026-03-02`. */
export type LogKey = string;
export interface LogOf {
  span: LogSpan;
  fromDay: string;
}
export const keyOf = ({ span, fromDay }: LogOf): LogKey => `${span} ${fromDay}`;

export interface Reason {
  why: StopReason;
  note: string;
}

/** A log that is being written; each change of it is on the phone's disk. */
export interface Writing extends LogOf {
  personId: string;
  key: LogKey;
  /** Made here, so that a log that is sent twice is one. */
  logId: string;
  texts: Record<LogText, string>;
  reasons: Record<string, Reason>;
  /** When it was handed over to be sent; it is not changed from then on, but followed by a revision. */
  sentAt: string | null;
}

export interface WaitingLog extends LogOf {
  seq?: number;
  personId: string;
  key: LogKey;
  body: z.input<typeof NewLog>;
  refused: FailureCode | null;
  why?: Failed;
}

const noTexts: Writing['texts'] = { done: '', problems: '', wishes: '', tomorrow: '' };

/** A new log: what was said before of these days, else what the logs of the days in it say. */
export function begun(
  of: LogOf,
  personId: string,
  logId: string,
  before: Said | null,
  draft: LogDraft | null,
): Writing {
  const texts = before?.texts ?? textsOfDays(draft);
  const reasons = Object.fromEntries(
    (before?.reasons ?? []).map(({ retailerId, why, note }) => [retailerId, { why, note }]),
  );
  const { span, fromDay } = of;
  return { personId, span, fromDay, key: keyOf(of), logId, texts: { ...texts }, reasons, sentAt: null };
}

function textsOfDays(draft: LogDraft | null): Writing['texts'] {
  const texts = { ...noTexts };
  for (const key of logTexts)
    texts[key] = (draft?.texts ?? [])
      .filter((of) => of.texts[key] !== '' && key !== 'tomorrow')
      .map((of) => `${of.day.slice(5)} ${of.texts[key]}`)
      .join('\n')
      .slice(0, MOST_TEXT);
  return texts;
}

/** Planned stops at which the rep has not pressed, by what the phone knows. */
export function missingStops(
  stops: readonly Pick<PlanStop, 'retailerId' | 'code' | 'name'>[],
  visits: readonly Pick<VisitSummary, 'retailerId'>[],
): LogStop[] {
  const visited = new Set(visits.map(({ retailerId }) => retailerId));
  return stops
    .filter(({ retailerId }) => !visited.has(retailerId))
    .map(({ retailerId, code, name }) => ({ retailerId, code, name }));
}

/** The sums of today as the phone knows them. */
export function sumsHere(
  stops: readonly { retailerId: string }[],
  visits: readonly Pick<VisitSummary, 'retailerId' | 'state'>[],
  known: LogSums | null,
): LogSums {
  const planned = new Set(stops.map(({ retailerId }) => retailerId));
  const visited = new Set(visits.map(({ retailerId }) => retailerId));
  return {
    ...countStates(visits),
    planned: stops.length,
    missing: stops.filter(({ retailerId }) => !visited.has(retailerId)).length,
    offPlan: visits.filter(({ retailerId }) => !planned.has(retailerId)).length,
    drivenM: known?.drivenM ?? null,
    workedS: known?.workedS ?? null,
  };
}

/** Stops whose reason is not given, or is not said in words where it has to be. */
export function withoutReason(stops: readonly LogStop[], reasons: Writing['reasons']): LogStop[] {
  return stops.filter(({ retailerId }) => {
    const reason = reasons[retailerId];
    return !reason || (reason.why === 'other' && reason.note.trim() === '');
  });
}

/** What is sent: reasons of stops that are missing still, and those alone that say something. */
export function logOf(writing: Writing, stops: readonly LogStop[], saidAt: string): WaitingLog['body'] {
  const { logId, span, fromDay, texts } = writing;
  const unsaid = new Set(withoutReason(stops, writing.reasons).map(({ retailerId }) => retailerId));
  const reasons = stops.flatMap(({ retailerId }) => {
    const reason = writing.reasons[retailerId];
    return reason && !unsaid.has(retailerId) ? [{ retailerId, why: reason.why, note: reason.note.trim() }] : [];
  });
  return { logId, span, day: fromDay, saidAt, said: { texts, reasons } };
}

/** Whether somebody of the desk returned the last revision: it is to be written again. */
export function isReturned({ revisionNo, reviews }: Pick<WorkLog, 'revisionNo' | 'reviews'>): boolean {
  return reviews.some((review) => review.deed === 'return' && review.revisionNo === revisionNo);
}
