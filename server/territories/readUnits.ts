// Pure: text in, units or the list of everything wrong with it out; the command reads the files.
import { parse } from 'csv-parse/sync';
import type { LngLat } from '../../shared/geo.ts';
import { tangentDisc, toTangentDisc, type Plane } from './solve/plane.ts';
import { graphFromPairs } from './solve/neighbours.ts';
import type { Graph } from './solve/neighbours.ts';

export interface Units {
  codes: string[];
  xM: Float64Array;
  yM: Float64Array;
  /** Of a file in degrees: where a place lies on the units' plane. */
  plane: Plane | null;
  /** Columns asked for, as numbers and as text. */
  numbers: Map<string, Float64Array>;
  texts: Map<string, string[]>;
}

/** More faults than this are counted, not listed. */
const LISTED = 20;

export class UnreadableUnits extends Error {
  constructor(faults: string[]) {
    super(
      [...faults.slice(0, LISTED), ...(faults.length > LISTED ? [`… and ${faults.length - LISTED} more`] : [])].join(
        '\n',
      ),
    );
    this.name = 'UnreadableUnits';
  }
}

interface Row {
  cells: string[];
  line: number;
}

/** `code,lng,lat,…` in degrees or `code,x,y,…` in metres. Throws UnreadableUnits with the line of every fault. */
export function readUnits(text: string, columns: { numbers: string[]; texts: string[] }): Units {
  const { header, rows } = readTable(text);
  const faults: string[] = [];
  const at = (name: string): number => header.indexOf(name);
  const isDegrees = at('lng') >= 0 && at('lat') >= 0;
  const [east, north] = isDegrees ? ['lng', 'lat'] : ['x', 'y'];
  for (const name of new Set(['code', east!, north!, ...columns.numbers, ...columns.texts])) {
    if (at(name) < 0) faults.push(`no column '${name}'; the file has ${header.join(', ')}`);
  }
  if (rows.length === 0) faults.push('the file has a header but no units');
  if (faults.length > 0) throw new UnreadableUnits(faults);

  const numbersOf = (name: string, isMeasure: boolean): Float64Array =>
    Float64Array.from(rows, ({ cells, line }) => {
      const cell = (cells[at(name)] ?? '').trim();
      const value = cell === '' ? NaN : Number(cell);
      if (cell === '') faults.push(`line ${line}: ${name} is missing`);
      else if (!Number.isFinite(value)) faults.push(`line ${line}: ${name} is '${cell}', not a number`);
      else if (isMeasure && value < 0) faults.push(`line ${line}: ${name} is ${cell}, below 0`);
      return value;
    });
  const codes = codesOf(rows, at('code'), faults);
  const xs = numbersOf(east!, false);
  const ys = numbersOf(north!, false);
  const numbers = new Map(columns.numbers.map((name) => [name, numbersOf(name, true)] as const));
  const texts = new Map(
    columns.texts.map((name) => [name, rows.map(({ cells }) => (cells[at(name)] ?? '').trim())] as const),
  );
  if (isDegrees) checkDegrees(rows, xs, ys, faults);
  if (faults.length > 0) throw new UnreadableUnits(faults);
  const places = isDegrees ? rows.map((_, i): LngLat => ({ lng: xs[i]!, lat: ys[i]! })) : [];
  const plane = isDegrees ? tangentDisc(places) : null;
  const { xM, yM } = plane ? toTangentDisc(places, plane) : { xM: xs, yM: ys };
  checkTogether(rows, xM, yM, faults);
  if (faults.length > 0) throw new UnreadableUnits(faults);
  return { codes, xM, yM, plane, numbers, texts };
}

/** Pairs of codes, one a line, with or without a header. */
export function readAdjacency(text: string, codes: string[]): Graph {
  const index = new Map(codes.map((code, i) => [code, i]));
  const { header, rows } = readTable(text);
  const headed = !(header.length >= 2 && index.has(header[0]!) && index.has(header[1]!));
  const all = headed ? rows : [{ cells: header, line: 1 }, ...rows];
  const faults: string[] = [];
  const a: number[] = [];
  const b: number[] = [];
  for (const { cells, line } of all) {
    const pair = [cells[0], cells[1]].map((cell) => (cell ?? '').trim());
    const unknown = pair.find((code) => !index.has(code));
    if (unknown !== undefined) faults.push(`adjacency line ${line}: no unit has the code '${unknown}'`);
    else {
      a.push(index.get(pair[0]!)!);
      b.push(index.get(pair[1]!)!);
    }
  }
  if (a.length === 0 && faults.length === 0) faults.push('the adjacency file has no pairs');
  if (faults.length > 0) throw new UnreadableUnits(faults);
  return graphFromPairs(codes.length, a, b);
}

function readTable(text: string): { header: string[]; rows: Row[] } {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch (cause) {
    throw new UnreadableUnits([`not a CSV file: ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
  const [first, ...rest] = records;
  if (!first) throw new UnreadableUnits(['the file is empty']);
  return {
    header: first.record.map((name) => name.trim()),
    rows: rest.map(({ record, info }) => ({ cells: record, line: info.lines })),
  };
}

function codesOf(rows: Row[], at: number, faults: string[]): string[] {
  const lineOf = new Map<string, number>();
  return rows.map(({ cells, line }) => {
    const code = (cells[at] ?? '').trim();
    if (code === '') faults.push(`line ${line}: code is missing`);
    else if (lineOf.has(code)) faults.push(`line ${line}: code '${code}' is also on line ${lineOf.get(code)}`);
    else lineOf.set(code, line);
    return code;
  });
}

function checkDegrees(rows: Row[], lng: Float64Array, lat: Float64Array, faults: string[]): void {
  rows.forEach(({ line }, i) => {
    if (Math.abs(lat[i]!) > 90 && Math.abs(lng[i]!) <= 90)
      faults.push(`line ${line}: lat ${lat[i]} is outside −90 … 90: lng and lat look swapped`);
    else if (Math.abs(lat[i]!) > 90 || Math.abs(lng[i]!) > 180)
      faults.push(`line ${line}: ${lng[i]}, ${lat[i]} is not on Earth`);
  });
}

/**
 * A unit on another continent (a swapped pair, 0/0, a geocoder's guess) would bend every territory towards it. Far is
 * 500 km and twenty times as far from the median as nine tenths of the units, so that a national list passes whole.
 */
function checkTogether(rows: Row[], xM: Float64Array, yM: Float64Array, faults: string[]): void {
  const middle = (values: Float64Array): number => values.slice().sort()[values.length >> 1]!;
  const [mx, my] = [middle(xM), middle(yM)];
  const away = xM.map((x, i) => Math.hypot(x - mx, yM[i]! - my));
  const usual = away.slice().sort()[Math.floor(0.9 * (away.length - 1))]!;
  rows.forEach(({ line }, i) => {
    if (away[i]! > Math.max(500_000, 20 * usual)) {
      faults.push(
        `line ${line}: ${Math.round(away[i]! / 1000)} km from the middle of the others: swapped or wrong coordinates?`,
      );
    }
  });
}
