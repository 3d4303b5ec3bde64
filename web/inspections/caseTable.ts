import type { InspectionCase } from '../../shared/inspectionCases.ts';
import { coordinate, type Saying, type Table } from '../../shared/tables/table.ts';
import { words } from './words.ts';

const said = (say: Saying) => words.in(say.lang ?? 'en');

/** Cases as a file, in the order of their tickets: whom to look at, and what became of it. */
export const caseTable: Table<InspectionCase> = {
  name: 'inspection cases',
  zh: '抽查名单',
  en: 'Inspection cases',
  place: (row) => row.position,
  columns: [
    { key: 'pick', zh: '抽取次序', en: 'Pick', width: 8, of: (row) => row.pickNo },
    { key: 'code', zh: '零售户编码', en: 'Retailer code', width: 16, of: (row) => row.code },
    { key: 'name', zh: '零售户', en: 'Retailer', width: 28, of: (row) => row.name },
    { key: 'address', zh: '地址', en: 'Address', width: 36, of: (row) => row.address },
    { key: 'stratum', zh: '分层', en: 'Stratum', of: (row) => row.stratum },
    { key: 'inspector', zh: '检查人', en: 'Inspector', of: (row) => row.assigneeName },
    {
      key: 'state',
      zh: '状态',
      en: 'State',
      of: (row, say) => (say.lang === null ? row.state : said(say).spot.state[row.state]),
    },
    {
      key: 'outcome',
      zh: '结果',
      en: 'Outcome',
      of: (row, say) =>
        row.outcome === null || say.lang === null ? row.outcome : said(say).finding.outcome[row.outcome],
    },
    { key: 'rep', zh: '客户经理', en: 'Rep', of: (row) => row.repName },
    { key: 'ticket', zh: '签（SHA-256）', en: 'Ticket (SHA-256)', width: 66, of: (row) => row.ticket },
    ...coordinate<InspectionCase>((row) => row.position),
  ],
};
