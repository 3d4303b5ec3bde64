// Pure: text to problem; reading the file is the command's.
import { type Metric, RouteError, type RouteProblem } from './solve/problem.ts';

export interface TsplibInstance {
  name: string;
  problem: RouteProblem;
}

const METRICS: Record<string, Metric> = {
  EUC_2D: 'euc2d',
  CEIL_2D: 'ceil2d',
  MAN_2D: 'man2d',
  MAX_2D: 'max2d',
  ATT: 'att',
  GEO: 'geo',
};

/** How many numbers a row of each format gives; row i is 0-based. `FUNCTION` and absence mean none. */
const ROWS: Record<
  string,
  { count: (n: number, i: number) => number; column: (n: number, i: number, k: number) => number }
> = {
  FULL_MATRIX: { count: (n) => n, column: (_n, _i, k) => k },
  UPPER_ROW: { count: (n, i) => n - 1 - i, column: (_n, i, k) => i + 1 + k },
  LOWER_ROW: { count: (_n, i) => i, column: (_n, _i, k) => k },
  UPPER_DIAG_ROW: { count: (n, i) => n - i, column: (_n, i, k) => i + k },
  LOWER_DIAG_ROW: { count: (_n, i) => i + 1, column: (_n, _i, k) => k },
};
/** A symmetric matrix read by columns is the opposite triangle read by rows. */
const BY_COLUMNS: Record<string, string> = {
  UPPER_COL: 'LOWER_ROW',
  LOWER_COL: 'UPPER_ROW',
  UPPER_DIAG_COL: 'LOWER_DIAG_ROW',
  LOWER_DIAG_COL: 'UPPER_DIAG_ROW',
};

/**
 * Reads a TSPLIB95 .tsp or .atsp file (Reinelt, "TSPLIB 95"): coordinates in six metrics, or an explicit
 * matrix in any of its formats. Throws RouteError naming what is missing, too much or not a number.
 */
export function readTsplib(text: string): TsplibInstance {
  const { header, sections } = split(text);
  const type = header.get('TYPE')?.split(/\s/)[0]?.toUpperCase() ?? 'TSP';
  if (type !== 'TSP' && type !== 'ATSP') throw new RouteError(`TYPE is ${type}: only TSP and ATSP can be solved`);
  const dimension = header.get('DIMENSION');
  if (dimension === undefined) throw new RouteError('DIMENSION is missing: is this a TSPLIB file?');
  const n = Number(dimension);
  if (!Number.isInteger(n) || n < 0) throw new RouteError(`DIMENSION must be a whole number, got '${dimension}'`);
  const weights = header.get('EDGE_WEIGHT_TYPE')?.toUpperCase() ?? 'EUC_2D';
  const metric = METRICS[weights];
  if (weights !== 'EXPLICIT' && metric === undefined)
    throw new RouteError(`EDGE_WEIGHT_TYPE ${weights} is not supported`);
  const fixed = sections.get('FIXED_EDGES_SECTION');
  if (fixed !== undefined && fixed.trim() !== '-1') throw new RouteError('FIXED_EDGES_SECTION is not supported');
  const cost =
    metric === undefined
      ? readMatrix(
          n,
          header.get('EDGE_WEIGHT_FORMAT')?.toUpperCase(),
          sections.get('EDGE_WEIGHT_SECTION'),
          type === 'ATSP',
        )
      : readPoints(n, metric, sections.get('NODE_COORD_SECTION'));
  return { name: header.get('NAME') ?? '', problem: { n, cost, shape: { kind: 'closed' } } };
}

/** `KEY : value` lines, and the text of each section up to the next keyword. */
function split(text: string): { header: Map<string, string>; sections: Map<string, string> } {
  const header = new Map<string, string>();
  const sections = new Map<string, string>();
  const keyword = /^[ \t]*([A-Z][A-Z_0-9]*)[ \t]*(?::[ \t]*(.*?))?[ \t]*$/gm;
  let open: { name: string; from: number } | null = null;
  for (const match of text.replaceAll('\r', '').matchAll(keyword)) {
    const [, name, value] = match;
    if (open !== null) sections.set(open.name, match.input.slice(open.from, match.index));
    open = null;
    if (name === 'EOF') break;
    if (name!.endsWith('_SECTION')) open = { name: name!, from: match.index + match[0].length };
    else if (value !== undefined) header.set(name!, value);
    else throw new RouteError(`cannot read the line '${match[0].trim()}'`);
  }
  if (open !== null) sections.set(open.name, text.replaceAll('\r', '').slice(open.from));
  return { header, sections };
}

function numbers(section: string): Float64Array {
  const words = section.split(/\s+/).filter((word) => word !== '');
  return Float64Array.from(words, (word, k) => {
    const value = Number(word);
    if (!Number.isFinite(value)) throw new RouteError(`number ${k + 1} of the section is '${word}'`);
    return value;
  });
}

function readPoints(n: number, metric: Metric, section: string | undefined): RouteProblem['cost'] {
  if (section === undefined) throw new RouteError('NODE_COORD_SECTION is missing');
  const values = numbers(section);
  if (values.length !== 3 * n) {
    throw new RouteError(`DIMENSION ${n} needs ${n} lines of 'node x y', the file has ${values.length / 3}`);
  }
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const isSeen = new Uint8Array(n);
  for (let k = 0; k < n; k++) {
    const node = values[3 * k]! - 1;
    if (isSeen[node] !== 0)
      throw new RouteError(`node ${values[3 * k]} ${isSeen[node] === 1 ? 'comes twice' : `is not one of 1 to ${n}`}`);
    isSeen[node] = 1;
    x[node] = values[3 * k + 1]!;
    y[node] = values[3 * k + 2]!;
  }
  return { kind: 'points', x, y, metric };
}

function readMatrix(
  n: number,
  format: string | undefined,
  section: string | undefined,
  isDirected: boolean,
): RouteProblem['cost'] {
  if (format === undefined) throw new RouteError('EDGE_WEIGHT_FORMAT is missing');
  const rows = ROWS[BY_COLUMNS[format] ?? format];
  if (rows === undefined) throw new RouteError(`EDGE_WEIGHT_FORMAT ${format} is not supported`);
  if (section === undefined) throw new RouteError('EDGE_WEIGHT_SECTION is missing');
  const values = numbers(section);
  let expected = 0;
  for (let i = 0; i < n; i++) expected += rows.count(n, i);
  if (values.length !== expected) {
    throw new RouteError(`DIMENSION ${n} in ${format} needs ${expected} weights, the file has ${values.length}`);
  }
  const cost = new Float64Array(n * n);
  const isFull = format === 'FULL_MATRIX';
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < rows.count(n, i); k++) {
      const j = rows.column(n, i, k);
      const c = values[at++]!;
      if (c < 0 && i !== j) throw new RouteError(`the weight from ${i + 1} to ${j + 1} is negative: ${c}`);
      cost[i * n + j] = c;
      if (!isFull) cost[j * n + i] = c;
    }
  }
  return { kind: 'matrix', cost, symmetric: !isDirected && isSymmetric(n, cost) };
}

/** A TSP in FULL_MATRIX that is not symmetric is solved as it is written, not as it is called. */
function isSymmetric(n: number, cost: Float64Array): boolean {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (cost[i * n + j] !== cost[j * n + i]) return false;
  return true;
}
