import type { Random } from '../../../shared/random.ts';
import { excess } from './balance.ts';
import { canLeave } from './contiguity.ts';
import { flipAllowed, inertiaDelta } from './flip.ts';
import { moveTo, planOf } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Best, Run } from './run.ts';
import { farthestPair } from './shape.ts';
import { swapAllowed } from './swap.ts';
import type { Town } from './town.ts';

/** The farthest two vertices of each part, kept up to date; members are listed so that one is added or taken in constant time. */
interface Spans {
  members: number[][];
  place: Int32Array;
  /** Squared metres, and the two ends. */
  squared: Float64Array;
  ends: [number, number][];
}

/** How much more inertia the shortened plan may have: territories stay compact in the mean as well. */
const INERTIA_ROOM = 1.06;
/** Temperature as a share of the goal's square, first and last of a round; proposals a round for each vertex. */
const HOT = 0.02;
const COLD = 0.001;
const ROUND = 40;
/** The goal: this much under the longest part of today. 0.96 and 0.995 were both worse (see bench). */
const AIM = 0.985;
/** Rounds in a row without a shorter plan, each longer than the one before, until there is nothing left to try. */
const FAILURES = 100;

/**
 * Shortens the longest territories while the plan stays within its limits: annealing on how far each part's squared
 * diameter is over a goal just under the longest, the goal lowered each time it is reached. Works on a plan that is
 * within its limits, and every state it passes through is.
 */
export function shorten(run: Run, best: Best): void {
  const { town } = run;
  if (excess(town, planOf(town, best.label)).total > 0) return;
  const inertiaLimit = INERTIA_ROOM * best.cost;
  for (let failed = 0; failed < FAILURES && !run.stop.done(run.clock.iterations);) {
    const state: State = {
      run,
      plan: planOf(town, best.label),
      spans: spansOf(town, best.label),
      goal: 0,
      inertia: best.cost,
      inertiaLimit,
    };
    const longest = Math.max(...state.spans.squared);
    state.goal = longest * AIM * AIM;
    annealRound(state, ROUND * (1 + failed) * town.n);
    failed++;
    if (Math.max(...state.spans.squared) >= longest) continue;
    best.label.set(state.plan.label);
    best.cost = state.inertia;
    failed = 0;
  }
}

interface State {
  run: Run;
  plan: Plan;
  spans: Spans;
  goal: number;
  inertia: number;
  inertiaLimit: number;
}

function annealRound(state: State, steps: number): void {
  const { run, plan, spans, goal } = state;
  const { random, clock, town } = run;
  const cooling = (COLD / HOT) ** (1 / steps);
  let heat = HOT * goal;
  let over = spans.squared.reduce((sum, s) => sum + Math.max(0, s - goal), 0);
  for (let k = 0; k < steps && over > 1e-9 * goal; k++, heat *= cooling) {
    if ((++clock.iterations & 255) === 0 && run.stop.done(clock.iterations)) return;
    const v = propose(town, plan, spans, goal, random);
    if (plan.foreign[v] === 0) continue;
    const b = plan.label[neighbour(town, v, random)]!;
    const a = plan.label[v]!;
    if (b === a || !flipAllowed(town, plan, v, b)) continue;
    let u = -1;
    if (!stays(town, plan, v, -1, b)) {
      // Too heavy alone: in exchange for something of b's, a step or two along the border.
      u = neighbour(town, neighbour(town, v, random), random);
      if (plan.label[u] !== b || u === v || !swapAllowed(town, plan, v, u) || !stays(town, plan, v, u, b)) continue;
    }
    over += attempt(state, v, u, a, b, -heat * Math.log(1 - random.next()));
  }
}

/** Makes the flip (u = −1) or swap if it keeps both parts whole and costs at most `allowed`; returns the change of the overlength. */
function attempt(state: State, v: number, u: number, a: number, b: number, allowed: number): number {
  const {
    plan,
    spans,
    goal,
    run: { town, walker },
  } = state;
  if (!canLeave(town.walk, plan.label, v, walker)) return 0;
  const kept = { a: spans.squared[a]!, b: spans.squared[b]!, endsA: spans.ends[a]!, endsB: spans.ends[b]! };
  const before = excessOver(spans, a, goal) + excessOver(spans, b, goal);
  let widening = inertiaDelta(town, plan, v, a, b);
  moveTo(town, plan, v, b);
  let whole = true;
  if (u >= 0) {
    whole = touches(town, plan, u, a, -1) && touches(town, plan, v, b, u) && canLeave(town.walk, plan.label, u, walker);
    if (whole) {
      widening += inertiaDelta(town, plan, u, b, a);
      moveTo(town, plan, u, a);
    }
  }
  if (whole && (widening <= 0 || state.inertia + widening <= state.inertiaLimit)) {
    shift(town, spans, v, a, b);
    if (u >= 0) shift(town, spans, u, b, a);
    const change = excessOver(spans, a, goal) + excessOver(spans, b, goal) - before;
    if (change <= allowed) {
      state.inertia += widening;
      return change;
    }
    list(spans, v, b, a);
    if (u >= 0) list(spans, u, a, b);
    [spans.squared[a], spans.squared[b], spans.ends[a], spans.ends[b]] = [kept.a, kept.b, kept.endsA, kept.endsB];
  }
  if (u >= 0 && whole) moveTo(town, plan, u, b);
  moveTo(town, plan, v, a);
  return 0;
}

function spansOf(town: Town, label: Int32Array): Spans {
  const members: number[][] = Array.from({ length: town.parts }, () => []);
  const place = new Int32Array(town.n);
  for (let v = 0; v < town.n; v++) place[v] = members[label[v]!]!.push(v) - 1;
  const pairs = members.map((units) => farthestPair(town.x, town.y, units));
  return { members, place, squared: Float64Array.from(pairs, (p) => p.squared), ends: pairs.map((p) => p.pair) };
}

/** Mostly an end of a part that is too long; else anything, to make room. */
function propose(town: Town, plan: Plan, spans: Spans, goal: number, random: Random): number {
  const v = random.int(town.n);
  const j = plan.label[v]!;
  return spans.squared[j]! > goal && random.next() < 0.5 ? spans.ends[j]![random.int(2)]! : v;
}

function neighbour(town: Town, v: number, random: Random): number {
  const { start, to } = town.walk;
  return to[start[v]! + random.int(start[v + 1]! - start[v]!)]!;
}

function touches(town: Town, plan: Plan, v: number, part: number, but: number): boolean {
  for (let e = town.walk.start[v]!; e < town.walk.start[v + 1]!; e++) {
    const w = town.walk.to[e]!;
    if (w !== but && plan.label[w] === part) return true;
  }
  return false;
}

/** Whether both parts are within their limits after v goes to b, and u (if any) from b to v's part. */
function stays(town: Town, plan: Plan, v: number, u: number, b: number): boolean {
  const M = town.measures;
  const a = plan.label[v]!;
  for (let m = 0; m < M; m++) {
    const w = town.value[v * M + m]! - (u >= 0 ? town.value[u * M + m]! : 0);
    const i = a * M + m;
    const k = b * M + m;
    const left = (plan.load[i]! - w) * town.scale[i]! - 1;
    const joined = (plan.load[k]! + w) * town.scale[k]! - 1;
    if (left < town.low[i]! || joined > town.high[k]! || left > town.high[i]! || joined < town.low[k]!) return false;
  }
  return true;
}

function excessOver(spans: Spans, j: number, goal: number): number {
  return Math.max(0, spans.squared[j]! - goal);
}

function list(spans: Spans, v: number, a: number, b: number): void {
  const from = spans.members[a]!;
  const last = from.pop()!;
  if (last !== v) {
    from[spans.place[v]!] = last;
    spans.place[last] = spans.place[v]!;
  }
  spans.place[v] = spans.members[b]!.push(v) - 1;
}

/** v from part a to b in the lists and spans: b's new span is its old one or from v; a's is looked up anew only if v was an end. */
function shift(town: Town, spans: Spans, v: number, a: number, b: number): void {
  for (const u of spans.members[b]!) {
    const d = (town.x[u]! - town.x[v]!) ** 2 + (town.y[u]! - town.y[v]!) ** 2;
    if (d > spans.squared[b]!) {
      spans.squared[b] = d;
      spans.ends[b] = [u, v];
    }
  }
  list(spans, v, a, b);
  if (!spans.ends[a]!.includes(v)) return;
  const { squared, pair } = farthestPair(town.x, town.y, spans.members[a]!);
  spans.squared[a] = squared;
  spans.ends[a] = pair;
}
