// Pure: what the rep does beside pressing at retailers; each waits on the phone until the server has it, with its own time.
import type { z } from 'zod';
import type { ForgottenClaim, ForgottenDismissal, ForgottenStop } from '../../shared/forgotten.ts';
import type { NewReport, Remedy } from '../../shared/remedies.ts';
import type { MyContradiction, NewAnswer } from '../../shared/settlements.ts';
import type { Objection, objectTo, Standing } from '../../shared/scores.ts';
import type { tellMoved } from '../../shared/placeTold.ts';
import type { Shift, ShiftAct } from '../../shared/shifts.ts';
import type { Failed, FailureCode } from '../apiError.ts';

export type What =
  | { kind: 'shiftOpen'; body: ShiftAct }
  | { kind: 'shiftClose'; body: ShiftAct }
  | { kind: 'claim'; body: ForgottenClaim }
  | { kind: 'dismiss'; body: z.input<typeof ForgottenDismissal> }
  | { kind: 'moved'; body: z.input<typeof tellMoved.body> }
  | { kind: 'answer'; contradictionId: string; body: z.input<typeof NewAnswer> }
  | { kind: 'objected'; unitId: string; month: string; body: z.input<typeof objectTo.body> }
  | { kind: 'remedied'; remedyId: string; body: z.input<typeof NewReport> };

export type Act = What & {
  /** The order of doing; given by the store. */
  seq?: number;
  personId: string;
  /** When it was done, and at which retailer, for the list of what waits. */
  doneAt: string;
  retailerName: string | null;
  refused: FailureCode | null;
  /** What exactly was wrong. */
  why?: Failed;
};

/** The shift that is open now: what the server knows, and on top of it what still waits. */
export function openShiftOf(
  shifts: readonly Pick<Shift, 'openedAt' | 'closedAt' | 'untilAt'>[],
  acts: readonly Act[],
  nowMs: number,
): { openedAt: string } | null {
  const known = shifts.find((shift) => shift.closedAt === null && Date.parse(shift.untilAt) > nowMs) ?? null;
  return acts.reduce<{ openedAt: string } | null>(
    (open, act) => {
      if (act.refused !== null) return open;
      if (act.kind === 'shiftOpen') return { openedAt: act.body.at };
      return act.kind === 'shiftClose' ? null : open;
    },
    known && { openedAt: known.openedAt },
  );
}

/** The stops that wait for the rep's word. */
export function unanswered(stops: readonly ForgottenStop[], acts: readonly Act[]): ForgottenStop[] {
  const answered = new Set(
    acts.flatMap((act) =>
      (act.kind === 'claim' || act.kind === 'dismiss') && act.refused === null ? [act.body.fromAt] : [],
    ),
  );
  return stops.filter((stop) => !answered.has(stop.fromAt));
}

/** Contradictions that were put to me, and on top of what the server knows the word that still waits on the phone. */
export function withWords(
  asked: readonly MyContradiction[],
  acts: readonly Act[],
): (MyContradiction & { isWaiting: boolean })[] {
  const words = new Map(
    acts.flatMap((act) => (act.kind === 'answer' && act.refused === null ? [[act.contradictionId, act.body]] : [])),
  );
  return asked.map((one) => {
    const waits = one.answer === null ? words.get(one.contradictionId) : undefined;
    return waits
      ? { ...one, answer: { note: waits.note, saidAt: waits.saidAt, isLate: false }, isWaiting: true }
      : { ...one, isWaiting: false };
  });
}

/** What I am to mend, and whether my word that it is mended still waits on the phone. */
export function withReports(remedies: readonly Remedy[], acts: readonly Act[]): (Remedy & { isWaiting: boolean })[] {
  const said = new Set(acts.flatMap((act) => (act.kind === 'remedied' && act.refused === null ? [act.remedyId] : [])));
  return remedies.map((one) => ({ ...one, isWaiting: one.state === 'open' && said.has(one.remedyId) }));
}

/** My word against a line of a month: what the server knows, or what still waits on the phone; null: none. */
export function objectionTo(
  { unitId, month, objections }: Pick<Standing, 'unitId' | 'month' | 'objections'>,
  itemKey: string,
  acts: readonly Act[],
): (Pick<Objection, 'note' | 'answer'> & { isWaiting: boolean }) | null {
  const known = objections.find((one) => one.itemKey === itemKey);
  if (known) return { note: known.note, answer: known.answer, isWaiting: false };
  for (const act of acts)
    if (act.kind === 'objected' && act.refused === null && act.unitId === unitId && act.month === month)
      if (act.body.itemKey === itemKey) return { note: act.body.note, answer: null, isWaiting: true };
  return null;
}
