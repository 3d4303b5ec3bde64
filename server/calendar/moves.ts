// Pure: what a draft changes against what is published, and why.
import type { CalendarVisit, RepDay, VisitRule } from '../../shared/calendars.ts';
import type { MoveWhy } from '../../shared/calendarEdits.ts';

export interface Side {
  visits: readonly Pick<CalendarVisit, 'retailerId' | 'day' | 'why'>[];
  /** Frequencies by retailer. */
  rules: ReadonlyMap<string, Pick<VisitRule, 'frequency'>>;
}

export interface Move {
  retailerId: string;
  why: MoveWhy;
  from: string[];
  to: string[];
}

/** Who is on other days in the draft, between its first day and the last one published. `days`: of the rep, by date. */
export function movesOf(
  published: Side,
  draft: Side,
  days: ReadonlyMap<string, RepDay>,
): { moves: Move[]; same: number } {
  const before = daysBy(published);
  const after = daysBy(draft);
  const byHand = new Set(draft.visits.filter(({ why }) => why === 'byHand').map(({ retailerId }) => retailerId));
  const moves: Move[] = [];
  let same = 0;
  for (const retailerId of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(retailerId) ?? [], after.get(retailerId) ?? []];
    if (from.join() === to.join()) same++;
    else moves.push({ retailerId, why: whyOf(retailerId, from, to), from, to });
  }
  return { moves, same };

  function whyOf(retailerId: string, from: string[], to: string[]): MoveWhy {
    const [was, is] = [published.rules.get(retailerId), draft.rules.get(retailerId)];
    if (!was) return 'newcomer';
    if (!is) return 'left';
    if (was.frequency !== is.frequency) return 'frequency';
    if (byHand.has(retailerId)) return 'byHand';
    const lost = from.filter((day) => !to.includes(day)).map((day) => days.get(day));
    if (lost.some((day) => day?.isWorked && day.part === 'day')) return 'absence';
    if (lost.some((day) => day && !day.isWorked)) return 'holiday';
    return 'rebalanced';
  }
}

function daysBy({ visits }: Side): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const { retailerId, day } of visits) days.set(retailerId, [...(days.get(retailerId) ?? []), day].sort());
  return days;
}
