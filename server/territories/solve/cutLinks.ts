import type { Plan } from './plan.ts';
import type { Town } from './town.ts';

/** The links between two parts, each from both its ends, in no order: what a proposal is drawn from in one step. */
export interface CutLinks {
  count: number;
  list: Int32Array;
  /** By link: where it is in the list, or −1; the vertex it begins at; the same link from its other end. */
  place: Int32Array;
  from: Int32Array;
  reverse: Int32Array;
}

export function cutLinksOf({ n, walk: { start, to } }: Town, { label }: Plan): CutLinks {
  const row = (): Int32Array => new Int32Array(to.length);
  const cut: CutLinks = { count: 0, list: row(), place: row().fill(-1), from: row(), reverse: row() };
  for (let v = 0; v < n; v++) for (let e = start[v]!; e < start[v + 1]!; e++) cut.from[e] = v;
  for (let e = 0; e < to.length; e++) cut.reverse[e] = to.indexOf(cut.from[e]!, start[to[e]!]!);
  for (let e = 0; e < to.length; e++) if (label[cut.from[e]!] !== label[to[e]!]) put(cut, e);
  return cut;
}

/** Brings the links up to date after v changed hands. */
export function followMove(cut: CutLinks, { start, to }: Town['walk'], label: Int32Array, v: number): void {
  for (let e = start[v]!; e < start[v + 1]!; e++) {
    const isCut = label[to[e]!] !== label[v];
    if (isCut === cut.place[e]! >= 0) continue;
    if (isCut) {
      put(cut, e);
      put(cut, cut.reverse[e]!);
    } else {
      drop(cut, e);
      drop(cut, cut.reverse[e]!);
    }
  }
}

function put(cut: CutLinks, e: number): void {
  cut.place[e] = cut.count;
  cut.list[cut.count++] = e;
}

function drop(cut: CutLinks, e: number): void {
  const last = cut.list[--cut.count]!;
  const k = cut.place[e]!;
  cut.list[k] = last;
  cut.place[last] = k;
  cut.place[e] = -1;
}
