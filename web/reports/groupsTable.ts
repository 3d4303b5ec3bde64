// Pure: the figures that are shown, as a table for a file.
import type { Cut, Metric } from '../../shared/metrics.ts';
import type { Group } from '../../shared/reports.ts';
import { rounded, type Table } from '../../shared/tables/table.ts';

export interface GroupOnFile extends Group {
  said: string;
}

/** A row a group, as the server counted it: shares are parts of one. */
export function groupsTable(
  { id, form }: Metric,
  by: Cut | null,
  head: { zh: string; en: string },
): Table<GroupOnFile> {
  const digits = form === 'count' ? 0 : 6;
  const bands = {
    above: { zh: '高于同行', en: 'above' },
    expected: { zh: '相当', en: 'as expected' },
    below: { zh: '低于同行', en: 'below' },
  };
  return {
    name: `report-${id}`,
    zh: '分析',
    en: 'Report',
    columns: [
      { key: 'group', zh: head.zh, en: head.en, width: 24, of: (row) => row.said },
      { key: 'value', zh: '数值', en: 'Value', of: (row) => rounded(row.value, digits) },
      { key: 'num', zh: '分子', en: 'Numerator', of: (row) => rounded(row.num, 3) },
      { key: 'den', zh: '分母', en: 'Denominator', of: (row) => rounded(row.den, 3) },
      { key: 'low', zh: '区间下限', en: 'Interval from', of: (row) => rounded(row.low, 6) },
      { key: 'high', zh: '区间上限', en: 'Interval to', of: (row) => rounded(row.high, 6) },
      { key: 'undecided', zh: '待定', en: 'Undecided', of: (row) => rounded(row.undecided, 3) },
      { key: 'atLeast', zh: '至少', en: 'At least', of: (row) => rounded(row.atLeast, 6) },
      { key: 'atMost', zh: '至多', en: 'At most', of: (row) => rounded(row.atMost, 6) },
      { key: 'compared', zh: '可比值', en: 'Compared', of: (row) => rounded(row.compared?.value ?? null, 6) },
      {
        key: 'band',
        zh: '与同行相比',
        en: 'Among peers',
        of: (row, say) => (row.band && say.lang ? bands[row.band][say.lang] : row.band),
      },
      { key: 'placeFrom', zh: '名次自', en: 'Place from', of: (row) => row.place?.from ?? null },
      { key: 'placeTo', zh: '名次至', en: 'Place to', of: (row) => row.place?.to ?? null },
      { key: 'key', zh: '键', en: 'Key', width: 38, of: (row) => (by === null ? null : row.key) },
    ],
  };
}
