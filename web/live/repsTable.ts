import { coordinate, instant, rounded, worded, yesNo, type Table } from '../../shared/tables/table.ts';
import { me } from '../ui/me.ts';
import { reportedAt } from '../../shared/positions.ts';
import type { RepRow } from './summary.ts';

const sources = {
  zh: { gnss: '卫星', wifi: 'WiFi', cell: '基站', manual: '地图点选' },
  en: { gnss: 'satellites', wifi: 'WiFi', cell: 'cell towers', manual: 'pin on a map' },
};
const inState = (row: RepRow, ...states: string[]) => row.visits.filter((visit) => states.includes(visit.state)).length;

/** Everybody of a day: how far with the plan, what the verdicts are, where and when last heard. */
export const repsTable: Table<RepRow> = {
  name: 'reps',
  zh: '客户经理',
  en: 'Representatives',
  place: (row) => row.rep.last?.position ?? null,
  columns: [
    { key: 'rep', zh: '客户经理', en: 'Representative', width: 16, of: (row) => row.rep.name },
    {
      key: 'unit',
      zh: '单位',
      en: 'Unit',
      width: 18,
      of: (row) => me.value?.units.find((unit) => unit.unitId === row.rep.unitId)?.name ?? null,
    },
    { key: 'planned', zh: '计划（户）', en: 'Planned', of: (row) => row.plan?.stops.length ?? 0 },
    { key: 'made', zh: '已走访（户）', en: 'Visited of plan', of: (row) => row.made },
    { key: 'visits', zh: '走访（次）', en: 'Visits', of: (row) => row.visits.length },
    { key: 'valid', zh: '到位（次）', en: 'Valid', of: (row) => inState(row, 'valid') },
    { key: 'suspect', zh: '存疑（次）', en: 'Suspect', of: (row) => inState(row, 'suspect') },
    { key: 'invalid', zh: '未到位（次）', en: 'Invalid', of: (row) => inState(row, 'invalid') },
    { key: 'unverifiable', zh: '无法核实（次）', en: 'Unverifiable', of: (row) => inState(row, 'unverifiable') },
    {
      key: 'planKm',
      zh: '计划里程（公里）',
      en: 'Planned way (km)',
      of: (row) => rounded(row.plan && row.plan.lengthM / 1_000, 2),
    },
    { key: 'inVisitAt', zh: '正在走访', en: 'In a visit at', width: 24, of: (row) => row.open?.retailerName ?? null },
    {
      key: 'reportedAt',
      zh: '最近本人上报',
      en: 'Last own report',
      width: 26,
      of: (row, say) => instant(row.rep.last && reportedAt(row.rep.last), say),
    },
    { key: 'isLate', zh: '久未上报', en: 'Silent too long', of: (row, say) => yesNo(row.isLate, say) },
    { key: 'accuracyM', zh: '精度（米）', en: 'Accuracy (m)', of: (row) => rounded(row.rep.last?.accuracyM, 0) },
    { key: 'source', zh: '定位方式', en: 'Source', of: (row, say) => worded(row.rep.last?.source, sources, say) },
    ...coordinate<RepRow>((row) => row.rep.last?.position ?? null),
  ],
};
