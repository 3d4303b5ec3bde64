import type { VisitSummary } from '../visits.ts';
import { said, saidAll, type UnitName } from './said.ts';
import { coordinate, day, instant, minutes, worded, type Table } from './table.ts';

const appeals = {
  zh: { none: '无', open: '待复核', decided: '已复核' },
  en: { none: 'none', open: 'open', decided: 'decided' },
};

/** Visits with their verdict and every reason; also the review queue. */
export function visitsTable(unitName: UnitName): Table<VisitSummary> {
  return {
    name: 'visits',
    zh: '走访记录',
    en: 'Visits',
    place: (row) => row.retailerPosition,
    columns: [
      { key: 'day', zh: '日期', en: 'Day', of: (row) => day(row.day) },
      { key: 'unit', zh: '单位', en: 'Unit', width: 16, of: (row) => unitName(row.unitId) },
      { key: 'rep', zh: '客户经理', en: 'Representative', of: (row) => row.repName },
      { key: 'code', zh: '零售户编码', en: 'Retailer code', width: 16, of: (row) => row.retailerCode ?? null },
      { key: 'retailer', zh: '零售户', en: 'Retailer', width: 28, of: (row) => row.retailerName },
      { key: 'startedAt', zh: '走访开始', en: 'Start', width: 26, of: (row, say) => instant(row.startedAt, say) },
      { key: 'endedAt', zh: '走访结束', en: 'End', width: 26, of: (row, say) => instant(row.endedAt, say) },
      { key: 'dwellMin', zh: '驻店时长（分钟）', en: 'Dwell (min)', of: (row) => minutes(row.dwellS) },
      { key: 'verdict', zh: '判定', en: 'Verdict', of: (row, say) => said('state', row.state, say) },
      { key: 'reasons', zh: '原因', en: 'Why', width: 50, of: (row, say) => saidAll('reason', row.reasons, say) },
      { key: 'appeal', zh: '申诉', en: 'Appeal', of: (row, say) => worded(row.appeal, appeals, say) },
      { key: 'decision', zh: '复核结论', en: 'Decision', of: (row, say) => said('state', row.decision, say) },
      { key: 'claimedAt', zh: '事后补报', en: 'Claimed afterwards', of: (row, say) => instant(row.claimedAt, say) },
      ...coordinate<VisitSummary>((row) => row.retailerPosition),
      ...coordinate<VisitSummary>((row) => row.startPosition, { key: 'start', zh: '开始打点', en: 'Start press' }),
      ...coordinate<VisitSummary>((row) => row.endPosition, { key: 'end', zh: '结束打点', en: 'End press' }),
      { key: 'visitId', zh: '走访编号', en: 'Visit id', width: 38, of: (row) => row.visitId },
    ],
  };
}
