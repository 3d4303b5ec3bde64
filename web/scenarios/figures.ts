// Pure: every figure of every territory, counted once and then kept up retailer by retailer.
import type { PlanModel, Trait } from './model.ts';

/** Where everybody stands and what follows from it. Rows are territories by their place in `model.nos`. */
export interface PlanFigures {
  at: Int32Array;
  count: Int32Array;
  /** [territory × M + m]. */
  sums: Float64Array;
  /** Retailers of today's map that left, and that came. */
  out: Int32Array;
  in: Int32Array;
  grade: Int32Array;
  businessType: Int32Array;
  scale: Int32Array;
  /** Sums of x, y and x² + y², km, for the radius. */
  moments: Float64Array;
  /** Into how many pieces each falls that do not touch: 1 is whole. */
  pieces: Int32Array;
}

const traits = ['grade', 'businessType', 'scale'] as const;

/** All of it from the beginning: O(n). */
export function figuresOf(model: PlanModel, at: Int32Array): PlanFigures {
  const k = model.nos.length;
  const figures: PlanFigures = {
    at: at.slice(),
    count: new Int32Array(k),
    sums: new Float64Array(k * model.measures.length),
    out: new Int32Array(k),
    in: new Int32Array(k),
    grade: new Int32Array(k * model.grade.values.length),
    businessType: new Int32Array(k * model.businessType.values.length),
    scale: new Int32Array(k * model.scale.values.length),
    moments: new Float64Array(k * 3),
    pieces: new Int32Array(k),
  };
  for (let i = 0; i < model.n; i++) add(model, figures, i, at[i]!, 1);
  countPieces(model, figures, () => true);
  return figures;
}

/** The same after these units went to a territory: O(moved), and the pieces of the territories they left and entered anew. */
export function afterMove(model: PlanModel, before: PlanFigures, units: ArrayLike<number>, to: number): PlanFigures {
  return afterMoves(model, before, units, () => to);
}

/** `to(u)` is where the u-th of the units goes. */
export function afterMoves(
  model: PlanModel,
  before: PlanFigures,
  units: ArrayLike<number>,
  to: (u: number) => number,
): PlanFigures {
  const figures: PlanFigures = {
    at: before.at.slice(),
    count: before.count.slice(),
    sums: before.sums.slice(),
    out: before.out.slice(),
    in: before.in.slice(),
    grade: before.grade.slice(),
    businessType: before.businessType.slice(),
    scale: before.scale.slice(),
    moments: before.moments.slice(),
    pieces: before.pieces.slice(),
  };
  const touched = new Uint8Array(model.nos.length);
  for (let u = 0; u < units.length; u++) {
    const i = units[u]!;
    const from = figures.at[i]!;
    const target = to(u);
    if (from === target) continue;
    add(model, figures, i, from, -1);
    add(model, figures, i, target, 1);
    figures.at[i] = target;
    touched[from] = touched[target] = 1;
  }
  countPieces(model, figures, (territory) => touched[territory] === 1);
  return figures;
}

function add(model: PlanModel, figures: PlanFigures, i: number, j: number, sign: number): void {
  const M = model.measures.length;
  figures.count[j]! += sign;
  for (let m = 0; m < M; m++) figures.sums[j * M + m]! += sign * model.values[i * M + m]!;
  for (const name of traits) {
    const trait: Trait = model[name];
    figures[name][j * trait.values.length + trait.of[i]!]! += sign;
  }
  const [x, y] = [model.xKm[i]!, model.yKm[i]!];
  figures.moments[j * 3]! += sign * x;
  figures.moments[j * 3 + 1]! += sign * y;
  figures.moments[j * 3 + 2]! += sign * (x * x + y * y);
  const today = model.today[i]!;
  if (today === 0 || today === j) return;
  figures.out[today]! += sign;
  figures.in[j]! += sign;
}

/** Counts the pieces of the territories asked for; those in none have none. */
function countPieces(model: PlanModel, figures: PlanFigures, isAsked: (territory: number) => boolean): void {
  for (let j = 0; j < figures.pieces.length; j++) if (isAsked(j)) figures.pieces[j] = 0;
  walkPieces(
    model,
    figures.at,
    (j) => j !== 0 && isAsked(j),
    (j) => figures.pieces[j]!++,
  );
}

/** Walks through each piece of the territories asked for: a door is of every territory that has a retailer there. */
function walkPieces(
  model: PlanModel,
  at: Int32Array,
  isAsked: (territory: number) => boolean,
  begin: (territory: number, size: number, doors: Int32Array) => void,
): void {
  const doorsOf: number[][] = model.nos.map(() => []);
  for (let i = 0; i < model.n; i++) if (isAsked(at[i]!)) doorsOf[at[i]!]!.push(model.door[i]!);
  const isOf = new Int32Array(model.doors);
  const queue = new Int32Array(model.doors);
  doorsOf.forEach((doors, j) => {
    const mark = j + 1;
    for (const door of doors) isOf[door] = mark;
    for (const root of doors) {
      if (isOf[root] !== mark) continue;
      isOf[root] = -mark;
      queue[0] = root;
      let tail = 1;
      for (let head = 0; head < tail; head++) {
        for (let e = model.start[queue[head]!]!; e < model.start[queue[head]! + 1]!; e++) {
          const door = model.to[e]!;
          if (isOf[door] !== mark) continue;
          isOf[door] = -mark;
          queue[tail++] = door;
        }
      }
      begin(j, tail, queue);
    }
  });
}

/** Units that stand apart from the largest piece of their territory. */
export function strayUnits(model: PlanModel, at: Int32Array): number[] {
  const largest = new Map<number, number>();
  const found: { j: number; doors: Set<number> }[] = [];
  walkPieces(
    model,
    at,
    (j) => j !== 0,
    (j, size, queue) => {
      found.push({ j, doors: new Set(queue.subarray(0, size)) });
      const now = found.length - 1;
      if (size > (found[largest.get(j) ?? -1]?.doors.size ?? 0)) largest.set(j, now);
    },
  );
  const apart = found.filter(({ j }, k) => largest.get(j) !== k);
  const strays: number[] = [];
  for (let i = 0; i < model.n; i++)
    if (apart.some(({ j, doors }) => j === at[i] && doors.has(model.door[i]!))) strays.push(i);
  return strays;
}

/** What each territory should have of a measure, by the shares of the whole. */
export function targetsOf(model: PlanModel, shares: readonly number[], m: number): number[] {
  const whole = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => (whole === 0 ? 0 : (model.totals[m]! * share) / whole));
}

/** Root of the mean squared distance of a territory's retailers from its middle, km. */
export function radiusKm(figures: PlanFigures, j: number): number {
  const n = figures.count[j]!;
  if (n === 0) return 0;
  const [x, y, square] = [0, 1, 2].map((k) => figures.moments[j * 3 + k]! / n) as [number, number, number];
  return Math.sqrt(Math.max(0, square - x * x - y * y));
}

/** Retailers in other hands than today. */
export function movedCount(figures: PlanFigures): number {
  return figures.out.reduce((a, b) => a + b, 0);
}
