import { describe, expect, it } from 'vitest';
import { imported } from './importing.ts';

function column(header: string, cells: readonly string[], field = 'volumePerMonth') {
  const rows = cells.map((cell, i) => `${i},S${i},28.${10 + i},120.${10 + i},"${cell}"`);
  const read = imported(`code,name,lat,lon,${header}\n${rows.join('\n')}`, {
    mapping: { code: 'code', name: 'name', lat: 'lat', lon: 'lng', [header]: field as 'volumePerMonth' },
  });
  expect(read.errors).toEqual([]);
  return read;
}
const volumes = (header: string, cells: readonly string[]) =>
  column(header, cells).good.map(({ row }) => row.volumePerMonth);

describe('a number has its unit', () => {
  it.each([
    ['1.2万', 12_000],
    ['3.5k', 3_500],
    ['2千条', 2_000],
    ['5百', 500],
    ['1.5亿', 150_000_000],
    ['1.2w', 12_000],
    ['十万'.replace('十', '10'), 100_000],
    ['1万2千', 12_000],
    ['１．２万条', 12_000],
    ['120条/周', 521.76],
    ['120 per week', 521.76],
    ['每周120条', 521.76],
    ['1200条/年', 100],
    ['48/年', 4],
    ['4单/月', 4],
    ['10条/天', 304.37],
    ['١٢٠', 120],
    ['5kg', 5],
    ['500', 500],
  ])('%s is %d a month', (cell, amount) => expect(volumes('月销量', [cell])).toEqual([amount]));

  it('which the header may say for all', () => {
    expect(volumes('销量(万条)', ['1.2', '3', '5千'])).toEqual([12_000, 30_000, 5_000]);
    expect(volumes('销量（条/周）', ['10'])).toEqual([43.48]);
    expect(volumes('年销量', ['1200'])).toEqual([100]);
  });

  it.each([
    ['3 sacks', { code: 'UNIT_UNKNOWN', unit: 'sacks' }],
    ['many', { code: 'NOT_A_NUMBER' }],
    ['100-150', { code: 'NOT_A_NUMBER' }],
  ])('%s is left out and told, and the shop is stored', (cell, why) => {
    const read = column('月销量', [cell]);
    expect(read.good).toMatchObject([{ row: { volumePerMonth: null } }]);
    expect(read.notes).toMatchObject([{ line: 2, field: 'volumePerMonth', reasons: [why], isStored: true }]);
  });

  it('and one that is not the column’s is another quantity', () => {
    const read = column('月销量', ['120条', '80条', '3箱']);
    expect(read.good.map(({ row }) => row.volumePerMonth)).toEqual([120, 80, null]);
    expect(read.notes[0]!.reasons).toEqual([{ code: 'UNIT_DIFFERS', unit: '箱', usual: '条' }]);
  });
});

describe('the column decides', () => {
  it.each([
    [
      ['1.200', '1.355,90'],
      [1_200, 1_355.9],
    ],
    [
      ['1,200', '1,355.90'],
      [1_200, 1_355.9],
    ],
    [
      ['1.200', '0,5'],
      [1_200, 0.5],
    ],
    [
      ['1.200', '0.5'],
      [1.2, 0.5],
    ],
    [
      ['1,200', '12,5'],
      [1.2, 12.5],
    ],
    [
      ['1.200.000', '3.500'],
      [1_200_000, 3_500],
    ],
    [
      ["1'200", '1 355.9'],
      [1_200, 1_355.9],
    ],
    [
      ['1.200', '2.400'],
      [1.2, 2.4],
    ],
    [
      ['1,200', '2,400'],
      [1_200, 2_400],
    ],
  ])('%j are %j', (cells, amounts) => expect(volumes('月销量', cells)).toEqual(amounts));

  it('and what may be either in a column with both is not guessed', () => {
    const read = column('月销量', ['1,355.90', '1.355,90', '1.200']);
    expect(read.good.map(({ row }) => row.volumePerMonth)).toEqual([1_355.9, 1_355.9, null]);
    expect(read.notes[0]!.reasons).toEqual([{ code: 'NUMBER_AMBIGUOUS' }]);
  });
});

it.each([
  ['minutesPerVisit', '15分钟', 15],
  ['minutesPerVisit', '1.5小时', 90],
  ['minutesPerVisit', '1 h 30 min', 90],
  ['minutesPerVisit', '90秒', 1.5],
  ['visitsPerMonth', '每月两次', 2],
  ['visitsPerMonth', '1次/周', 4.348],
  ['visitsPerMonth', '隔周1次', 2.174],
  ['visitsPerMonth', '1次/2周', 2.174],
  ['visitsPerMonth', '12次/年', 1],
] as const)('%s written %s is %d', (field, cell, value) =>
  expect(column('x', [cell], field).good[0]!.row[field]).toBeCloseTo(value, 9),
);
