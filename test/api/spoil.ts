import fc from 'fast-check';

/** What a value may be replaced with. `raw` stands in the JSON as it is: JSON has no NaN, and 1e999 is no number of ours. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const deep = (levels: number) => new Raw('['.repeat(levels) + ']'.repeat(levels));

export const badValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    91,
    -181,
    1.5,
    2 ** 53,
    -1e308,
    5e-324,
    '',
    ' ',
    'x',
    '91',
    '0',
    'NaN',
    [],
    {},
    [[]],
    [null],
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '2099-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '1970-01-01',
    '2099-12-31',
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    'infinity',
    'now',
    'a\u0000b',
    '\u0000',
    '\ud800',
    'a\udfff',
    '\u202e',
    '😀',
    'a'.repeat(100_000),
    "'; drop table person; --",
    '<script>alert(1)</script>',
    '{{7*7}}',
    '%',
    '\\',
    '${jndi:x}',
    '__proto__',
    { length: { valueOf: 1 } },
    { length: { valueOf: 1, toString: 1 } },
    { length: -1 },
    { size: { valueOf: 1, toString: 1 } },
    { valueOf: 1, toString: 1 },
    { toJSON: 1 },
    { constructor: 1 },
    [{ length: { valueOf: 1, toString: 1 } }],
    { lng: 181, lat: 91 },
    new Raw('1e999'),
    new Raw('-1e999'),
    new Raw('NaN'),
    new Raw('Infinity'),
    new Raw('1'.repeat(400)),
    new Raw('{"__proto__":{"x":1}}'),
    new Raw('01'),
    deep(30),
    deep(45),
    deep(100_000),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Every place in a JSON value, the value itself included, as a list of keys. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, v]) => placesOf(v, [...path, key]))
      : [];
  return [path, ...below];
}

/** The JSON of a good value with one place spoiled, left out, or with one key too many. */
export function spoiled(good: unknown): fc.Arbitrary<string> {
  const places = placesOf(good);
  return fc
    .record({
      place: fc.constantFrom(...places),
      value: badValue,
      how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add'),
    })
    .map(({ place, value, how }) => jsonOf(changed(good, place, how, value)));
}

function changed(value: unknown, [key, ...rest]: string[], how: string, bad: unknown): unknown {
  if (key === undefined) {
    if (how === 'add' && typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ...value, [typeof bad === 'string' ? bad : 'extra']: bad };
    return bad;
  }
  if (Array.isArray(value))
    return value.map((item: unknown, i) => (String(i) === key ? changed(item, rest, how, bad) : item));
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, v]) =>
      name !== key ? [[name, v]] : rest.length === 0 && how === 'remove' ? [] : [[name, changed(v, rest, how, bad)]],
    ),
  );
}

function jsonOf(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonOf).join()}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, v]) => `${JSON.stringify(key)}:${jsonOf(v)}`)
      .join()}}`;
  return JSON.stringify(value) ?? 'null';
}

/** A bad value of a query parameter or a part of the path, as it stands in the address. */
export const badText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '%20',
    '%00',
    'a%00b',
    '%ff',
    '%c3%28',
    '%ED%A0%80',
    '%F0%9F%98%80',
    '0',
    '-1',
    '1e999',
    'NaN',
    'Infinity',
    '0x10',
    '9'.repeat(400),
    'null',
    'true',
    '[object%20Object]',
    '0000-01-01',
    '1970-01-01',
    '2099-12-31',
    '9999-12-31',
    '2026-02-30',
    '0000-01-01T00:00:00Z',
    '2099-12-31T00:00:00Z',
    'infinity',
    'now',
    'epoch',
    "'%3B%20drop%20table%20person%3B--",
    '%3Cscript%3E',
    '..%2f..%2fetc%2fpasswd',
    '%252e%252e',
    '\\',
    '{}',
    '[]',
    '%5B'.repeat(1_000),
    '__proto__',
    'constructor',
    'a'.repeat(5_000),
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
    '{00000000-0000-4000-8000-000000000000}',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => encodeURIComponent(s)),
);

/** Cursors that no list of ours gave out, and some that look like one. */
export const badCursor: fc.Arbitrary<string> = fc.oneof(
  badText,
  fc
    .oneof(
      fc.constantFrom<unknown>(
        [],
        [1],
        [null],
        ['x'],
        ['', ''],
        ['x', 'y'],
        ['2026-01-01', 'x'],
        ['x', '00000000-0000-4000-8000-000000000000'],
        ['infinity', '00000000-0000-4000-8000-000000000000'],
        ['0000-01-01T00:00:00Z', '00000000-0000-4000-8000-000000000000'],
        ['a\u0000', 'b'],
        ['\ud800', '00000000-0000-4000-8000-000000000000'],
        ['9'.repeat(30)],
        ['-1'],
        [{ length: { valueOf: 1 } }],
        { length: 2 },
        'x',
        null,
      ),
      fc.array(fc.string(), { maxLength: 3 }),
    )
    .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')),
);
