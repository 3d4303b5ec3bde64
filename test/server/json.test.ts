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

  it('is refused when it is not UTF-8, or ends too soon', () => {
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ ok: false, why: { code: 'NOT_UTF8' } });
    expect(read('{"a": 1').ok).toBe(false);
  });
});
