import { blend } from './seed.ts';
import type { Group } from './seed.ts';
import type { Town } from './town.ts';

/** Rounds, and how many of the first move the centres: after that only the weights settle. */
const ROUNDS = 24;
const RECENTRED = 14;
/** Centres a cell of vertices chooses among, looked up anew every few rounds; the cell's size. */
const CANDIDATES = 12;
const REFRESH = 4;
const CELL = 16;

/**
 * Labels the group's vertices by a balanced power diagram (Cohen-Addad, Klein, Young 2018, arXiv 1710.03358): vertex
 * v goes to the part with the least |v − c|² − w, and weights grow where there is too little. Balances the blend of
 * the measures only; three at once inside the diagram left 38 % after repair. Centres at a base stay there.
 */
export function powerDiagram(town: Town, group: Group, x: Float64Array, y: Float64Array, label: Int32Array): void {
  const { vertices, parts } = group;
  const weight = new Float64Array(town.parts);
  const step = new Float64Array(town.parts).fill(0.5);
  const sign = new Int8Array(town.parts);
  const loads = Float64Array.from(vertices, (v) => blend(town, v));
  let total = 0;
  for (const w of loads) total += w;
  const shares = new Float64Array(town.parts);
  for (const j of parts) shares[j] = 1 / town.scale[j * town.measures]!;
  const factor = total / parts.reduce((t, j) => t + shares[j]!, 0);
  const cells = cellsOf(town, vertices);
  const near = new Int32Array(cells.length * CANDIDATES).fill(-1);
  const sums = {
    load: new Float64Array(town.parts),
    units: new Float64Array(town.parts),
    x: new Float64Array(town.parts),
    y: new Float64Array(town.parts),
    inertia: new Float64Array(town.parts),
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const array of Object.values(sums)) array.fill(0);
    if (round % REFRESH === 0) lookUp(town, cells, near, parts, x, y, weight);
    labelCells(town, cells, near, x, y, weight, label);
    for (let k = 0; k < vertices.length; k++) {
      const v = vertices[k]!;
      const j = label[v]!;
      const q = town.units[v]!;
      sums.load[j]! += loads[k]!;
      sums.units[j]! += q;
      sums.x[j]! += q * town.x[v]!;
      sums.y[j]! += q * town.y[v]!;
      sums.inertia[j]! += q * ((town.x[v]! - x[j]!) ** 2 + (town.y[v]! - y[j]!) ** 2);
    }
    let spread = 0;
    let units = 0;
    for (const j of parts) {
      spread += sums.inertia[j]!;
      units += sums.units[j]!;
    }
    for (const j of parts) {
      const short = 1 - sums.load[j]! / (shares[j]! * factor);
      const now = Math.sign(short);
      step[j] = Math.min(4, step[j]! * (now !== sign[j] && sign[j] !== 0 ? 0.55 : 1.15));
      sign[j] = now;
      const height =
        2 * (sums.units[j]! > 0 ? Math.min(sums.inertia[j]! / sums.units[j]!, (4 * spread) / units) : spread / units);
      weight[j]! += step[j]! * height * Math.max(-1, short);
      if (round >= RECENTRED || sums.units[j] === 0 || !Number.isNaN(town.baseX[j]!)) continue;
      x[j] = sums.x[j]! / sums.units[j]!;
      y[j] = sums.y[j]! / sums.units[j]!;
    }
  }
}

/** Cells of about CELL neighbouring vertices: they share the search for the nearest centres. */
function cellsOf(town: Town, vertices: Int32Array): Int32Array[] {
  let cells = [vertices];
  while (cells.some((cell) => cell.length > CELL)) {
    cells = cells.flatMap((cell) => (cell.length > CELL ? halves(town, cell) : [cell]));
  }
  return cells;
}

/** Halves at the middle of the longer side; at the median when that would leave one side empty. */
function halves(town: Town, cell: Int32Array): Int32Array[] {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const v of cell) {
    x0 = Math.min(x0, town.x[v]!);
    x1 = Math.max(x1, town.x[v]!);
    y0 = Math.min(y0, town.y[v]!);
    y1 = Math.max(y1, town.y[v]!);
  }
  const [axis, middle] = x1 - x0 > y1 - y0 ? [town.x, (x0 + x1) / 2] : [town.y, (y0 + y1) / 2];
  const first = cell.filter((v) => axis[v]! < middle);
  if (first.length === 0 || first.length === cell.length)
    return [cell.slice(0, cell.length >> 1), cell.slice(cell.length >> 1)];
  return [first, cell.filter((v) => axis[v]! >= middle)];
}

/** The parts of least power at each cell, −1 where there are fewer. */
function lookUp(
  town: Town,
  cells: Int32Array[],
  near: Int32Array,
  parts: number[],
  x: Float64Array,
  y: Float64Array,
  weight: Float64Array,
): void {
  const power = new Float64Array(CANDIDATES);
  for (let c = 0; c < cells.length; c++) {
    const mx = town.x[cells[c]![0]!]!;
    const my = town.y[cells[c]![0]!]!;
    const row = c * CANDIDATES;
    let kept = 0;
    for (const j of parts) {
      const d = (mx - x[j]!) ** 2 + (my - y[j]!) ** 2 - weight[j]!;
      if (kept === CANDIDATES && d >= power[kept - 1]!) continue;
      let at = kept < CANDIDATES ? kept++ : kept - 1;
      for (; at > 0 && power[at - 1]! > d; at--) {
        power[at] = power[at - 1]!;
        near[row + at] = near[row + at - 1]!;
      }
      power[at] = d;
      near[row + at] = j;
    }
  }
}

function labelCells(
  town: Town,
  cells: Int32Array[],
  near: Int32Array,
  x: Float64Array,
  y: Float64Array,
  weight: Float64Array,
  label: Int32Array,
): void {
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c]!;
    for (let i = 0; i < cell.length; i++) {
      const v = cell[i]!;
      let best = Infinity;
      for (let k = c * CANDIDATES; k < (c + 1) * CANDIDATES && near[k]! >= 0; k++) {
        const j = near[k]!;
        const d = (town.x[v]! - x[j]!) ** 2 + (town.y[v]! - y[j]!) ** 2 - weight[j]!;
        if (d < best) {
          best = d;
          label[v] = j;
        }
      }
    }
  }
}
