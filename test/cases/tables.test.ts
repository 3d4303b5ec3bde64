import { describe, expect, it } from 'vitest';
import { readTable } from '../../server/tables/readTable.ts';
import { codesOf, imported, row, workbookOf } from './importing.ts';

const header = ['客户编码', '客户名称', '经度', '纬度'];
const shops = row('1', '甲店', 120.65, 28.01) + row('2', '乙店', 120.66, 28.02) + row('3', '丙店', 120.67, 28.03);
const table = row(...header) + shops;
const data = '1,甲店,120.65,28.01\n2,乙店,120.66,28.02\n';

describe('a table begins', () => {
  it.each([
    ['below a row of groups', `基本信息,,位置,\n${header.join()}\n${data}`, 2],
    [
      'below a title, a date and a row of groups',
      `零售户一览表,,,\n2026-11-01,制表：张三,,\n基本信息,,位置,\n${header.join()}\n${data}`,
      4,
    ],
    ['below remarks with commas', `Note,please keep,the order,\nSource: office\ncode,name,lng,lat\n${data}`, 3],
    ['at two rows that name the columns together', `客户编码,客户名称,坐标,\n,,经度,纬度\n${data}`, 2],
    ['below two rows of groups', `基本,,位置,\n客户信息,,坐标,\n${header.join()}\n${data}`, 3],
    ['below a page of remarks', `${'说明,,,\n'.repeat(24)}${header.join()}\n${data}`, 25],
    ['behind an empty column', `,${header.join()}\n,${data.trim().replace('\n', '\n,')}\n`, 1],
    ['and says its columns in another language below', `${header.join()}\ncode,name,lng,lat\n${data}`, 1],
    ['in two languages a cell', `"客户编码\nCode",客户名称 Name,Longitude/经度,纬度(Latitude)\n${data}`, 1],
    ['with bars between its cells', `${header.join('|')}\n${data.replaceAll(',', '|')}`, 1],
    ['with notes and signs in its names', `*客户编码,*客户名称（必填）,经度(°),纬度(°)\n${data}`, 1],
    ['at the first row', `${header.join()}\n${data}`, 1],
    [
      'and is interrupted by its header on every page',
      `${header.join()}\n${data}${header.join()}\n3,丙店,120.67,28.03\n`,
      1,
    ],
  ])('%s', (_, csv, line) => {
    const read = imported(csv);
    expect(read).toMatchObject({ headerLine: line, errors: [], codeFrom: 'code' });
    expect(codesOf(read).slice(0, 2)).toEqual(['1', '2']);
  });

  it('whatever a shop is called: a name that is a word of headers too is a shop', () => {
    const read = imported(`${header.join()}\n1,店名,120.65,28.01\n2,Name,120.66,28.02\n`);
    expect(codesOf(read)).toEqual(['1', '2']);
  });

  it('with its first line when nothing names the columns, and no shop is lost', () => {
    const read = imported('1,A shop,28.01,120.65\n2,B shop,28.02,120.66\n3,C shop,28.03,120.67\n');
    expect(read).toMatchObject({ headerLine: 0, columns: ['#1', '#2', '#3', '#4'], rowCount: 3 });
    const mapping = { '#1': 'code', '#2': 'name', '#3': 'lat', '#4': 'lng' } as const;
    expect(codesOf(imported('1,A shop,28.01,120.65\n2,B shop,28.02,120.66\n', { mapping }))).toEqual(['1', '2']);
  });

  it('where a person says', () => {
    const csv = `code,name,lng,lat\nold,old,1,1\n编号,店名,经度,纬度\n${data}`;
    expect(codesOf(imported(csv, { headerLine: 3 }))).toEqual(['1', '2']);
    expect(imported(csv, { headerLine: 0 })).toMatchObject({ columns: ['#1', '#2', '#3', '#4'], rowCount: 5 });
    expect(() => imported(csv, { headerLine: 99 })).toThrow('NO_HEADER');
  });
});

describe('of a workbook', () => {
  const codeList = row('代码', '含义') + row('A', '甲类');
  it.each([
    [
      'hidden',
      [
        { name: '字典', state: 'hidden' as const, rows: codeList },
        { name: '零售户', rows: table },
      ],
      '零售户',
    ],
    [
      'very hidden',
      [
        { name: 'x', state: 'veryHidden' as const, rows: table },
        { name: '零售户', rows: table },
      ],
      '零售户',
    ],
    [
      'a cover',
      [
        { name: '封面', rows: row('零售户台账') + row('编制', '2026') },
        { name: '明细', rows: table },
      ],
      '明细',
    ],
    [
      'a list of codes',
      [
        { name: '字典', rows: codeList },
        { name: '明细', rows: table },
      ],
      '明细',
    ],
    [
      'empty',
      [
        { name: 'Sheet1', rows: '' },
        { name: 'Sheet2', rows: table },
      ],
      'Sheet2',
    ],
  ])('the sheet with the shops is read, not one that is %s; which there are is told', (_, sheets, read) => {
    expect(imported(workbookOf(sheets))).toMatchObject({
      sheet: read,
      sheets: sheets.map(({ name }) => ({ name })),
      errors: [],
    });
    expect(codesOf(imported(workbookOf(sheets)))).toHaveLength(3);
  });

  it('the sheet is read that a person chose, hidden or not', () => {
    const bytes = workbookOf([
      { name: '明细', rows: table },
      { name: '旧', state: 'hidden', rows: row(...header) + row('9', '旧店', 120.6, 28.1) },
    ]);
    expect(codesOf(imported(bytes, { sheet: '旧' }))).toEqual(['9']);
    expect(() => imported(bytes, { sheet: '无' })).toThrow('NO_SUCH_SHEET');
  });

  it('cells need no references, texts may be shared and have readings', () => {
    const shared =
      '<sst><si><t>code</t></si><si><r><t>na</t></r><r><t>me</t></r><rPh><t>よみ</t></rPh></si><si><t xml:space="preserve">A &amp; B</t></si></sst>';
    const rows = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>lng</t></is></c><c t="str"><v>lat</v></c></row><row><c><v>7</v></c><c t="s"><v>2</v></c><c><v>120.5</v></c><c><v>28.5</v></c></row>`;
    expect(imported(workbookOf([{ name: 'S', rows }], [], shared)).good).toMatchObject([
      { row: { code: '7', name: 'A & B' } },
    ]);
  });

  it('what is merged downwards is said of every row', () => {
    const rows = `<row r="1">${['code', 'name', 'grade', 'lng', 'lat'].map((c, i) => `<c r="${'ABCDE'[i]}1" t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>${[2, 3, 4].map((r) => `<row r="${r}"><c r="A${r}"><v>${r}</v></c><c r="B${r}" t="inlineStr"><is><t>S${r}</t></is></c>${r === 2 ? '<c r="C2" t="inlineStr"><is><t>B</t></is></c>' : ''}<c r="D${r}"><v>120.${r}</v></c><c r="E${r}"><v>28.${r}</v></c></row>`).join('')}`;
    const read = imported(
      workbookOf([{ name: 'S', rows, behind: '<mergeCells><mergeCell ref="C2:C4"/></mergeCells>' }]),
    );
    expect(read.good.map(({ row: { grade } }) => grade)).toEqual(['B', 'B', 'B']);
  });
});

describe('a file that is no table is refused with its cure', () => {
  const wish = { fieldOf: () => null, sheet: null, headerLine: null };
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  it.each([
    [
      'a workbook with a password',
      Buffer.concat([ole, Buffer.alloc(2_000), Buffer.from('EncryptedPackage', 'utf16le')]),
      'locked',
    ],
    ['an old workbook', Buffer.concat([ole, Buffer.alloc(2_000), Buffer.from('Workbook', 'utf16le')]), 'xls'],
  ])('%s', (_, bytes, kind) =>
    expect(readTable(bytes, wish)).toEqual({ ok: false, why: { code: 'OTHER_KIND_OF_FILE', kind } }),
  );
});

describe('a header is known', () => {
  it.each([
    ['in traditional signs', '客戶編碼,客戶名稱,經度,緯度'],
    ['in Japanese', 'コード,店舗名,経度,緯度'],
    ['in Russian', 'код,название,долгота,широта'],
    ['in Korean', '코드,상호,경도,위도'],
    ['in Spanish', 'código,nombre,longitud,latitud'],
  ])('%s', (_, names) => {
    const read = imported(`${names}\nA1,好運超市,114.15,22.28\nA2,阿花便利,114.16,22.29\n`);
    expect(Object.values(read.mapping)).toEqual(expect.arrayContaining(['name', 'lng', 'lat']));
    expect(read.good).toHaveLength(2);
  });

  it('in Big5 and in UTF-16', () => {
    const big5 = Buffer.from(
      'abc8a4e1bd73bd582cabc8a4e1a657bad92cb867abd72cbd6eabd70a41312ca66eb942b657a5ab2c3131342e31352c32322e32380a',
      'hex',
    );
    expect(imported(big5)).toMatchObject({ encoding: 'big5', good: [{ row: { code: 'A1', name: '好運超市' } }] });
    const wide = Buffer.from(`\ufeff编码\t店名\t经度\t纬度\r\n1\t甲\t120.65\t28.01\r\n`, 'utf16le');
    expect(imported(wide)).toMatchObject({ encoding: 'utf-16', good: [{ row: { code: '1', name: '甲' } }] });
  });
});
