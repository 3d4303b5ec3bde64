// Pure: into which groups the retailers fall that do not touch, whatever territory they are in.
import { pieces } from '../../shared/pieces.ts';
import type { PlanModel } from './model.ts';

export interface Groups {
  count: number;
  /** Units outside the largest group, and those that have no neighbour at all. */
  outside: number[];
  alone: number[];
}

export function groupsOf({ n, door, start, to }: Pick<PlanModel, 'n' | 'door' | 'start' | 'to'>): Groups {
  const { piece: group, count } = pieces({ start, to });
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
