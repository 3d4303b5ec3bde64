import { describe, expect, it } from 'vitest';
import { stopCosts } from '../../server/routes/solve/tour/core.ts';
import { readTsplib } from '../../server/routes/tsplib.ts';

const file = (lines: string[]) => `NAME : tiny\nTYPE : TSP\n${lines.join('\n')}\nEOF\n`;
const points = (type: string, rows: string[], dimension = rows.length) =>
  file([`DIMENSION : ${dimension}`, `EDGE_WEIGHT_TYPE : ${type}`, 'NODE_COORD_SECTION', ...rows]);
const weights = (format: string, numbers: string, dimension = 4) =>
  file([
    `DIMENSION: ${dimension}`,
    'EDGE_WEIGHT_TYPE: EXPLICIT',
    `EDGE_WEIGHT_FORMAT: ${format}`,
    'EDGE_WEIGHT_SECTION',
    numbers,
  ]);

function matrixOf(text: string): number[][] {
  const { problem } = readTsplib(text);
  const costs = stopCosts(problem);
  return Array.from({ length: problem.n }, (_, i) =>
    Array.from({ length: problem.n }, (_, j) => (i === j ? 0 : costs.between(i, j))),
  );
}

describe('a TSPLIB file', () => {
  it.each([
    ['EUC_2D', 3], // √(2² + 2²) = 2.83
    ['CEIL_2D', 3],
    ['MAN_2D', 4],
    ['MAX_2D', 2],
    ['ATT', 1], // √(8 / 10) = 0.894
  ])('%s measures (0, 0) to (2, 2) as %i', (type, distance) => {
    expect(matrixOf(points(type, ['1 0 0', '2 2.0e0 2']))[0]![1]).toBe(distance);
  });

  it('GEO reads degrees and minutes, and gives kilometres on the sphere of 6378.388 km', () => {
    // one degree and a half along the equator: 1.5 × π / 180 × 6378.388 = 166.98, rounded up to the next
    expect(matrixOf(points('GEO', ['1 0.0 0.0', '2 0.0 1.30']))[0]![1]).toBe(167);
    expect(matrixOf(points('GEO', ['1 0.0 0.0', '2 0.0 -1.30']))[0]![1]).toBe(167);
  });

  const symmetric = [
    [0, 1, 2, 3],
    [1, 0, 4, 5],
    [2, 4, 0, 6],
    [3, 5, 6, 0],
  ];
  it.each([
    ['FULL_MATRIX', '0 1 2 3 1 0 4 5 2 4 0 6 3 5 6 0'],
    ['UPPER_ROW', '1 2 3 4 5 6'],
    ['LOWER_ROW', '1 2 4\n3 5 6'],
    ['UPPER_DIAG_ROW', '0 1 2 3 0 4 5 0 6 0'],
    ['LOWER_DIAG_ROW', '0 1 0 2 4 0 3 5 6 0'],
    ['UPPER_COL', '1 2 4 3 5 6'],
    ['LOWER_COL', '1 2 3 4 5 6'],
    ['UPPER_DIAG_COL', '0 1 0 2 4 0 3 5 6 0'],
    ['LOWER_DIAG_COL', '0 1 2 3 0 4 5 0 6 0'],
  ])('%s gives the same matrix as any other format', (format, numbers) => {
    expect(matrixOf(weights(format, numbers))).toEqual(symmetric);
  });

  it('ATSP keeps both directions', () => {
    const text = weights('FULL_MATRIX', '9999 1 2 9999', 2).replace('TYPE : TSP', 'TYPE: ATSP');
    expect(readTsplib(text).problem.cost).toMatchObject({ kind: 'matrix', symmetric: false });
    expect(matrixOf(text)).toEqual([
      [0, 1],
      [2, 0],
    ]);
  });

  it('windows line ends, no EOF and display data do no harm', () => {
    const text = weights('UPPER_ROW', '1 2 3 4 5 6')
      .replace('EOF\n', 'DISPLAY_DATA_SECTION\n1 0 0\n2 0 0\n3 0 0\n4 0 0')
      .replaceAll('\n', '\r\n');
    expect(matrixOf(text)).toEqual(symmetric);
  });

  it.each<[string, string, RegExp]>([
    ['an empty file', '', /DIMENSION is missing/],
    ['a page of something else', '<html>\n</html>', /DIMENSION is missing/],
    ['a file cut off in the middle', points('EUC_2D', ['1 0 0', '2 5 5'], 3), /DIMENSION 3 needs 3 lines .*has 2/],
    ['more points than it says', points('EUC_2D', ['1 0 0', '2 5 5', '3 1 1'], 2), /DIMENSION 2 needs 2 lines .*has 3/],
    [
      'a matrix cut off',
      weights('FULL_MATRIX', '0 1 2 3 1 0 4'),
      /DIMENSION 4 in FULL_MATRIX needs 16 weights, the file has 7/,
    ],
    ['a word among the numbers', points('EUC_2D', ['1 0 0', '2 x 5']), /number 5 of the section is 'x'/],
    ['the same node twice', points('EUC_2D', ['1 0 0', '1 5 5']), /node 1 comes twice/],
    ['a node that is not there', points('EUC_2D', ['1 0 0', '7 5 5']), /node 7 is not one of 1 to 2/],
    ['a negative weight', weights('UPPER_ROW', '1 2 3 -4 5 6'), /from 2 to 3 is negative: -4/],
    ['an unknown metric', points('XRAY1', ['1 0 0']), /XRAY1 is not supported/],
    ['an unknown format', weights('DIAGONAL', '1'), /DIAGONAL is not supported/],
    ['a fractional size', points('EUC_2D', ['1 0 0'], 1.5), /whole number, got '1.5'/],
    ['another kind of problem', points('EUC_2D', ['1 0 0']).replace('TYPE : TSP', 'TYPE : CVRP'), /TYPE is CVRP/],
  ])('%s is refused in so many words', (_, text, message) => {
    expect(() => readTsplib(text)).toThrow(message);
  });
});
