import type { ReportRow } from '../reports.ts';
import type { UnitName } from './said.ts';
import { coordinate, day, rounded, type Table } from './table.ts';

/** The rows that a number of a report stands on: what each adds above, below and beside it. */
export function reportRowsTable(unitName: UnitName): Table<ReportRow> {
  return {
    name: 'report-rows',
    zh: '报表明细',
    en: 'Report rows',
    place: (row) => row.retailerPosition,
    columns: [
      { key: 'day', zh: '日期', en: 'Day', of: (row) => day(row.day) },
      { key: 'unit', zh: '单位', en: 'Unit', width: 16, of: (row) => unitName(row.unitId) },
      { key: 'rep', zh: '客户经理', en: 'Representative', of: (row) => row.repName },
      { key: 'code', zh: '零售户编码', en: 'Retailer code', width: 16, of: (row) => row.retailerCode },
      { key: 'retailer', zh: '零售户', en: 'Retailer', width: 28, of: (row) => row.retailerName },
      { key: 'grade', zh: '客户分类', en: 'Grade', of: (row) => row.grade },
      { key: 'businessType', zh: '业态', en: 'Business type', of: (row) => row.businessType },
      { key: 'setting', zh: '市场类型', en: 'Setting', of: (row) => row.setting },
      { key: 'num', zh: '计入分子', en: 'Numerator', of: (row) => rounded(row.num, 3) },
      { key: 'den', zh: '计入分母', en: 'Denominator', of: (row) => rounded(row.den, 3) },
      { key: 'undecided', zh: '待定', en: 'Undecided', of: (row) => rounded(row.undecided, 3) },
      ...coordinate<ReportRow>((row) => row.retailerPosition),
      { key: 'visitId', zh: '走访编号', en: 'Visit id', width: 38, of: (row) => row.visitId },
      { key: 'retailerId', zh: '零售户编号', en: 'Retailer id', width: 38, of: (row) => row.retailerId },
      { key: 'repId', zh: '客户经理编号', en: 'Representative id', width: 38, of: (row) => row.repId },
    ],
  };
}
