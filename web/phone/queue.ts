// Pure but for what it is handed: sends what waits, in order, each press once; what was not sent stays, with its own times.
import type { z } from 'zod';
import type { LngLat } from '../../shared/geo.ts';
import type { EndVisit, StartVisit, VisitSummary } from '../../shared/visits.ts';
import type { Failed, FailureCode } from '../apiError.ts';

export type PressBody = z.input<typeof EndVisit>;

/** A press as it waits on the phone. */
export interface Press {
  /** The order of pressing; given by the store. */
  seq?: number;
  /** Whose press: another person who signs in on this phone must not send it. */
  personId: string;
  kind: 'start' | 'end';
  visitId: string;
  retailerId: string;
  retailerName: string;
  retailerPosition: LngLat;
  body: PressBody;
  /** Why the server did not take it; a person decides what becomes of it. */
  refused: FailureCode | null;
  /** What exactly was wrong; a press that an older page kept has the class alone. */
  why?: Failed;
}

/** What waits on the phone, of any kind. */
export interface WaitingStore<W> {
  /** The person's own that are not refused, in the order in which they were made. */
  waiting(personId: string): Promise<W[]>;
  remove(one: W): Promise<void>;
  refuse(one: W, why: Failed): Promise<void>;
}
export type PressStore = WaitingStore<Press>;

/** What sending came to: all gone; later, because the server is not there; or somebody has to sign in first. */
export type Sent = 'all' | 'later' | 'signIn';

/** Failures that say nothing about the press itself: it is kept as it is. An answer that cannot be understood may have been a yes. */
const passing = new Set<FailureCode>([
  'UNREACHABLE',
  'BAD_ANSWER',
  'INTERNAL',
  'OVERLOADED',
  'TOO_MANY_REQUESTS',
  'WRONG_ORIGIN',
]);

/**
 * A press is removed only after the server said yes. The server knows a visit by the phone's own id, so a press
 * whose answer got lost is sent again and counts once.
 */
export async function sendWaiting<W, R>(
  personId: string,
  store: WaitingStore<W>,
  send: (one: W) => Promise<R>,
  failureOf: (error: unknown) => Failed,
  onSent: (answer: R) => void,
): Promise<Sent> {
  for (const one of await store.waiting(personId)) {
    let answer: R;
    try {
      answer = await send(one);
    } catch (error) {
      const why = failureOf(error);
      const { code } = why;
      if (code === 'NOT_SIGNED_IN' || code === 'NOT_ALLOWED') return 'signIn';
      if (passing.has(code)) return 'later';
      await store.refuse(one, why);
      continue;
    }
    await store.remove(one);
    onSent(answer);
  }
  return 'all';
}

export function startBody(press: Press): z.input<typeof StartVisit> {
  return { ...press.body, visitId: press.visitId, retailerId: press.retailerId };
}

/** The day's visits as the rep made them: what the server knows, and on top of it what still waits. */
export function withWaiting(
  visits: readonly VisitSummary[],
  presses: readonly Press[],
  rep: { repId: string; name: string; unitId: string; day: string },
): VisitSummary[] {
  const all = new Map(visits.map((visit) => [visit.visitId, visit]));
  for (const press of presses) {
    if (press.refused) continue;
    const { visitId, body } = press;
    const position = body.fix?.position ?? null;
    const old = all.get(visitId);
    if (press.kind === 'start' && !old) {
      all.set(visitId, {
        visitId,
        unitId: rep.unitId,
        repId: rep.repId,
        repName: rep.name,
        day: rep.day,
        retailerId: press.retailerId,
        retailerName: press.retailerName,
        retailerPosition: press.retailerPosition,
        startedAt: body.pressedAt,
        endedAt: null,
        dwellS: null,
        state: 'open',
        reasons: [],
        startPosition: position,
        endPosition: null,
      });
    } else if (press.kind === 'end' && old?.state === 'open') {
      all.set(visitId, {
        ...old,
        endedAt: body.pressedAt,
        dwellS: (Date.parse(body.pressedAt) - Date.parse(old.startedAt)) / 1000,
        state: 'waiting',
        endPosition: position,
      });
    }
  }
  return [...all.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}
