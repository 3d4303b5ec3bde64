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
  if (type !== 'TSP' && type !== 'ATSP')
    throw new RouteError({
      en: `TYPE is ${type}: only TSP and ATSP can be solved`,
      zh: `TYPE 为 ${type}：只能求解 TSP 和 ATSP`,
    });
  const dimension = header.get('DIMENSION');
  if (dimension === undefined)
    throw new RouteError({
      en: 'DIMENSION is missing: is this a TSPLIB file?',
      zh: '缺少 DIMENSION：这是 TSPLIB 文件吗？',
    });
  const n = Number(dimension);
  if (!Number.isInteger(n) || n < 0)
    throw new RouteError({
      en: `DIMENSION must be a whole number, got '${dimension}'`,
      zh: `DIMENSION 应为整数，现为“${dimension}”`,
    });
  const weights = header.get('EDGE_WEIGHT_TYPE')?.toUpperCase() ?? 'EUC_2D';
  const metric = METRICS[weights];
  if (weights !== 'EXPLICIT' && metric === undefined) throw notSupported(`EDGE_WEIGHT_TYPE ${weights}`);
  const fixed = sections.get('FIXED_EDGES_SECTION');
  if (fixed !== undefined && fixed.trim() !== '-1') throw notSupported('FIXED_EDGES_SECTION');
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

function missing(keyword: string): RouteError {
  return new RouteError({ en: `${keyword} is missing`, zh: `缺少 ${keyword}` });
}

function notSupported(what: string): RouteError {
  return new RouteError({ en: `${what} is not supported`, zh: `不支持 ${what}` });
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
    else {
      const line = match[0].trim();
      throw new RouteError({ en: `cannot read the line '${line}'`, zh: `无法读取这一行：“${line}”` });
    }
  }
  if (open !== null) sections.set(open.name, text.replaceAll('\r', '').slice(open.from));
  return { header, sections };
}

function numbers(section: string): Float64Array {
  const words = section.split(/\s+/).filter((word) => word !== '');
  return Float64Array.from(words, (word, k) => {
    const value = Number(word);
    if (!Number.isFinite(value))
      throw new RouteError({
        en: `number ${k + 1} of the section is '${word}'`,
        zh: `该段第 ${k + 1} 个数是“${word}”`,
      });
    return value;
  });
}

function readPoints(n: number, metric: Metric, section: string | undefined): RouteProblem['cost'] {
  if (section === undefined) throw missing('NODE_COORD_SECTION');
  const values = numbers(section);
  if (values.length !== 3 * n) {
    const lines = values.length / 3;
    throw new RouteError({
      en: `DIMENSION ${n} needs ${n} lines of 'node x y', the file has ${lines}`,
      zh: `DIMENSION ${n} 需要 ${n} 行“node x y”，文件中有 ${lines} 行`,
    });
  }
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const isSeen = new Uint8Array(n);
  for (let k = 0; k < n; k++) {
    const node = values[3 * k]! - 1;
    if (isSeen[node] !== 0)
      throw new RouteError(
        isSeen[node] === 1
          ? { en: `node ${values[3 * k]} comes twice`, zh: `节点 ${values[3 * k]} 重复` }
          : { en: `node ${values[3 * k]} is not one of 1 to ${n}`, zh: `节点 ${values[3 * k]} 不在 1 到 ${n} 之间` },
      );
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
  if (format === undefined) throw missing('EDGE_WEIGHT_FORMAT');
  const rows = ROWS[BY_COLUMNS[format] ?? format];
  if (rows === undefined) throw notSupported(`EDGE_WEIGHT_FORMAT ${format}`);
  if (section === undefined) throw missing('EDGE_WEIGHT_SECTION');
  const values = numbers(section);
  let expected = 0;
  for (let i = 0; i < n; i++) expected += rows.count(n, i);
  if (values.length !== expected) {
    throw new RouteError({
      en: `DIMENSION ${n} in ${format} needs ${expected} weights, the file has ${values.length}`,
      zh: `DIMENSION ${n} 在 ${format} 下需要 ${expected} 个权重，文件中有 ${values.length} 个`,
    });
  }
  const cost = new Float64Array(n * n);
  const isFull = format === 'FULL_MATRIX';
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < rows.count(n, i); k++) {
      const j = rows.column(n, i, k);
      const c = values[at++]!;
      if (c < 0 && i !== j)
        throw new RouteError({
          en: `the weight from ${i + 1} to ${j + 1} is negative: ${c}`,
          zh: `${i + 1} 到 ${j + 1} 的权重为负：${c}`,
        });
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
