import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readFileAside } from '../../server/retailers/readAside.ts';
import { readTable } from '../../server/tables/readTable.ts';
import { unpackedBytes } from '../../server/tables/archive.ts';
import { fieldOf } from '../../server/retailers/columnWords.ts';

const wish = { fieldOf, sheet: null, headerLine: null };

/** The smallest ZIP archive that holds one entry; `claimed` is the size it gives for it. */
function zipOf(content: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(content);
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

describe('a workbook', () => {
  it('gives the text of its first sheet: numbers, dates and yes/no too, with the sheet’s row numbers', async () => {
    const bytes = await writeXlsxFile([
      [{ value: '零售户清单' }],
      [{ value: '编码' }, { value: '店名' }, { value: '经度' }, { value: '日期' }, { value: '开业' }],
      [
        { value: 330302100001 },
        { value: '甲' },
        { value: 120.65102565544423 },
        { value: new Date('2024-02-03T00:00:00Z'), format: 'yyyy-mm-dd' },
        { value: true },
      ],
      [],
      [{ value: '00012' }, { value: '两\n行' }, null, null, { value: false }],
    ]).toBuffer();
    const read = readTable(bytes, wish);
    expect(read).toMatchObject({
      ok: true,
      table: {
        headerLine: 2,
        sheet: 'Sheet1',
        encoding: 'xlsx',
        columns: ['编码', '店名', '经度', '日期', '开业'],
        rows: [
          { line: 3, cells: ['330302100001', '甲', '120.65102565544423', '2024-02-03', 'true'] },
          { line: 5, cells: ['00012', '两\n行', '', '', 'false'] },
        ],
        problems: [],
      },
    });
  });

  it('is measured by what it really unpacks to, whatever it claims', () => {
    const zip = zipOf(Buffer.alloc(5_000_000), 10);
    expect(zip.length).toBeLessThan(20_000);
    expect(unpackedBytes(zip, 10_000_000)).toBe(5_000_000);
    expect(unpackedBytes(zip, 1_000_000)).toBeGreaterThan(1_000_000);
    expect(unpackedBytes(zip.subarray(0, 900), 1_000_000)).toBeNull();
  });

  it('that unpacks to too much is refused before it is unpacked', async () => {
    expect(readTable(zipOf(Buffer.alloc(210_000_000), 100), wish)).toEqual({
      ok: false,
      why: { code: 'WORKBOOK_TOO_LARGE', mb: 200 },
    });
  });

  it('is read in a thread that gives the same answer', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'code' }, { value: 'name' }, { value: 'lng' }, { value: 'lat' }],
      [{ value: 'a' }, { value: 'A' }, { value: 120.5 }, { value: 28.5 }],
    ]).toBuffer();
    const read = await readFileAside({
      bytes,
      frame: 'wgs84',
      mapping: null,
      unitNames: [],
      sheet: null,
      headerLine: null,
    });
    expect(read).toMatchObject({
      ok: true,
      encoding: 'xlsx',
      rowCount: 1,
      missing: [],
      good: [{ line: 2, row: { code: 'a', position: { lng: 120.5, lat: 28.5 } } }],
    });
    expect(
      await readFileAside({
        bytes: Buffer.from('x'),
        frame: 'wgs84',
        mapping: null,
        unitNames: [],
        sheet: null,
        headerLine: null,
      }),
    ).toMatchObject({ ok: false, why: { code: 'NO_HEADER' } });
    expect(
      await readFileAside({
        bytes,
        frame: 'wgs84',
        mapping: { nope: 'code' },
        unitNames: [],
        sheet: null,
        headerLine: null,
      }),
    ).toMatchObject({
      ok: false,
      why: { code: 'NO_SUCH_COLUMN', column: 'nope' },
    });
  });
});
