import { clockOf } from '../clock.ts';
import type { LngLat } from '../geo.ts';
import type { VisitState } from '../visits.ts';
import { said, type UnitName } from './said.ts';
import { coordinate, day, instant, minutes, yesNo, type Table } from './table.ts';

/** A stop of a plan, and what became of it. */
export interface PlannedStop {
  day: string;
  unitId: string;
  repName: string;
  /** From 1. */
  no: number;
  code: string;
  name: string;
  address: string | null;
  position: LngLat;
  /** Seconds since midnight on the unit's clock. */
  arriveS: number | null;
  departS: number | null;
  lateS: number;
  pinned: boolean;
  /** Of the rep's last visit there on that day; null: none. */
  state: VisitState | null;
  startedAt: string | null;
  endedAt: string | null;
}

/** Plans of a day or of several: a row a stop, in order. */
export function stopsTable(unitName: UnitName): Table<PlannedStop> {
  const clock = (seconds: number | null) => (seconds === null ? null : clockOf(seconds));
  return {
    name: 'plans',
    zh: '走访计划',
    en: 'Plans',
    place: (row) => row.position,
    columns: [
      { key: 'day', zh: '日期', en: 'Day', of: (row) => day(row.day) },
      { key: 'unit', zh: '单位', en: 'Unit', width: 16, of: (row) => unitName(row.unitId) },
      { key: 'rep', zh: '客户经理', en: 'Representative', of: (row) => row.repName },
      { key: 'no', zh: '顺序', en: 'Order', width: 8, of: (row) => row.no },
      { key: 'code', zh: '零售户编码', en: 'Retailer code', width: 16, of: (row) => row.code },
      { key: 'name', zh: '零售户', en: 'Retailer', width: 28, of: (row) => row.name },
      { key: 'address', zh: '地址', en: 'Address', width: 36, of: (row) => row.address },
      { key: 'arrive', zh: '计划到达', en: 'Planned arrival', of: (row) => clock(row.arriveS) },
      { key: 'depart', zh: '计划离开', en: 'Planned departure', of: (row) => clock(row.departS) },
      { key: 'lateMin', zh: '晚于时段（分钟）', en: 'Late (min)', of: (row) => minutes(row.lateS) },
      { key: 'pinned', zh: '固定顺序', en: 'Pinned', of: (row, say) => yesNo(row.pinned, say) },
      { key: 'state', zh: '走访结果', en: 'Outcome', of: (row, say) => said('state', row.state ?? 'planned', say) },
      { key: 'startedAt', zh: '走访开始', en: 'Start', width: 26, of: (row, say) => instant(row.startedAt, say) },
      { key: 'endedAt', zh: '走访结束', en: 'End', width: 26, of: (row, say) => instant(row.endedAt, say) },
      ...coordinate<PlannedStop>((row) => row.position),
    ],
  };
}
