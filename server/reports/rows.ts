import { z } from 'zod';
import { isIn, partsOf, readsOf, type CountName, type Metric, type Part } from '../../shared/metrics.ts';
import type { ReportRow } from '../../shared/reports.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import type { Question } from './asked.ts';
import { rowsOf, type StoredRow } from './metricStore.ts';
import { countedRetailers, type CountedRetailer, type ReportDeps } from './values.ts';

interface PageAsked {
  part: Part;
  limit: number;
  cursor?: string | undefined;
}

/** A page of the rows that a number stands on. */
export async function rowPage(
  deps: ReportDeps,
  question: Question,
  { part, limit, cursor }: PageAsked,
): Promise<{ items: ReportRow[]; next: string | null }> {
  const { metric, want } = question;
  if (metric.of === 'retailer') {
    const begin = readCursor(cursor, [z.number().int().min(0)])?.[0] ?? 0;
    const rows = await retailerRows(deps, question, part);
    const items = rows.slice(begin, begin + limit);
    return { items, next: begin + limit < rows.length ? writeCursor([begin + limit]) : null };
  }
  const place = readCursor(cursor, [z.iso.date(), z.string().regex(/^[0-9a-f-]{36}( [0-9a-f-]{36})?$/)]);
  const after = place && { day: place[0], id: place[1] };
  const rows = await rowsOf(deps.db, metric.of, want, { counts: countsOfPart(metric, part), limit, after });
  const { items, next } = pageOf(rows, limit, ({ day, id }) => [day, id]);
  return { items: items.map((row) => toRow(metric, row)), next };
}

/** The counts of which a row of this part has some. */
function countsOfPart(metric: Metric, part: Part): readonly CountName[] {
  return part === 'all' ? readsOf(metric) : metric[part];
}

function toRow(metric: Metric, { id: _, counts, ...row }: StoredRow): ReportRow {
  return { of: metric.of, ...row, ...partsOf(metric, counts) };
}

/** All retailers that a number stands on, by their code. */
async function retailerRows(deps: ReportDeps, question: Question, part: Part): Promise<ReportRow[]> {
  const { metric } = question;
  return (await countedRetailers(deps, question))
    .map((one) => retailerRow(metric, one))
    .filter((row) => isIn(part, row));
}

function retailerRow(metric: Metric, one: CountedRetailer): ReportRow {
  return {
    of: 'retailer',
    day: null,
    unitId: one.unitId,
    repId: one.holderId,
    repName: one.holderName,
    visitId: null,
    retailerId: one.retailerId,
    retailerCode: one.code,
    retailerName: one.name,
    retailerPosition: one.position,
    territoryId: one.territoryId,
    grade: one.grade,
    businessType: one.businessType,
    setting: one.setting,
    ...partsOf(metric, one.counts),
  };
}

/** Every row, page by page. */
export async function* allRows(
  deps: ReportDeps,
  question: Question,
  part: Part,
  limit: number,
): AsyncGenerator<ReportRow[]> {
  for (let cursor: string | undefined; ;) {
    const { items, next }: { items: ReportRow[]; next: string | null } = await rowPage(deps, question, {
      part,
      limit,
      cursor,
    });
    yield items;
    if (next === null) return;
    cursor = next;
  }
}
