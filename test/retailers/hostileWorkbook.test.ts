import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFileAside } from '../../server/retailers/readAside.ts';

const FORMATS = 'http://schemas.openxmlformats.org';
const DOCUMENT = `${FORMATS}/officeDocument/2006/relationships`;
const PACKAGE = `${FORMATS}/package/2006`;
const SHEETS = `${FORMATS}/spreadsheetml/2006/main`;

/** A workbook of one sheet with these cells, by what stands in their reference. */
function workbook(references: readonly string[]): Uint8Array {
  const cells = references.map((r) => `<c r="${r}" t="inlineStr"><is><t>x</t></is></c>`).join('');
  const link = (type: string, target: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="a" Type="${DOCUMENT}/${type}" Target="${target}"/></Relationships>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': link('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${SHEETS}" xmlns:r="${DOCUMENT}"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': link('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEETS}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const read = (bytes: Uint8Array) =>
  readFileAside({ bytes, frame: 'wgs84', mapping: null, unitNames: [], sheet: null, headerLine: null });

describe('a workbook', () => {
  it.each(['ZZZZZZ1', 'XFE1', 'A1048577', 'A99999999999999999999'])(
    'with a cell at %s is refused before its array is made',
    async (cell) => {
      expect(await read(workbook(['A1', cell]))).toMatchObject({ ok: false, why: { code: 'WORKBOOK_TOO_WIDE' } });
    },
  );

  it('whose far cell is hidden from that look ends the process that reads it, and no other', async () => {
    const found = await read(workbook(['A1', '&#90;ZZZZZ1']));
    expect(found).toMatchObject({ ok: false });
    expect(await read(workbook(['A1', 'B1']))).toMatchObject({ ok: true, columns: expect.any(Array) as string[] });
  });

  it('is one of two that are read at a time; ten wait, and more are told to come back', async () => {
    const bytes = workbook(['A1', 'B1']);
    const asked = await Promise.allSettled(Array.from({ length: 14 }, () => read(bytes)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
    expect(refused.map(({ code }) => code)).toEqual(['OVERLOADED', 'OVERLOADED']);
  });
});
