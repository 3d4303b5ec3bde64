import { randomUUID } from 'node:crypto';
import writeXlsxFile from 'write-excel-file/node';
import type { fileProblems, retailerProblems } from '../../shared/problems/retailers.ts';
import type { rowProblems } from '../../shared/problems/rows.ts';
import type { TestServer } from '../helpers/server.ts';
import { after, day, get, post, sent, HERE, type Provocation, type Provocations } from '../problems/provoke.ts';

type Query = Record<string, string>;
const previewed = (file: string | Buffer, query: Query = {}, login = 'admin'): Provocation =>
  sent(
    login,
    `/retailers/import/preview?${new URLSearchParams({ fileName: 'a.csv', frame: 'wgs84', ...query }).toString()}`,
    file,
    { 'Content-Type': 'application/octet-stream' },
  );

/** A file of one good row beside the one that is shown. */
const rows = (row: string) => previewed(`code,name,lng,lat,unit\nG1,Good shop,120.65,28.01,East\n${row}\n`);
/** A shop of which the file says one thing more. */
const shop = (field: string, ...cells: string[]) =>
  previewed(`code,name,lng,lat,more\n${cells.map((cell, i) => `N${i},Shop,120.65,28,"${cell}"`).join('\n')}\n`, {
    mapping: JSON.stringify({ code: 'code', name: 'name', lng: 'lng', lat: 'lat', more: field }),
  });
const mapped = (mapping: object) => previewed('a,b,c,d\n1,2,120.6,28', { mapping: JSON.stringify(mapping) });

const lifeOf =
  (code: string) =>
  ({ retailers }: TestServer): string =>
    `/retailers/${retailers.get(code)!}/life`;

export const retailerProvocations: Provocations<typeof retailerProblems> = {
  NO_SUCH_RETAILER: get('admin', `/retailers/${randomUUID()}`),
  NO_SUCH_IMPORT: get('admin', `/retailers/imports/${randomUUID()}`),
  IMPORT_NOT_STORED: { unprovoked: 'the database has to fail', test: 'test/retailers/import.test.ts' },
  IMPORT_PROCESS_ENDED: { unprovoked: 'a process has to be silent for minutes', test: 'test/retailers/import.test.ts' },
  RETAILERS_NOT_YOURS: post('admin', '/retailers/coordinates', {
    changes: [{ retailerId: randomUUID(), trust: 'confirmed' }],
  }),
  RETAILER_TWICE: post('admin', '/retailers/coordinates', ({ retailers }) => ({
    changes: [1, 2].map(() => ({ retailerId: retailers.get('E1'), trust: 'confirmed' })),
  })),
  MOVE_WITHOUT_PLACE: post('admin', '/retailers/coordinates', ({ retailers }) => ({
    changes: [{ retailerId: retailers.get('E1'), fromDay: '2026-01-05' }],
  })),
  MOVE_IN_FUTURE: post('admin', '/retailers/coordinates', ({ retailers }) => ({
    changes: [{ retailerId: retailers.get('E1'), fromDay: day(9), position: HERE }],
  })),
  LIFE_NO_CHANGE: post('admin', lifeOf('E1'), { deed: 'resumed', fromDay: day(0), word: 'seen open' }),
  LIFE_SAID_LATER: after(
    post('admin', lifeOf('E4'), { deed: 'closed', fromDay: day(300), word: 'shut' }),
    post('admin', lifeOf('E4'), { deed: 'paused', fromDay: day(299), word: 'holidays' }),
  ),
  LIFE_NOTHING_SAID: post('admin', lifeOf('E1'), { deed: 'withdrawn', fromDay: day(0), word: 'a slip' }),
  NOTHING_SAID: post('admin', ({ retailers }) => `/retailers/${retailers.get('E1')}/facts`, {
    fromDay: day(0),
    word: 'a letter',
  }),
  NOT_A_MAPPING: previewed('code,name\n1,A', { mapping: 'code=code' }),
  NO_SUCH_COLUMN: mapped({ number: 'code' }),
  MAPPED_TWICE: mapped({ a: 'code', b: 'code' }),
};

/** A workbook is a ZIP archive, and this is the beginning of one. */
const ZIP = Buffer.from('PK\x03\x04 and no more', 'latin1');
const inTests = 'test/tables/xlsx.test.ts';

export const fileProvocations: Provocations<typeof fileProblems> = {
  OTHER_KIND_OF_FILE: previewed('%PDF-1.7'),
  NOT_TEXT: previewed(Buffer.from('8120'.repeat(200), 'hex')), // half characters of every encoding that is read
  FILE_EMPTY: previewed('\n\n'),
  NO_HEADER: previewed('retailers\nof the east'),
  NO_SUCH_SHEET: async (server) =>
    previewed(await writeXlsxFile([[{ value: 'code' }, { value: 'name' }]]).toBuffer(), { sheet: 'Of nobody' })(server),
  WORKBOOK_DAMAGED: previewed(ZIP),
  WORKBOOK_TOO_LARGE: { unprovoked: 'it unpacks to 200 MB', test: inTests },
  WORKBOOK_TOO_WIDE: { unprovoked: 'it needs a workbook made by hand', test: inTests },
  READING_TOO_LONG: { unprovoked: 'a file has a minute to be read', test: 'test/retailers/hostileWorkbook.test.ts' },
  READING_TOO_MUCH: {
    unprovoked: 'it needs as much memory as a process may have',
    test: 'test/retailers/hostileWorkbook.test.ts',
  },
};

export const rowProvocations: Provocations<typeof rowProblems> = {
  NO_CODE: rows(',No code,120.65,28,East'),
  NO_NAME: rows('N1,,120.65,28,East'),
  NO_COORDINATE: rows('N2,No coordinate,,,East'),
  BAD_COORDINATE: rows('N3,Bad coordinate,east,28,East'),
  NULL_ISLAND: rows('N4,Nowhere,0,0,East'),
  SWAPPED_COORDINATE: rows('N5,Swapped,28,120.65,East'),
  DUPLICATE_CODE: rows('G1,Again,120.65,28,East'),
  // from somebody who may not add units
  UNKNOWN_UNIT: previewed(
    'code,name,lng,lat,unit\nG1,Good,120.65,28.01,East\nN6,Elsewhere,120.65,28,Atlantis\n',
    {},
    'planner.east',
  ),
  OTHER_UNIT: previewed('code,name,lng,lat,unit\nN7,Of others,120.15,28,West\n', {}, 'planner.east'),
  CELLS_DIFFER: rows('N8,Too many,120.65,28,East,more,and,more'),
  QUOTE_NOT_CLOSED: rows('N9,"Open,120.65,28,East'),
  BYTES_BROKEN: previewed(
    Buffer.concat([
      Buffer.from(`code,name,lng,lat\n${'G,鹿城商店,120.65,28\n'.repeat(50)}B,`),
      Buffer.from([0xff, 0xff]),
      Buffer.from(',120.65,28\n'),
    ]),
  ),
  SHORTENED_BY_SPREADSHEET: rows('3.30302E+11,Shortened,120.65,28,East'),
  LOOKS_LIKE_ANOTHER: rows('А1B,Cyrillic,120.65,28,East'),
  FAR_COORDINATE: previewed(
    `code,name,lng,lat\n${Array.from({ length: 60 }, (_, i) => `F${i},Shop,120.6${i},28.0${i}`).join('\n')}\nF99,Abroad,10,50\n`,
  ),
  HOURS_BY_WEEKDAY: shop('openingHours', '周一至周五 8:00-18:00'),
  UNIT_UNKNOWN: shop('ordersPerMonth', '5 furlongs'),
  UNIT_DIFFERS: shop('ordersPerMonth', '5条', '6条', '7箱'),
  NUMBER_AMBIGUOUS: shop('ordersPerMonth', '1.5', '1,5', '1.200'),
  NOT_A_NUMBER: shop('ordersPerMonth', 'some'),
  NOT_A_FREQUENCY: shop('visitsPerMonth', '每0周1次'),
};

export const hoursOfDay = shop('openingHours', 'from dawn');
