import { describe, expect, it } from 'vitest';
import { codesOf, imported, row, workbookOf } from './importing.ts';

const shop = (code: string) => `code,name,lat,lon\n${code},Shop one,28.3,120.3\n`;

describe('a code that a spreadsheet shortened', () => {
  it.each(['3.30302E+11', '3,30302E+11', '3E+11', '３.30302Ｅ+11', '1.23456789012345E+17', '########', '#REF!'])(
    '%s is refused with the reason, and no other column stands in for it',
    (code) => {
      const quoted = `"${code}"`;
      const read = imported(
        `code,name,licence,lat,lon\n${quoted},阿明店,L1,28.41,120.41\n${quoted},阿花店,L2,28.42,120.42\n`,
      );
      expect(read.codeFrom).toBe('code');
      expect(read.good).toEqual([]);
      expect(read.errors.map(({ reasons }) => reasons)).toEqual(Array(2).fill([{ code: 'SHORTENED_BY_SPREADSHEET' }]));
    },
  );

  it('is known in a long file too, where all codes have become one', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `3.30302E+11,店${i},28.${100 + i},120.${100 + i}`);
    expect(imported(`客户编码,客户名称,纬度,经度\n${rows.join('\n')}`)).toMatchObject({ codeFrom: 'code', good: [] });
  });

  it('costs its own row and no other', () => {
    const read = imported(
      'code,name,lat,lon\n330302100001,A,28.1,120.1\n3.30302E+11,B,28.2,120.2\n330302100003,C,28.3,120.3\n',
    );
    expect(codesOf(read)).toEqual(['330302100001', '330302100003']);
  });

  it('and one whose digits a workbook has lost is refused, not completed with zeros', () => {
    const read = imported(
      workbookOf([
        {
          name: 'S',
          rows:
            row('code', 'name', 'lng', 'lat') +
            row(1234567890123450000, 'A', 120.1, 28.1) +
            row(330302100001, 'B', 120.2, 28.2),
        },
      ]),
    );
    expect(codesOf(read)).toEqual(['330302100001']);
    expect(read.errors[0]!.reasons).toEqual([{ code: 'SHORTENED_BY_SPREADSHEET' }]);
  });
});

describe('a code that begins with an equals sign', () => {
  it('is a code where nothing is computed, and otherwise stays what it is', () => {
    expect(codesOf(imported(shop('=0001')))).toEqual(['0001']);
    expect(codesOf(imported(shop('=SUM(A1:A2)')))).toEqual(['=SUM(A1:A2)']);
  });
});

describe('a code that is shown by a number format', () => {
  it.each([
    ['000000', 1, '000001'],
    ['000000000000', 30302100001, '030302100001'],
    ['000-000', 12345, '012-345'],
    ['&quot;Q&quot;0000', 12, 'Q0012'],
    ['[$-804]00000', 42, '00042'],
    ['0000;-0000;&quot;none&quot;', 7, '0007'],
    ['00', 123456, '123456'],
    ['General', 42, '42'],
    ['#,##0', 1234, '1234'],
    ['0.00', 42, '42'],
    ['0%', 42, '42'],
  ])('under %s is read as everybody sees it', (format, number, code) => {
    const bytes = workbookOf(
      [{ name: 'S', rows: row('code', 'name', 'lng', 'lat') + row([number, 1], 'A', 120.65123456, 28.1) }],
      [format],
    );
    const read = imported(bytes);
    expect(codesOf(read)).toEqual([code]);
    expect(read.good[0]!.row.original.lng).toBe(120.65123456);
  });

  it('keeps a coordinate exact that is shown with two digits', () => {
    const bytes = workbookOf(
      [{ name: 'S', rows: row('code', 'name', 'lng', 'lat') + row('A', 'A', [120.65123456, 1], [28.0123456, 1]) }],
      ['0.00'],
    );
    expect(imported(bytes).good[0]!.row.original).toEqual({ lng: 120.65123456, lat: 28.0123456 });
  });
});

describe('codes that look the same to everybody', () => {
  it.each([
    ['a zero-width space', 'Q0001\u200b'],
    ['a byte order mark', '\ufeffQ0001'],
    ['a direction mark', '\u200eQ0001\u202c'],
    ['a soft hyphen', 'Q00\u00ad01'],
    ['a word joiner', 'Q\u20600001'],
    ['a Hangul filler', 'Q0001\u3164'],
    ['a no-break space', '\u00a0Q0001\u3000'],
    ['full-width signs', 'Ｑ０００１'],
    ['Arabic digits', 'Q٠٠٠١'],
    ['a formula of a text', '"=""Q0001"""'],
    ['an equals sign alone', '=Q0001'],
    ['an apostrophe in front', "'Q0001"],
  ])('are one: with %s', (_, code) => {
    expect(codesOf(imported(shop(code)))).toEqual(['Q0001']);
    expect(imported(`${shop('Q0001')}${code},Shop two,28.4,120.4\n`).errors).toMatchObject([
      { line: 3, problem: 'DUPLICATE_CODE' },
    ]);
  });

  it('keep their zeros when a formula was to keep them', () =>
    expect(codesOf(imported(shop('"=""0001"""')))).toEqual(['0001']));

  it('keep their hyphen when a word processor made a dash of it', () =>
    expect(codesOf(imported(shop('A–12')))).toEqual(['A-12']));

  it('are refused with the sign when a letter is of another alphabet', () =>
    expect(imported(shop('QО001')).errors[0]!.reasons).toEqual([{ code: 'LOOKS_LIKE_ANOTHER', sign: 'О' }]));

  it('may be written in one other alphabet throughout', () =>
    expect(codesOf(imported(shop('Ж-101')))).toEqual(['Ж-101']));
});

describe('codes that a program dressed', () => {
  it.each([
    ['.0', '330302100001.0', '330302100002.0'],
    ['commas', '"330,302,100,001"', '"330,302,100,002"'],
  ])('are without %s when all of the column have it', (_, one, other) =>
    expect(codesOf(imported(`code,name,lat,lon\n${one},A,28.1,120.1\n${other},B,28.2,120.2\n`))).toEqual([
      '330302100001',
      '330302100002',
    ]),
  );

  it('stay as they are when one of them is otherwise', () =>
    expect(codesOf(imported('code,name,lat,lon\n1.0,A,28.1,120.1\nB2,B,28.2,120.2\n'))).toEqual(['1.0', 'B2']));
});

it('a name or a licence that serves as the code is named', () => {
  expect(imported('name,lat,lon\n甲店,28.1,120.1\n').codeFrom).toBe('name');
  expect(imported('许可证号,店名,纬度,经度\nL1,甲店,28.1,120.1\n').codeFrom).toBe('licenceNo');
});
