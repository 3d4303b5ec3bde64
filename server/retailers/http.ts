import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { plain } from '../../shared/problems/because.ts';
import { Frame } from '../../shared/frames.ts';
import { packColumns } from '../../shared/retailerColumns.ts';
import { CoordinateChanges, Retailer, RetailerPoints } from '../../shared/retailers.ts';
import { ImportMapping, ImportPreview, ImportRun } from '../../shared/imports.ts';
import { page, PageQuery, requiredText, text } from '../../shared/text.ts';
import type { Who } from '../auth.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobKind } from '../jobs.ts';
import { retailerExport } from './export.ts';
import { queueImport, type ImportInput } from './import.ts';
import { previewFile, type ImportFile, type Importer } from './readImport.ts';
import { runIn } from './importStore.ts';
import {
  announceRetailers,
  changeCoordinates,
  retailerColumns,
  retailerIn,
  retailerPoints,
  retailersIn,
} from './store.ts';

export interface RetailerDeps {
  db: Database;
  given: Pick<Given, 'queue'>;
  importJob: JobKind<ImportInput>;
}

const compress = promisify(gzip);

/** A city's 60,000 retailers with 20 columns are about 12 MB of CSV. */
const fileBody = { maxBytes: 30_000_000 };

const MappingText = z
  .string()
  .max(20_000)
  .transform((json, context) => {
    try {
      const read = ImportMapping.safeParse(JSON.parse(json));
      if (read.success) return read.data;
      context.addIssue(plain('NOT_A_MAPPING'));
    } catch {
      context.addIssue(plain('NOT_A_MAPPING'));
    }
    return z.NEVER;
  });

const ImportQuery = z.strictObject({
  fileName: requiredText(200),
  frame: Frame,
  /** Where rows go that name no unit; the caller's own unless said. */
  unitId: z.uuid().optional(),
  mapping: MappingText.optional(),
});

export function retailerEndpoints({ db, given, importJob }: RetailerDeps): Endpoint[] {
  function importOf(who: Who, query: z.output<typeof ImportQuery>, bytes: Buffer): [Importer, ImportFile] {
    const unitId = query.unitId ?? who.unitId;
    inScope(who, unitId);
    return [
      { orgId: who.orgId, personId: who.personId, unitId, unitIds: who.unitIds },
      { fileName: query.fileName, bytes, frame: query.frame, mapping: query.mapping ?? null },
    ];
  }

  return [
    endpoint(
      {
        method: 'get',
        path: '/retailers',
        summary: 'Retailers of my units by code; q searches code, name, address and licence number',
        action: 'retailers.read',
        query: PageQuery.extend({ q: text(100).optional(), unitId: z.uuid().optional() }).strict(),
        reply: page(Retailer),
      },
      async ({ who, query }) => {
        const after = readCursor(query.cursor, [text(100)])?.[0] ?? null;
        return pageOf(await retailersIn(db, who, { ...query, after }), query.limit, (r) => [r.code]);
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/retailers/points',
        summary: 'All retailers of my units as columns, for the map',
        action: 'retailers.read',
        query: z.strictObject({ unitId: z.uuid().optional() }),
        reply: RetailerPoints,
      },
      ({ who, query }) => retailerPoints(db, who, query.unitId),
    ),
    endpoint(
      {
        method: 'get',
        path: '/retailers/columns',
        summary: 'The same as bytes, for maps of a whole city; shared/retailerColumns.ts reads them',
        action: 'retailers.read',
        query: z.strictObject({ unitId: z.uuid().optional() }),
        reply: { contentType: 'application/octet-stream' },
      },
      async ({ who, query, req, res }) => {
        const packed = packColumns(await retailerColumns(db, who, query.unitId));
        if (!req.acceptsEncodings('gzip')) return Buffer.from(packed.buffer);
        res.setHeader('Content-Encoding', 'gzip');
        res.vary('Accept-Encoding');
        return compress(packed, { level: 1 }); // 2.7 MB to 1.7 in 50 ms; level 6 takes half as long again for 20 kB
      },
    ),
    retailerExport(db),
    endpoint(
      {
        method: 'post',
        path: '/retailers/import/preview',
        summary: 'What an import of this file would do: columns, mapping, sample, bad rows. The body is the file',
        action: 'retailers.import',
        query: ImportQuery,
        body: fileBody,
        reply: ImportPreview,
      },
      ({ who, query, body }) => previewFile(db, ...importOf(who, query, body)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/retailers/imports',
        summary: 'Import a file of retailers (CSV or XLSX); it goes on in the background. The body is the file',
        action: 'retailers.import',
        query: ImportQuery,
        body: fileBody,
        reply: ImportRun,
        status: 202,
      },
      ({ who, query, body }) => queueImport(db, given.queue, importJob, who, ...importOf(who, query, body)),
    ),
    endpoint(
      {
        method: 'get',
        path: '/retailers/imports/:importId',
        summary: 'How far an import is, and every row it could not store',
        action: 'retailers.import',
        params: z.strictObject({ importId: z.uuid() }),
        query: z.strictObject({}),
        reply: ImportRun,
      },
      async ({ who, params }) => found(await runIn(db, who, params.importId), 'NO_SUCH_IMPORT'),
    ),
    endpoint(
      {
        method: 'post',
        path: '/retailers/coordinates',
        summary: 'Correct, confirm or survey coordinates and set visit radii; visits there are judged again',
        action: 'retailers.correct',
        body: CoordinateChanges,
        reply: z.object({ changed: z.number().int() }),
      },
      ({ who, body }) =>
        db.transaction(async (tx) => {
          const wanted = new Set(body.changes.map((c) => c.retailerId)).size;
          if (wanted !== body.changes.length) throw badField('body.changes', 'RETAILER_TWICE');
          const changed = await changeCoordinates(tx, who, body.changes);
          if (changed !== wanted) throw new AppError('RETAILERS_NOT_YOURS', { missing: wanted - changed, wanted });
          await announceRetailers(tx, who.orgId, who.unitIds);
          return { changed };
        }),
    ),
    endpoint(
      {
        method: 'get',
        path: '/retailers/:retailerId',
        summary: 'One retailer',
        action: 'retailers.read',
        params: z.strictObject({ retailerId: z.uuid() }),
        query: z.strictObject({}),
        reply: Retailer,
      },
      async ({ who, params }) => found(await retailerIn(db, who, params.retailerId), 'NO_SUCH_RETAILER'),
    ),
  ];
}

function inScope(who: Who, unitId: string): void {
  if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
}

function found<T>(row: T | null, what: 'NO_SUCH_IMPORT' | 'NO_SUCH_RETAILER'): T {
  if (row === null) throw new AppError(what);
  return row;
}
