// Pure: a table in, units or the list of everything wrong with it out; files.ts reads the files.
import type { LngLat } from '../../shared/geo.ts';
import { decimalNumber } from '../../shared/numbers.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { codeDress, readCode } from '../tables/codes.ts';
import { plain, readAngle } from '../tables/coordinates.ts';
import { numberStyle, readAmount } from '../tables/numbers.ts';
import type { Table, TableRow } from '../tables/table.ts';
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

/** Columns that are wanted, as numbers and as text. */
export interface WantedColumns {
  numbers: readonly string[];
  texts: readonly string[];
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

/**
 * `code,lng,lat,…` in degrees or `code,x,y,…` in metres, read as an import of retailers reads them: any encoding and separator, a
 * workbook, titles above the header, `1.2万`. A search needs every unit, so a row that cannot be read ends it. Throws UnreadableUnits
 * with the line of every fault.
 */
export function readUnits({ columns, rows, problems }: Table, wanted: WantedColumns): Units {
  const at = (name: string): number => columns.indexOf(name);
  const isDegrees = at('lng') >= 0 && at('lat') >= 0;
  const [east, north] = isDegrees ? ['lng', 'lat'] : ['x', 'y'];
  const faults = [...new Set(['code', east!, north!, ...wanted.numbers, ...wanted.texts])]
    .filter((name) => at(name) < 0)
    .map((name) => `no column '${name}'; the file has ${columns.join(', ')}`);
  if (rows.length === 0 && problems.length === 0) faults.push('the file has a header but no units');
  if (faults.length > 0) throw new UnreadableUnits(faults);

  faults.push(...problems.map(({ line, detail }) => `line ${line}: ${detail}`));
  const cellsOf = (name: string): Cell[] => rows.map(({ cells, line }) => ({ line, text: plain(cells[at(name)]!) }));
  const position = (name: string): Float64Array =>
    numbersIn(name, cellsOf(name), isDegrees ? (cell) => readAngle(cell)?.degrees ?? null : decimalNumber, faults);
  const codes = codesOf(
    rows.map(({ cells, line }) => ({ line, text: cells[at('code')]! })),
    faults,
  );
  const [xs, ys] = [position(east!), position(north!)];
  const numbers = new Map(wanted.numbers.map((name) => [name, amountsIn(name, cellsOf(name), faults)] as const));
  const texts = new Map(wanted.texts.map((name) => [name, rows.map(({ cells }) => cells[at(name)]!.trim())] as const));
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
export function readAdjacency({ rows, problems }: Table, codes: string[]): Graph {
  const index = new Map(codes.map((code, i) => [code, i]));
  const faults = problems.map(({ line, detail }) => `adjacency line ${line}: ${detail}`);
  const pairs = rows.map(({ cells, line }) => ({ line, pair: [codeIn(cells[0]), codeIn(cells[1])] as const }));
  const [first] = pairs;
  const headed = first !== undefined && first.pair.some((code) => !index.has(code));
  const a: number[] = [];
  const b: number[] = [];
  for (const { pair, line } of headed ? pairs.slice(1) : pairs) {
    const unknown = pair.find((code) => !index.has(code));
    if (unknown !== undefined) faults.push(`adjacency line ${line}: no unit has the code '${unknown}'`);
    else {
      a.push(index.get(pair[0])!);
      b.push(index.get(pair[1])!);
    }
  }
  if (a.length === 0 && faults.length === 0) faults.push('the adjacency file has no pairs');
  if (faults.length > 0) throw new UnreadableUnits(faults);
  return graphFromPairs(codes.length, a, b);
}

interface Cell {
  line: number;
  text: string;
}

/** What each cell says; NaN, with a fault, for one that says nothing or no number. */
function numbersIn(
  name: string,
  cells: readonly Cell[],
  read: (cell: string) => number | null,
  faults: string[],
): Float64Array {
  return Float64Array.from(cells, ({ line, text }) => {
    const value = text === '' ? null : read(text);
    if (text === '') faults.push(`line ${line}: ${name} is missing`);
    else if (value === null) faults.push(`line ${line}: ${name} '${text}' is not a number`);
    return value ?? NaN;
  });
}

/** Amounts of a measure, each read as its column writes numbers. */
function amountsIn(name: string, cells: readonly Cell[], faults: string[]): Float64Array {
  const style = numberStyle(
    name,
    cells.flatMap(({ text }) => (text === '' ? [] : [text])),
  );
  return Float64Array.from(cells, ({ line, text }) => {
    if (text === '') {
      faults.push(`line ${line}: ${name} is missing`);
      return NaN;
    }
    const read = readAmount(text, style);
    if (!read.ok) {
      faults.push(`line ${line}: ${name} '${text}' ${sentenceOf(read.why, 'en') ?? read.why.code}`);
      return NaN;
    }
    if (read.value < 0) faults.push(`line ${line}: ${name} is ${text}, below 0`);
    return read.value;
  });
}

function codesOf(cells: readonly Cell[], faults: string[]): string[] {
  const lineOf = new Map<string, number>();
  const undress = codeDress(cells.map(({ text }) => text));
  return cells.map(({ line, text }) => {
    const read = readCode(text);
    const code = read.ok ? undress(read.value ?? '') : '';
    if (!read.ok) faults.push(`line ${line}: code '${text}' ${sentenceOf(read.why, 'en') ?? read.why.code}`);
    else if (code === '') faults.push(`line ${line}: code is missing`);
    else if (lineOf.has(code)) faults.push(`line ${line}: code '${code}' is also on line ${lineOf.get(code)}`);
    else lineOf.set(code, line);
    return code;
  });
}

function codeIn(cell: string | undefined): string {
  const read = readCode(cell ?? '');
  return (read.ok ? read.value : cell) ?? '';
}

function checkDegrees(rows: readonly TableRow[], lng: Float64Array, lat: Float64Array, faults: string[]): void {
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
function checkTogether(rows: readonly TableRow[], xM: Float64Array, yM: Float64Array, faults: string[]): void {
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
