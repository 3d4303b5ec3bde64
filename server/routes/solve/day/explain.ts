import type { DayModel } from './model.ts';
import type { DayExplanation, DayFix } from './problem.ts';
import { withPinned } from '../window/late.ts';
import type { WindowModel } from '../window/model.ts';
import { EPSILON_S } from '../window/model.ts';
import { emptyRoute, setOrder } from '../window/route.ts';
import type { Step } from '../window/step.ts';
import { outcomeOf, timetable } from '../window/timetable.ts';

/** Fixes of one kind told for one late stop: more would be a list nobody reads. */
const FIXES_OF_A_KIND = 3;

/**
 * Who is late in this order, by how much, and which single change would put it right. Every fix has been tried: the day is
 * driven again with it, in the same order, and that stop (for startEarlier and unpin: the whole day) is then in
 * time, and the day as a whole less late.
 */
export function explainLateness(day: DayModel, order: readonly number[], mayStartEarlier: boolean): DayExplanation[] {
  const { model, stopOf } = day;
  const { rows, outcome } = timetable(model, order);
  const wholeDay = [...(mayStartEarlier ? startEarlier(model, order) : []), ...unpin(day, order)];
  const moved = order
    .map((u) => {
      const rest = withPinned(
        model,
        pinnedOf(model, order, u),
        order.filter((v) => v !== u && model.pinnedAt[v]! < 0),
      );
      return { u, rest, ...timetable(model, rest) };
    })
    .filter((without) => without.outcome.lateS < outcome.lateS - EPSILON_S); // without one stop, pinned ones may come to be later
  const moves = (isMended: (without: { u: number; rest: number[]; rows: Step[] }) => boolean): DayFix[] => {
    const found = moved.filter(isMended).slice(-FIXES_OF_A_KIND).reverse(); // what comes late is disturbed least
    return found.map(({ u }) => ({ kind: 'moveToAnotherDay', stop: stopOf[u]! }));
  };
  const explanations: DayExplanation[] = [];
  order.forEach((v, k) => {
    const lateS = lateAt(model, v, rows[k]!);
    if (lateS === 0) return;
    const stop = stopOf[v]!;
    const mends = moves(({ u, rest, rows: after }) => u === v || lateAt(model, v, after[rest.indexOf(v)]!) === 0);
    explanations.push({ stop, lateS, fixes: [{ kind: 'closeLater', stop, byS: lateS }, ...wholeDay, ...mends] });
  });
  const lunchLateS = lunchLate(model, rows);
  if (lunchLateS > 0) {
    const mends = moves(({ rows: after }) => lunchLate(model, after) === 0);
    explanations.push({
      stop: 'lunch',
      lateS: lunchLateS,
      fixes: [{ kind: 'lunchLater', byS: lunchLateS }, ...wholeDay, ...mends],
    });
  }
  const overtimeS = lateAt(model, model.n + 1, rows[rows.length - 1]!);
  if (overtimeS > 0) {
    const mends = moves(({ rows: after }) => lateAt(model, model.n + 1, after[after.length - 1]!) === 0);
    explanations.push({
      stop: 'end',
      lateS: overtimeS,
      fixes: [{ kind: 'endLater', byS: overtimeS }, ...wholeDay, ...mends],
    });
  }
  return explanations;
}

/** How late the day would be, at most, with stop v put where it harms least. */
export function lateIfServed(model: WindowModel, order: readonly number[], v: number): number {
  let least = Infinity;
  for (let p = 0; p <= order.length; p++) {
    least = Math.min(least, outcomeOf(model, [...order.slice(0, p), v, ...order.slice(p)]).lateS);
  }
  return least;
}

function lateAt(model: WindowModel, v: number, row: Step): number {
  const lateS = row.startS - model.toS[model.firstWindow[v + 1]! - 1]!;
  return lateS > EPSILON_S ? lateS : 0;
}

function lunchLate(model: WindowModel, rows: readonly Step[]): number {
  if (!model.lunch) return 0;
  const eaten = rows.find((row) => row.lunchAtS >= 0);
  const atS = eaten ? eaten.lunchAtS : rows[rows.length - 1]!.arriveS;
  return atS - model.lunch.latestS > EPSILON_S ? atS - model.lunch.latestS : 0;
}

/** The latest departure that keeps this order in time, if there is one. */
function startEarlier(model: WindowModel, order: readonly number[]): DayFix[] {
  const route = emptyRoute(model);
  setOrder(model, route, order);
  const leaveBy = model.lunch ? route.latestHungry[0]! : route.latestFed[0]!;
  return leaveBy > -Infinity ? [{ kind: 'startEarlier', byS: model.startS - leaveBy }] : [];
}

/** Pinned stops that, put elsewhere (the other pins kept), make the day late no more. */
function unpin({ model, stopOf }: DayModel, order: readonly number[]): DayFix[] {
  const mends = (v: number): boolean => {
    const free = order.filter((w) => model.pinnedAt[w]! < 0);
    for (let p = 0; p <= free.length; p++) {
      const tried = withPinned(model, pinnedOf(model, order, v), [...free.slice(0, p), v, ...free.slice(p)]);
      if (outcomeOf(model, tried).lateS <= EPSILON_S) return true;
    }
    return false;
  };
  return order.filter((v) => model.pinnedAt[v]! >= 0 && mends(v)).map((v) => ({ kind: 'unpin', stop: stopOf[v]! }));
}

/** The pinned stops of the order but one, by their positions. */
function pinnedOf(model: WindowModel, order: readonly number[], but: number): number[] {
  return order
    .filter((v) => v !== but && model.pinnedAt[v]! >= 0)
    .sort((a, b) => model.pinnedAt[a]! - model.pinnedAt[b]!);
}
