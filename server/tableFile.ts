import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { z } from 'zod';
import { AsFile, type exportContract } from '../shared/exports.ts';
import type { LookWay } from '../shared/looks.ts';
import { contentType, formOf, SHEET_PART, workbookParts, type Form } from '../shared/tables/forms.ts';
import { fileName, instant, type Saying, type Table, type TableFormat } from '../shared/tables/table.ts';
import type { Who } from './auth.ts';
import { badField } from './errors.ts';
import { endpoint, type Endpoint } from './http.ts';
import type { Seen } from './looks.ts';

/** Rows read and written at a time: less than a megabyte in memory, and some 5 ms of this thread, whatever a table has. */
export const EXPORT_PAGE = 500;

type AnyExport = ReturnType<typeof exportContract<z.ZodRawShape, LookWay | undefined>>;

export interface ExportOf<Row, C extends AnyExport> {
  /** The table, where it needs something read first. @throws AppError */
  table(who: Who): Table<Row> | Promise<Table<Row>>;
  /** All rows of the caller's scope, page by page. @throws AppError before the first page */
  pages(who: Who, query: z.output<C['query']>, now: Date): AsyncIterable<readonly Row[]>;
  /** Where rows hold positions of people: whose. */
  seen?(rows: readonly Row[]): Seen[];
  /** Which rows they are, for the file's name: a day, a unit. */
  named(query: z.output<C['query']>, today: string): (string | null | undefined)[];
}

/** A list of the API as a file, sent as it is read. */
export function exportEndpoint<Row, C extends AnyExport>(contract: C, of: ExportOf<Row, C>): Endpoint {
  return endpoint(contract as AnyExport, async ({ who, query, now, res, look }) => {
    const { format, frame, lang } = query as unknown as z.output<z.ZodObject<typeof AsFile>>;
    const filter = query as z.output<C['query']>;
    const table = await of.table(who);
    if (format === 'geojson' && !table.place)
      throw badField('query.format', 'NO_PLACE_IN_TABLE', { table: table.name });
    const say: Saying = { lang: lang ?? null, zone: who.timeZone, frame };
    const pages = lookedAt(of, of.pages(who, filter, now), look)[Symbol.asyncIterator]();
    const first = await pages.next(); // what is wrong is said before the answer begins
    const name = fileName(table, format, say, of.named(filter, instant(now.toISOString(), say)!.slice(0, 10)));
    res.type(contentType[format]);
    res.setHeader(
      'Content-Disposition',
      `attachment; filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    await pipeline(
      Readable.from(fileOf(table, format, say, joinedPages(first, pages)), { objectMode: false }),
      res,
    ).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return; // a client that left
      throw error; // the connection is cut, so that half a file is noticed
    });
    return '';
  });
}

/** Each page's look is on record before the page is written. */
async function* lookedAt<Row>(
  { seen }: { seen?(rows: readonly Row[]): Seen[] },
  pages: AsyncIterable<readonly Row[]>,
  look: (seen: readonly Seen[]) => Promise<void>,
): AsyncGenerator<readonly Row[]> {
  for await (const rows of pages) {
    if (seen) await look(seen(rows));
    yield rows;
  }
}

async function* joinedPages<Row>(
  first: IteratorResult<readonly Row[], unknown>,
  rest: AsyncIterator<readonly Row[], unknown>,
): AsyncGenerator<readonly Row[]> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

/** The file of a table, piece by piece. An XLSX is packed on the way, by the threads that Node has for it. */
export async function* fileOf<Row>(
  table: Table<Row>,
  format: TableFormat,
  say: Saying,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Uint8Array> {
  const text = textOf(formOf(table, format, say), pages);
  if (format === 'xlsx') yield* workbook(workbookParts(table, say), text);
  else for await (const piece of text) yield Buffer.from(piece);
}

/** The container of an XLSX around its sheet, which is read as fast as the file is taken. */
async function* workbook(
  parts: readonly { name: string; text: string }[],
  sheet: AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const rows = Readable.from(sheet, { objectMode: false });
  rows.on('error', (error) => out.destroy(error)); // yazl does not listen to a stream it is given
  for (const { name, text } of parts) zip.addBuffer(Buffer.from(text), name, ZIP_DAY);
  zip.addReadStream(rows, SHEET_PART, ZIP_DAY);
  zip.end();
  try {
    yield* out as AsyncIterable<Uint8Array>;
  } finally {
    rows.destroy(); // a file that is not taken to its end reads no further
  }
}

/** A small workbook whose parts are all there. */
export async function packed(parts: readonly { name: string; text: string }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, text } of parts) zip.addBuffer(Buffer.from(text), name, ZIP_DAY);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The same rows give the same file, whenever it is asked for. */
const ZIP_DAY = { mtime: new Date('1980-01-01T00:00:00Z'), forceDosTimestamp: true };

async function* textOf<Row>(form: Form<Row>, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  yield form.begin;
  let count = 0;
  for await (const rows of pages) {
    let text = '';
    for (const row of rows) text += form.row(row, count++);
    yield text;
    await setImmediate(); // other requests have their turn between two pages
  }
  yield form.end(count);
}
