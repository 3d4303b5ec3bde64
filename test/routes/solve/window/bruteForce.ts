import type { WindowModel } from '../../../../server/routes/solve/window/model.ts';
import { judgeOrder, isBetter } from '../../../../server/routes/solve/window/late.ts';
import { EPSILON_S, MUST } from '../../../../server/routes/solve/window/model.ts';

/** Drives an order with a lunch on each leg in turn, by the words of the problem alone: what the fast code is held against. */
export function driveSlowly(
  model: WindowModel,
  order: readonly number[],
  lunchLeg: number,
): { lateS: number; cost: number; finishS: number } {
  const { lunch, cost, size, n } = model;
  let clock = model.startS;
  let lateS = 0;
  let travel = 0;
  let at = n;
  const late = (x: number) => (x > EPSILON_S ? x : 0);
  [...order, n + 1].forEach((v, leg) => {
    const legS = cost[at * size + v]!;
    travel += legS;
    if (lunch && leg === lunchLeg && v !== n + 1) {
      if (clock + legS <= lunch.latestS) clock = Math.max(clock + legS, lunch.earliestS) + lunch.durationS;
      else {
        const beginS = Math.max(clock, lunch.earliestS);
        lateS += late(beginS - lunch.latestS);
        clock = beginS + lunch.durationS + legS;
      }
    } else clock += legS;
    if (lunch && v === n + 1 && lunchLeg >= order.length) lateS += late(clock - lunch.latestS);
    const windows = [...model.fromS]
      .map((fromS, k) => ({ fromS, toS: model.toS[k]! }))
      .slice(model.firstWindow[v], model.firstWindow[v + 1]);
    const next = windows.find((w) => clock <= w.toS + EPSILON_S);
    if (next) clock = Math.max(clock, next.fromS);
    else lateS += late(clock - windows[windows.length - 1]!.toS);
    clock += model.serviceS[v]!;
    at = v;
  });
  return { lateS, cost: travel, finishS: clock };
}

/** The best of all orders of all subsets that may be served, pins respected. For up to 7 stops. */
export function bruteForce(model: WindowModel): ReturnType<typeof judgeOrder> {
  let best: ReturnType<typeof judgeOrder> | undefined;
  const visit = (order: number[], left: number[]): void => {
    if (left.every((v) => model.skipWeight[v]! < MUST) && keepsPins(model, order)) {
      const judged = judgeOrder(model, order);
      if (!best || isBetter(judged, best)) best = judged;
    }
    left.forEach((v, k) => visit([...order, v], [...left.slice(0, k), ...left.slice(k + 1)]));
  };
  visit(
    [],
    Array.from({ length: model.n }, (_, v) => v),
  );
  return best!;
}

/** Each pinned stop is at its position, or, where fewer are served, in the tail that only pinned stops make. */
function keepsPins(model: WindowModel, order: readonly number[]): boolean {
  const pinned = order.filter((v) => model.pinnedAt[v]! >= 0).sort((a, b) => model.pinnedAt[a]! - model.pinnedAt[b]!);
  const free = order.filter((v) => model.pinnedAt[v]! < 0);
  const expected: number[] = [];
  while (pinned.length + free.length > 0) {
    if (pinned.length > 0 && (model.pinnedAt[pinned[0]!] === expected.length || free.length === 0))
      expected.push(pinned.shift()!);
    else expected.push(free.shift()!);
  }
  return expected.every((v, k) => v === order[k]);
}
