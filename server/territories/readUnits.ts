// Pure: a table in, units or the list of everything wrong with it out; files.ts reads the files.
import type { LngLat } from '../../shared/geo.ts';
import { decimalNumber } from '../../shared/numbers.ts';
import type { RowError } from '../../shared/imports.ts';
import { reasonInBoth, sentenceOf, type FieldReason } from '../../shared/problems/problems.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { linesIn, SaidError } from '../saidError.ts';
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

export class UnreadableUnits extends SaidError {
  override name = 'UnreadableUnits';
  constructor(faults: readonly InBoth[]) {
    const more = faults.length - LISTED;
    const rest = more > 0 ? [{ en: `… and ${more} more`, zh: `……另有 ${more} 处` }] : [];
    super(linesIn([...faults.slice(0, LISTED), ...rest]));
  }
}

/** What is wrong on a line of the file. */
function onLine(line: number, { en, zh }: InBoth): InBoth {
  return { en: `line ${line}: ${en}`, zh: `第 ${line} 行：${zh}` };
}

/** What could not be read as a row. */
function rowFault({ line, detail, reasons }: RowError): InBoth {
  const zh = reasons.map((reason) => sentenceOf(reason, 'zh') ?? reason.code).join('；');
  return onLine(line, { en: detail, zh: zh === '' ? '无法读取' : zh });
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
    .map((name): InBoth => {
      return {
        en: `no column '${name}'; the file has ${columns.join(', ')}`,
        zh: `没有“${name}”列；文件中有 ${columns.join('、')}`,
      };
    });
  if (rows.length === 0 && problems.length === 0)
    faults.push({ en: 'the file has a header but no units', zh: '文件只有表头，没有零售户' });
  if (faults.length > 0) throw new UnreadableUnits(faults);

  faults.push(...problems.map(rowFault));
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
  const faults = problems.map((one) => inAdjacency(rowFault(one)));
  const pairs = rows.map(({ cells, line }) => ({ line, pair: [codeIn(cells[0]), codeIn(cells[1])] as const }));
  const [first] = pairs;
  const headed = first !== undefined && first.pair.some((code) => !index.has(code));
  const a: number[] = [];
  const b: number[] = [];
  for (const { pair, line } of headed ? pairs.slice(1) : pairs) {
    const unknown = pair.find((code) => !index.has(code));
    if (unknown !== undefined)
      faults.push(
        inAdjacency(onLine(line, { en: `no unit has the code '${unknown}'`, zh: `没有编码为“${unknown}”的零售户` })),
      );
    else {
      a.push(index.get(pair[0])!);
      b.push(index.get(pair[1])!);
    }
  }
  if (a.length === 0 && faults.length === 0)
    faults.push({ en: 'the adjacency file has no pairs', zh: '邻接文件中没有邻接对' });
  if (faults.length > 0) throw new UnreadableUnits(faults);
  return graphFromPairs(codes.length, a, b);
}

function inAdjacency({ en, zh }: InBoth): InBoth {
  return { en: `adjacency ${en}`, zh: `邻接文件${zh}` };
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
  faults: InBoth[],
): Float64Array {
  return Float64Array.from(cells, ({ line, text }) => {
    const value = text === '' ? null : read(text);
    if (text === '') faults.push(onLine(line, missing(name)));
    else if (value === null)
      faults.push(onLine(line, { en: `${name} '${text}' is not a number`, zh: `${name}“${text}”不是数字` }));
    return value ?? NaN;
  });
}

/** Amounts of a measure, each read as its column writes numbers. */
function amountsIn(name: string, cells: readonly Cell[], faults: InBoth[]): Float64Array {
  const style = numberStyle(
    name,
    cells.flatMap(({ text }) => (text === '' ? [] : [text])),
  );
  return Float64Array.from(cells, ({ line, text }) => {
    if (text === '') {
      faults.push(onLine(line, missing(name)));
      return NaN;
    }
    const read = readAmount(text, style);
    if (!read.ok) {
      faults.push(onLine(line, unreadable(name, text, read.why)));
      return NaN;
    }
    if (read.value < 0)
      faults.push(onLine(line, { en: `${name} is ${text}, below 0`, zh: `${name} 为 ${text}，小于 0` }));
    return read.value;
  });
}

function missing(name: string): InBoth {
  return { en: `${name} is missing`, zh: `缺少 ${name}` };
}

function unreadable(name: string, text: string, why: FieldReason): InBoth {
  const { en, zh } = reasonInBoth(why);
  return { en: `${name} '${text}' ${en}`, zh: `${name}“${text}”${zh}` };
}

function codesOf(cells: readonly Cell[], faults: InBoth[]): string[] {
  const lineOf = new Map<string, number>();
  const undress = codeDress(cells.map(({ text }) => text));
  return cells.map(({ line, text }) => {
    const read = readCode(text);
    const code = read.ok ? undress(read.value ?? '') : '';
    if (!read.ok) faults.push(onLine(line, unreadable('code', text, read.why)));
    else if (code === '') faults.push(onLine(line, missing('code')));
    else if (lineOf.has(code)) {
      const other = lineOf.get(code);
      faults.push(
        onLine(line, { en: `code '${code}' is also on line ${other}`, zh: `code“${code}”与第 ${other} 行重复` }),
      );
    } else lineOf.set(code, line);
    return code;
  });
}

function codeIn(cell: string | undefined): string {
  const read = readCode(cell ?? '');
  return (read.ok ? read.value : cell) ?? '';
}

function checkDegrees(rows: readonly TableRow[], lng: Float64Array, lat: Float64Array, faults: InBoth[]): void {
  rows.forEach(({ line }, i) => {
    if (Math.abs(lat[i]!) > 90 && Math.abs(lng[i]!) <= 90)
      faults.push(
        onLine(line, {
          en: `lat ${lat[i]} is outside −90 … 90: lng and lat look swapped`,
          zh: `lat ${lat[i]} 超出 −90 … 90：lng 和 lat 似乎颠倒`,
        }),
      );
    else if (Math.abs(lat[i]!) > 90 || Math.abs(lng[i]!) > 180)
      faults.push(
        onLine(line, { en: `${lng[i]}, ${lat[i]} is not on Earth`, zh: `${lng[i]}, ${lat[i]} 不是有效的经纬度` }),
      );
  });
}

/**
 * A unit on another continent (a swapped pair, 0/0, a geocoder's guess) would bend every territory towards it. Far is
 * 500 km and twenty times as far from the median as nine tenths of the units, so that a national list passes whole.
 */
function checkTogether(rows: readonly TableRow[], xM: Float64Array, yM: Float64Array, faults: InBoth[]): void {
  const middle = (values: Float64Array): number => values.slice().sort()[values.length >> 1]!;
  const [mx, my] = [middle(xM), middle(yM)];
  const away = xM.map((x, i) => Math.hypot(x - mx, yM[i]! - my));
  const usual = away.slice().sort()[Math.floor(0.9 * (away.length - 1))]!;
  rows.forEach(({ line }, i) => {
    if (away[i]! > Math.max(500_000, 20 * usual)) {
      const km = Math.round(away[i]! / 1000);
      faults.push(
        onLine(line, {
          en: `${km} km from the middle of the others: swapped or wrong coordinates?`,
          zh: `距其他零售户 ${km} 公里：坐标是否颠倒或有误？`,
        }),
      );
    }
  });
}
