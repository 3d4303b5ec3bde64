import { reasonInBoth } from '../../shared/problems/problems.ts';
import type { FieldOf } from '../tables/header.ts';
import { readTable } from '../tables/readTable.ts';
import type { Table } from '../tables/table.ts';
import { readAdjacency, readUnits, UnreadableUnits, type Units, type WantedColumns } from './readUnits.ts';
import type { Graph } from './solve/neighbours.ts';

/** The units of a file, in any encoding and with any separator, a workbook too. Throws UnreadableUnits with every fault. */
export function unitsIn(bytes: Uint8Array, wanted: WantedColumns): Units {
  const names = new Set(['code', 'lng', 'lat', 'x', 'y', ...wanted.numbers, ...wanted.texts]);
  return readUnits(
    tableIn(bytes, (header) => (names.has(header) ? header : null), null),
    wanted,
  );
}

/** The pairs of a file, with or without a header. Throws UnreadableUnits with every fault. */
export function adjacencyIn(bytes: Uint8Array, codes: string[]): Graph {
  return readAdjacency(
    tableIn(bytes, () => null, 0),
    codes,
  );
}

function tableIn(bytes: Uint8Array, fieldOf: FieldOf, headerLine: number | null): Table {
  const read = readTable(bytes, { fieldOf, sheet: null, headerLine });
  if (!read.ok) throw new UnreadableUnits([reasonInBoth(read.why)]);
  return read.table;
}
