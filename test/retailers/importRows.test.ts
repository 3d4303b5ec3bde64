import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { Frame, fromWgs84, toWgs84 } from '../../shared/frames.ts';
import { distanceM } from '../../shared/geo.ts';
import { ImportField, RowError, type ImportMapping } from '../../shared/imports.ts';
import { RetailerRow } from '../../shared/retailers.ts';
import { importRows, mappingFault, missingFields } from '../../server/retailers/importRows.ts';
import { printable } from '../../server/retailers/reasons.ts';

const mapping: ImportMapping = { code: 'code', name: 'name', lng: 'lng', lat: 'lat' };
const columns = ['code', 'name', 'lng', 'lat', 'extra'];

/** Rows as a file's, from line 2 on. */
function imported(rows: string[][], map: ImportMapping = mapping, frame: Frame = 'wgs84') {
  return importRows(
    {
      columns,
      rows: rows.map((cells, i) => ({ line: i + 2, cells: columns.map((_, c) => cells[c] ?? '') })),
      problems: [],
    },
    map,
    frame,
  );
}

describe('rows of a file', () => {
  it('become retailers, with the original coordinate beside its place on WGS-84', () => {
    const { good, errors } = imported([['C1', '甲', '120.65', '28.01']], mapping, 'bd09');
    expect(errors).toEqual([]);
    const { row } = good[0]!;
    expect(RetailerRow.parse(row)).toMatchObject({
      code: 'C1',
      name: '甲',
      original: { lng: 120.65, lat: 28.01 },
      frame: 'bd09',
      licenceNo: null,
    });
    expect(row.position).toEqual(toWgs84({ lng: 120.65, lat: 28.01 }, 'bd09'));
    expect(distanceM(row.position, row.original)).toBeGreaterThan(500);
  });

  it.each([
    ['no coordinate', ['C2', 'b', '', '28.01'], 'NO_COORDINATE', 'lng'],
    ['a latitude of 91', ['C2', 'b', '120.65', '91'], 'BAD_COORDINATE', 'lat'],
    ['words for a coordinate', ['C2', 'b', '120.65', 'north'], 'BAD_COORDINATE', 'lat'],
    ['metres for degrees', ['C2', 'b', '13430000', '3250000'], 'BAD_COORDINATE', 'lat'],
    ['zero and zero', ['C2', 'b', '0', '0.0'], 'NULL_ISLAND', 'lng'],
    ['swapped axes', ['C2', 'b', '28.02', '120.66'], 'SWAPPED_COORDINATE', 'lng'],
    ['letters of the other axis', ['C2', 'b', '28.02N', '120.66E'], 'SWAPPED_COORDINATE', 'lng'],
    ['no code', ['', 'b', '120.66', '28.02'], 'NO_CODE', 'code'],
    ['no name', ['C2', ' - ', '120.66', '28.02'], 'NO_NAME', 'name'],
    ['a code that is there already', ['C1', 'b', '120.66', '28.02'], 'DUPLICATE_CODE', 'code'],
    ['a name of 500 letters', ['C2', 'x'.repeat(500), '120.66', '28.02'], 'BAD_VALUE', 'name'],
    ['a NUL in the name', ['C2', 'a\u0000b', '120.66', '28.02'], 'BAD_VALUE', 'name'],
    ['a code that a spreadsheet shortened', ['3.30302E+11', 'b', '120.66', '28.02'], 'BAD_VALUE', 'code'],
  ])('with %s are listed with line and reason, and leave the others unharmed', (_, bad, problem, field) => {
    const { good, errors } = imported([['C1', 'a', '120.65', '28.01'], bad, ['C3', 'c', '120.67', '28.03']]);
    expect(good.map((g) => [g.line, g.row.code])).toEqual([
      [2, 'C1'],
      [4, 'C3'],
    ]);
    expect(errors).toMatchObject([{ line: 3, problem, field }]);
    expect(RowError.parse(errors[0]).detail).not.toContain('\u0000');
  });

  it('tell of swapped axes also where both numbers could be a latitude', () => {
    const near = Array.from({ length: 5 }, (_, i) => [`N${i}`, 'a', `-73.9${i}`, `40.7${i}`]);
    expect(imported([...near, ['S', 'a', '40.71', '-73.99']]).errors).toMatchObject([
      { line: 7, problem: 'SWAPPED_COORDINATE' },
    ]);
    // far away from the others is no fault in itself
    expect(imported([...near, ['H', 'Hawaii', '-157.8', '21.3']]).errors).toEqual([]);
  });

  it('give every reason at once', () => {
    const { errors } = imported([['', '', 'x', '28']]);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.detail).toMatch(/code.*name.*cannot be read/);
  });

  it('use the first good row of a code', () => {
    const { good, errors } = imported([
      ['C1', 'no place', '', ''],
      ['C1', 'first', '120.65', '28.01'],
      ['C1', 'second', '120.66', '28.02'],
    ]);
    expect(good.map((g) => g.row.name)).toEqual(['first']);
    expect(errors.map((e) => [e.line, e.problem])).toEqual([
      [2, 'NO_COORDINATE'],
      [4, 'DUPLICATE_CODE'],
    ]);
  });

  it('may take the licence number, else the name, as the code, and say so', () => {
    const named = imported([['L1', 'a', '120.65', '28.01']], {
      code: 'licenceNo',
      name: 'name',
      lng: 'lng',
      lat: 'lat',
    });
    expect(named).toMatchObject({ codeFrom: 'licenceNo', good: [{ row: { code: 'L1', licenceNo: 'L1' } }] });
    expect(imported([['', 'a', '120.65', '28.01']], { name: 'name', lng: 'lng', lat: 'lat' })).toMatchObject({
      codeFrom: 'name',
      good: [{ row: { code: 'a' } }],
    });
    expect(imported([['', 'a', '120.65', '28.01']], { lng: 'lng', lat: 'lat' })).toMatchObject({
      codeFrom: null,
      errors: [{ problem: 'NO_CODE' }],
    });
  });

  it('count coordinates that three or more share', () => {
    const at = (code: string, lng: string): string[] => [code, 'a', lng, '28.01'];
    expect(
      imported([at('1', '120.1'), at('2', '120.1'), at('3', '120.1'), at('4', '120.2'), at('5', '120.2')]),
    ).toMatchObject({ sharedCoordinateRows: 3, errors: [] });
  });

  it('keep names that look like formulas or HTML as they are', () => {
    for (const name of ['=1+1', '@SUM(A1)', '<script>alert(1)</script>', "Robert'); DROP TABLE retailer;--"])
      expect(imported([['C1', name, '120.65', '28.01']]).good[0]!.row.name).toBe(name);
  });

  it('are each either good or listed, whatever the cells say', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.double().map(String),
      fc.constantFrom('120.65', '28.01', '', 'C1', 'POINT(1 2)'),
    );
    const map = fc.dictionary(fc.constantFrom(...columns), fc.constantFrom(...ImportField.options));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
        map,
        fc.constantFrom(...Frame.options),
        (rows, anyMap, frame) => {
          if (mappingFault(anyMap, columns) !== null) return;
          const { good, errors } = imported(rows, anyMap, frame);
          expect(good.length + errors.length).toBe(rows.length);
          for (const g of good) RetailerRow.parse(g.row);
          for (const e of errors) expect(printable(RowError.parse(e).detail)).toBe(e.detail);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a mapping', () => {
  it('lacks what nothing can be imported without', () => {
    expect(missingFields({})).toEqual(['code', 'name', 'lng', 'lat']);
    expect(missingFields({ a: 'name', b: 'lng' })).toEqual(['lat']);
    expect(missingFields({ a: 'code', b: 'name', c: 'lngLat' })).toEqual([]);
  });

  it('is refused for columns that are not there and for a field given twice, but an address may have parts', () => {
    expect(sentenceOf(mappingFault({ nope: 'code' }, columns)!, 'en')).toContain("'nope'");
    expect(sentenceOf(mappingFault({ code: 'name', name: 'name' }, columns)!, 'en')).toContain('both');
    expect(mappingFault({ name: 'address', extra: 'address' }, columns)).toBeNull();
    expect(
      imported([['C1', '12', '120.65', '28.01', 'Main Street']], {
        code: 'code',
        name: 'address',
        extra: 'address',
        lng: 'lng',
        lat: 'lat',
      }).errors,
    ).toMatchObject([{ problem: 'NO_NAME' }]);
  });
});

describe('frames', () => {
  it('are undone by their opposite, to half a metre everywhere in China', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 75, max: 134, noNaN: true }),
        fc.double({ min: 19, max: 52, noNaN: true }),
        fc.constantFrom(...Frame.options),
        (lng, lat, frame) => {
          expect(distanceM(toWgs84(fromWgs84({ lng, lat }, frame), frame), { lng, lat })).toBeLessThan(0.5);
        },
      ),
    );
  });

  it('differ by 300 to 1,300 m in Wenzhou, more than any visit threshold', () => {
    const point = { lng: 120.65, lat: 28.01 };
    expect(distanceM(point, toWgs84(point, 'gcj02'))).toBeGreaterThan(300);
    expect(distanceM(point, toWgs84(point, 'bd09'))).toBeLessThan(1_300);
  });
});
