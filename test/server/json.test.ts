import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../server/json.ts';

const read = (text: string) => parseJson(Buffer.from(text));

describe('a body of JSON', () => {
  it('is read as JSON is, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        expect(read(JSON.stringify(value))).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });

  it.each([
    '1e309',
    '-1E+0309',
    '[0, {"a": 17e400}]',
    `1${'0'.repeat(400)}`,
    `{"a": [${'9'.repeat(330)}.5]}`,
    `${'9'.repeat(250)}e90`,
  ])('is refused with a number that is too large: %.40s', (text) => {
    expect(read(text)).toEqual({ ok: false, why: { code: 'NUMBER_TOO_LARGE' } });
  });

  it.each([
    '"1e999"',
    '{"1e999": "9e9999"}',
    '[1e308, 1e-400, 0.1e5]',
    `"${'9'.repeat(400)}"`,
    `0.${'0'.repeat(400)}1`,
  ])('is read where that only looks so: %.40s', (text) => {
    expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('is refused when it nests deeper than anything here does, and brackets in a text are no nesting', () => {
    expect(read('['.repeat(40) + ']'.repeat(40)).ok).toBe(true);
    expect(read('['.repeat(41) + ']'.repeat(41))).toEqual({ ok: false, why: { code: 'NESTS_TOO_DEEPLY', most: 40 } });
    expect(read('{"a":'.repeat(200_000)).ok).toBe(false);
    expect(read(JSON.stringify(`\\"${'['.repeat(100)}`)).ok).toBe(true);
  });

  it.each([
    ['empty lists', `[${'[],'.repeat(10_000)}0]`],
    ['nests of lists', `[${'[[[1]]],'.repeat(10_000)}0]`],
    [
      'a record of many names',
      JSON.stringify(Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`k${i}`, i]))),
    ],
    [
      'records of a name each',
      JSON.stringify(Array.from({ length: 2_000 }, (_, i) => ({ [i.toString(36)]: 'x'.repeat(40) }))),
    ],
    ['names with spaces before the colon', `{${Array.from({ length: 2_000 }, (_, i) => `"k${i}" \n: 1`).join()}}`],
  ])('is refused when it is small and dear to build: %s', (_, text) => {
    expect(read(text)).toEqual({ ok: false, why: { code: 'TOO_INTRICATE' } });
  });

  it.each<[string, unknown]>([
    ['texts, however different', Array.from({ length: 5_000 }, (_, i) => `k${i}`)],
    [
      'a map of many points',
      { type: 'Polygon', coordinates: [Array.from({ length: 50_000 }, (_, i) => [120 + i / 1e5, 28.5])] },
    ],
    [
      'a batch of positions',
      { locations: Array.from({ length: 5_000 }, (_, i) => ({ lat: 28, lon: 120, tst: i, extras: {} })) },
    ],
    ['a few empty lists', Array.from({ length: 150 }, () => [])],
  ])('is read when it is only large: %s', (_, value) => {
    expect(read(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  it('is refused when it is not UTF-8, or ends too soon', () => {
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ ok: false, why: { code: 'NOT_UTF8' } });
    expect(read('{"a": 1').ok).toBe(false);
  });
});
