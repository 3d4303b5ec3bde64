import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { z } from 'zod';
import { fromWgs84, type Frame } from '../../shared/frames.ts';
import type { Retailer } from '../../shared/retailers.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { guarded } from './formula.ts';
import { retailersIn } from './store.ts';

export const ExportFormat = z.enum(['csv', 'xlsx', 'geojson']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** The columns of an export, named so that an import maps them by itself. */
const columns = [
  'code', 'name', 'lng', 'lat', 'licenceNo', 'address', 'grade', 'businessType', 'scale', 'setting', 'roadCondition', 'openingHours', 'keyHours',
  'visitsPerMonth', 'minutesPerVisit', 'ordersPerMonth', 'volumePerMonth',
] as const;
type Cell = string | number | null;

/** All retailers of the scope as a file, coordinates in the frame asked for. */
export async function exportRetailers(db: Database, who: Who, asked: { format: ExportFormat; frame: Frame; unitId?: string | undefined }): Promise<Buffer> {
  const retailers = await retailersIn(db, who, { unitId: asked.unitId, after: null, limit: EVERYTHING });
  const cells = retailers.map((r) => cellsOf(r, asked.frame));
  switch (asked.format) {
    case 'csv':
      return Buffer.from(csvOf(cells));
    case 'xlsx':
      return xlsxOf(cells);
    case 'geojson':
      return Buffer.from(geoJsonOf(cells));
  }
}

/** More than any organisation has; the query's limit is one more than asked for. */
const EVERYTHING = 1_000_000;

function cellsOf(retailer: Retailer, frame: Frame): Cell[] {
  const point = fromWgs84(retailer.position, frame);
  return columns.map((c) => (c === 'lng' || c === 'lat' ? point[c] : retailer[c]));
}

/** UTF-8 with BOM, which Excel needs to see Chinese. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify([[...columns], ...rows.map((row) => row.map(harmless))], { bom: true, record_delimiter: '\r\n' });
}

/** Its texts are typed as text, which no spreadsheet runs; the guard is for whoever saves the file as CSV. */
export function xlsxOf(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  return writeXlsxFile([columns.map((value) => ({ value })), ...rows.map((row) => row.map((value) => (value === null ? null : { value: harmless(value) })))]).toBuffer();
}

function harmless<C extends Cell>(cell: C): C | string {
  return typeof cell === 'string' ? guarded(cell) : cell;
}

function geoJsonOf(rows: readonly Cell[][]): string {
  const features = rows.map((row) => {
    const { lng, lat, ...properties } = Object.fromEntries(columns.map((c, i) => [c, row[i]]));
    return { type: 'Feature', geometry: { type: 'Point', coordinates: [lng, lat] }, properties };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}
