// Pure: into which groups the retailers fall that do not touch, whatever territory they are in.
import type { PlanModel } from './model.ts';

export interface Groups {
  count: number;
  /** Units outside the largest group, and those that have no neighbour at all. */
  outside: number[];
  alone: number[];
}

export function groupsOf({ n, door, doors, start, to }: Pick<PlanModel, 'n' | 'door' | 'doors' | 'start' | 'to'>): Groups {
  const group = new Int32Array(doors).fill(-1);
  const queue = new Int32Array(doors);
  let count = 0;
  for (let root = 0; root < doors; root++) {
    if (group[root] !== -1) continue;
    group[root] = count;
    queue[0] = root;
    for (let head = 0, tail = 1; head < tail; head++) {
      for (let e = start[queue[head]!]!; e < start[queue[head]! + 1]!; e++) {
        const next = to[e]!;
        if (group[next] !== -1) continue;
        group[next] = count;
        queue[tail++] = next;
      }
    }
    count++;
  }
  const size = new Int32Array(count);
  for (let i = 0; i < n; i++) size[group[door[i]!]!]!++;
  let largest = 0;
  for (let g = 1; g < count; g++) if (size[g]! > size[largest]!) largest = g;
  const all = Array.from({ length: n }, (_, i) => i);
  return {
    count,
    outside: all.filter((i) => group[door[i]!] !== largest),
    alone: count === 1 ? [] : all.filter((i) => start[door[i]!] === start[door[i]! + 1]),
  };
}
