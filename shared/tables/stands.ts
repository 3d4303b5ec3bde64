import type { Stand } from '../placeProposals.ts';
import { coordinate, worded, type Table } from './table.ts';

const reasons = {
  zh: {
    disagreement: '各人所见不一致',
    noAnchor: '位移较大，尚无旁证',
    onePersonOnly: '只有一人走访',
    onePlace: '多户的走访都在同一处',
    unclear: '定位太粗',
    inspect: '指定现场核实',
    shared: '多户共用一个坐标',
  },
  en: {
    disagreement: 'people disagree',
    noAnchor: 'a long move without an anchor',
    onePersonOnly: 'visited by one person only',
    onePlace: 'several shops were visited at one place',
    unclear: 'positions too vague',
    inspect: 'asked for',
    shared: 'shares its coordinate',
  },
};

/** Where an inspector stands, in the order of the route. */
export function standsTable(): Table<Stand> {
  return {
    name: 'stands',
    zh: '现场核实线路',
    en: 'Stands',
    place: (row) => row.at,
    columns: [
      { key: 'no', zh: '顺序', en: 'No.', of: (row) => row.no },
      {
        key: 'codes',
        zh: '零售户编码',
        en: 'Retailer codes',
        width: 20,
        of: (row) => row.retailers.map((r) => r.code).join(', '),
      },
      {
        key: 'retailers',
        zh: '零售户',
        en: 'Retailers',
        width: 40,
        of: (row) => row.retailers.map((r) => r.name).join(', '),
      },
      {
        key: 'why',
        zh: '原因',
        en: 'Why',
        width: 30,
        of: (row, say) => [...new Set(row.retailers.map((r) => worded(r.why, reasons, say)))].join(', '),
      },
      { key: 'undecided', zh: '待定走访', en: 'Undecided visits', of: (row) => row.undecided },
      { key: 'metres', zh: '距上一处（米）', en: 'From the one before (m)', of: (row) => Math.round(row.metres) },
      ...coordinate<Stand>((row) => row.at),
    ],
  };
}
