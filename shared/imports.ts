import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { requiredText, text } from './text.ts';
import { z } from 'zod';
import { SentReason } from './errors.ts';
import { Frame } from './frames.ts';
import { RetailerRow, RetailerState } from './retailers.ts';
import { TerritoryKind } from './territories.ts';

/** The fields a column can be mapped to. */
export const ImportField = z.enum([
  'code',
  'name',
  'lng',
  'lat',
  'lngLat',
  'unitName',
  'visitTerritory',
  'orderCallTerritory',
  'deliveryTerritory',
  'rep',
  'licenceNo',
  'address',
  'grade',
  'businessType',
  'scale',
  'setting',
  'roadCondition',
  'openingHours',
  'keyHours',
  'visitsPerMonth',
  'minutesPerVisit',
  'ordersPerMonth',
  'volumePerMonth',
  'contact',
  'phone',
]);
export type ImportField = z.infer<typeof ImportField>;

/** Column name → field; a column left out is not imported. */
export const ImportMapping = z.record(z.string(), ImportField);
export type ImportMapping = z.infer<typeof ImportMapping>;

export const RowProblem = z.enum([
  'NO_CODE',
  'NO_NAME',
  'NO_COORDINATE',
  'BAD_COORDINATE',
  'NULL_ISLAND',
  'SWAPPED_COORDINATE',
  'FAR_COORDINATE',
  'BAD_VALUE',
  'DUPLICATE_CODE',
  'UNKNOWN_UNIT',
  'OTHER_UNIT',
  'UNREADABLE_ROW',
]);
export type RowProblem = z.infer<typeof RowProblem>;

/** A row that was not stored, or was stored without something it says: its line in the file, why, and what it said. */
export const RowError = z.object({
  line: z.number().int(),
  problem: RowProblem,
  field: ImportField.nullable(),
  /** What is wrong, in English, for programs and the command line. */
  detail: z.string(),
  /** What the file says there, as it stands: for people, beside the problem in their own language. */
  says: z.string().default(''),
  /** Everything that is wrong with it, as codes; runs of before have none. */
  reasons: z.array(SentReason).default([]),
  /** The row is stored; what cannot be read of it was left out. */
  isStored: z.boolean().optional(),
});
export type RowError = z.infer<typeof RowError>;

/** A row of a retailer that is paused or closed: it was stored, and the retailer stays what it is. */
export const NotOpenRow = z.object({
  line: z.number().int(),
  code: z.string(),
  name: z.string(),
  state: RetailerState.exclude(['open']),
});
export type NotOpenRow = z.infer<typeof NotOpenRow>;

/** A name in the rep column that is not one rep's. */
export const UnknownRep = z.object({
  name: z.string(),
  rowCount: z.number().int(),
  /** Of the first of its rows. */
  unitName: z.string(),
  /** Nobody has this login or name; several reps have the name; whoever has it is no rep, or may not sign in. */
  why: z.enum(['unknown', 'ambiguous', 'notRep']),
});
export type UnknownRep = z.infer<typeof UnknownRep>;

/** What a file says of the organisation's structure: what there is not yet is made with the import. */
export const ImportStructure = z.object({
  newUnits: z.array(z.string()),
  newTerritories: z.array(
    z.object({
      kind: TerritoryKind,
      name: z.string(),
      unitName: z.string(),
      repName: z.string().nullable(),
      retailerCount: z.number().int(),
    }),
  ),
  /** Retailers that enter a territory, or leave another one for it. */
  placedCount: z.number().int(),
  /** Territories that get a rep, or another one. */
  repCount: z.number().int(),
  /** Their retailers are stored, and their territories have no rep by this file. */
  unknownReps: z.array(UnknownRep),
  /** Territories whose rows name several reps: the one of most rows has it. */
  sharedTerritories: z.array(z.string()),
});
export type ImportStructure = z.infer<typeof ImportStructure>;

export const ImportPreview = z.object({
  fileName: z.string(),
  encoding: z.enum(['utf-8', 'utf-16', 'gb18030', 'big5', 'xlsx']),
  /** Of a workbook: the sheet that was read, and which there are. */
  sheet: z.string().nullable(),
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
  /** The line that names the columns; 0 where the file has none. */
  headerLine: z.number().int(),
  columns: z.array(z.string()),
  mapping: ImportMapping,
  /** Fields the file must give and the mapping does not. */
  missing: z.array(ImportField),
  /** What serves as the code where no column gives one. */
  codeFrom: z.enum(['code', 'licenceNo', 'name']).nullable(),
  rowCount: z.number().int(),
  goodCount: z.number().int(),
  sample: z.array(RetailerRow),
  errors: z.array(RowError),
  errorCount: z.number().int(),
  /** Rows that are stored without something that cannot be read. */
  notes: z.array(RowError),
  noteCount: z.number().int(),
  /** Coordinates that three or more rows share: a geocoder's fallback, most likely. */
  sharedCoordinateRows: z.number().int(),
  /** Null where the file says nothing of units, territories and reps. */
  structure: ImportStructure.nullable(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportRun = z.object({
  importId: z.uuid(),
  fileName: z.string(),
  frame: Frame,
  state: z.enum(['running', 'done', 'failed']),
  rowCount: z.number().int(),
  doneCount: z.number().int(),
  createdCount: z.number().int(),
  updatedCount: z.number().int(),
  unchangedCount: z.number().int(),
  errorCount: z.number().int(),
  /** Complete once the run has ended, up to 20,000 rows. */
  errors: z.array(RowError),
  /** Rows that are stored without something that could not be read. */
  notes: z.array(RowError).default([]),
  /** Rows of retailers that are not open: no file opens one again. */
  notOpen: z.array(NotOpenRow),
  /** What was made of the file's structure, once the run has ended; null where it says none. */
  structure: ImportStructure.nullable().default(null),
  /** Why a failed run failed, in English for programs and as a code; runs of before have none. What it stored before stays. */
  failure: z.string().nullable(),
  failureReason: SentReason.nullable().default(null),
});
export type ImportRun = z.infer<typeof ImportRun>;

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

export const ImportQuery = z.strictObject({
  fileName: requiredText(200),
  frame: Frame,
  /** Where rows go that name no unit; the caller's own unless said. */
  unitId: z.uuid().optional(),
  mapping: MappingText.optional(),
  /** Of a workbook; the visible sheet that looks most like a list of retailers unless said. */
  sheet: text(100).optional(),
  /** The line that names the columns, 0 where the file has none; found unless said. */
  headerLine: z.coerce.number<number>().int().min(0).max(1_048_576).optional(),
});
export type ImportQuery = z.output<typeof ImportQuery>;

export const previewImport = contract({
  method: 'post',
  path: '/retailers/import/preview',
  summary: 'What an import of this file would do: columns, mapping, sample, bad rows. The body is the file',
  action: 'retailers.import',
  query: ImportQuery,
  body: fileBody,
  reply: ImportPreview,
});

export const startImport = contract({
  method: 'post',
  path: '/retailers/imports',
  summary: 'Import a file of retailers (CSV or XLSX); it goes on in the background. The body is the file',
  action: 'retailers.import',
  query: ImportQuery,
  body: fileBody,
  reply: ImportRun,
  status: 202,
});

export const readImport = contract({
  method: 'get',
  path: '/retailers/imports/:importId',
  summary: 'How far an import is, and every row it could not store',
  action: 'retailers.import',
  params: z.strictObject({ importId: z.uuid() }),
  query: z.strictObject({}),
  reply: ImportRun,
});

export const importContracts = { previewImport, startImport, readImport };
