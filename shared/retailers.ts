import { z } from 'zod';
import { exportContract } from './exports.ts';
import { plain } from './problems/because.ts';
import { Frame } from './frames.ts';
import { LngLat } from './geo.ts';
import { requiredText, text } from './text.ts';

/** How much a stored coordinate is worth: only imported, confirmed by visits or a person, or surveyed on the spot. */
export const CoordinateTrust = z.enum(['imported', 'confirmed', 'surveyed']);
export type CoordinateTrust = z.infer<typeof CoordinateTrust>;

export const RoadCondition = z.enum(['good', 'fair', 'poor']);
export const Setting = z.enum(['urban', 'rural']);

/** `09:00-18:30`, several separated by commas, on the retailer's own clock. */
export const Hours = z
  .string()
  .trim()
  .max(100)
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d)*$/,
    plain('HOURS_OF_DAY'),
  );

const amount = z.number().min(0).max(1e9);

/** What a retailer's file may say beside the code and the coordinate; every field may be unknown. */
export const RetailerFacts = z.object({
  licenceNo: text(50).nullable(),
  address: text(300).nullable(),
  grade: text(8).nullable(),
  businessType: text(60).nullable(),
  scale: text(30).nullable(),
  setting: Setting.nullable(),
  roadCondition: RoadCondition.nullable(),
  openingHours: Hours.nullable(),
  keyHours: Hours.nullable(),
  visitsPerMonth: z.number().min(0).max(62).nullable(),
  minutesPerVisit: z.number().min(0).max(480).nullable(),
  ordersPerMonth: amount.nullable(),
  volumePerMonth: amount.nullable(),
});
export type RetailerFacts = z.infer<typeof RetailerFacts>;

/** One retailer as imported: the coordinate in the frame the file declares, converted at the edge and kept beside the result. */
export const RetailerRow = RetailerFacts.extend({
  code: requiredText(60),
  name: requiredText(200),
  original: LngLat,
  frame: Frame,
  position: LngLat,
  /** Name of the unit, where the file says it. */
  unitName: text(100).nullable(),
});
export type RetailerRow = z.infer<typeof RetailerRow>;

export const Retailer = RetailerFacts.extend({
  retailerId: z.uuid(),
  unitId: z.uuid(),
  code: z.string(),
  name: z.string(),
  position: LngLat,
  original: LngLat,
  frame: Frame,
  trust: CoordinateTrust,
  /** Standard error of the stored coordinate, metres. */
  sigmaM: z.number(),
  /** Radius within which a visit counts as in place, metres. */
  thresholdM: z.number(),
});
export type Retailer = z.infer<typeof Retailer>;

/** All retailers of a scope as columns, for the map: a city of 60,000 in one compact answer. */
export const RetailerPoints = z.object({
  retailerId: z.array(z.uuid()),
  name: z.array(z.string()),
  code: z.array(z.string()),
  lng: z.array(z.number()),
  lat: z.array(z.number()),
  grade: z.array(z.string().nullable()),
  unitId: z.array(z.uuid()),
  visitTerritoryId: z.array(z.uuid().nullable()),
});
export type RetailerPoints = z.infer<typeof RetailerPoints>;

/** The fields a column can be mapped to. */
export const ImportField = z.enum([
  'code',
  'name',
  'lng',
  'lat',
  'lngLat',
  'unitName',
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
  'BAD_VALUE',
  'DUPLICATE_CODE',
  'UNKNOWN_UNIT',
  'OTHER_UNIT',
  'UNREADABLE_ROW',
]);
export type RowProblem = z.infer<typeof RowProblem>;

/** A row that was not stored: its line in the file (1 is the header), why, and what it said. */
export const RowError = z.object({
  line: z.number().int(),
  problem: RowProblem,
  field: ImportField.nullable(),
  /** What is wrong, in English, for programs and the command line. */
  detail: z.string(),
  /** What the file says there, as it stands: for people, beside the problem in their own language. */
  says: z.string().default(''),
});
export type RowError = z.infer<typeof RowError>;

export const ImportPreview = z.object({
  fileName: z.string(),
  encoding: z.enum(['utf-8', 'gb18030', 'xlsx']),
  columns: z.array(z.string()),
  mapping: ImportMapping,
  /** Fields the file must give and the mapping does not. */
  missing: z.array(ImportField),
  rowCount: z.number().int(),
  goodCount: z.number().int(),
  sample: z.array(RetailerRow),
  errors: z.array(RowError),
  errorCount: z.number().int(),
  /** Coordinates that three or more rows share: a geocoder's fallback, most likely. */
  sharedCoordinateRows: z.number().int(),
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
  /** Why a failed run failed; what it stored before stays. */
  failure: z.string().nullable(),
});
export type ImportRun = z.infer<typeof ImportRun>;

/**
 * What somebody who stood there, or who is sure, says of a coordinate. Left out is left as it is; a new trust without
 * `sigmaM` takes what is usual for it. Visits there are judged again.
 */
export const CoordinateChange = z.strictObject({
  retailerId: z.uuid(),
  /** WGS-84. */
  position: LngLat.optional(),
  trust: CoordinateTrust.optional(),
  sigmaM: z.number().min(0.1).max(5_000).optional(),
  thresholdM: z.number().min(10).max(5_000).optional(),
});
export type CoordinateChange = z.infer<typeof CoordinateChange>;

export const CoordinateChanges = z.strictObject({ changes: z.array(CoordinateChange).min(1).max(5_000) });
export type CoordinateChanges = z.infer<typeof CoordinateChanges>;

const RetailerFilter = { q: text(100).optional(), unitId: z.uuid().optional() };

export const exportRetailers = exportContract({
  path: '/retailers/export',
  summary: 'Retailers of my units as a file: CSV, XLSX or GeoJSON, in the frame asked for',
  action: 'retailers.read',
  filter: RetailerFilter,
});
