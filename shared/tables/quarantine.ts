import { sentenceOf } from '../problems/problems.ts';
import type { QuarantineItem } from '../quarantine.ts';
import { said } from './said.ts';
import { instant, type Saying, type Table } from './table.ts';

/** What exactly is wrong, in the table's language; a row of before there were codes has an English sentence. */
function detail({ why, detail }: QuarantineItem, { lang, zone }: Saying): string {
  return (lang !== null && why && sentenceOf(why, lang, zone)) || detail;
}

/** What phones sent that could not be read. */
export const quarantineTable: Table<QuarantineItem> = {
  name: 'quarantine',
  zh: '隔离区',
  en: 'Quarantine',
  columns: [
    { key: 'no', zh: '编号', en: 'No.', of: (row) => row.quarantineId },
    { key: 'receivedAt', zh: '收到时间', en: 'Received', width: 26, of: (row, say) => instant(row.receivedAt, say) },
    { key: 'person', zh: '人员', en: 'Person', of: (row) => row.phone.name },
    { key: 'phone', zh: '手机', en: 'Phone', width: 16, of: (row) => row.phone.label },
    { key: 'app', zh: '应用', en: 'App', of: (row) => row.app },
    { key: 'reason', zh: '原因', en: 'Why', width: 30, of: (row, say) => said('quarantine', row.reason, say) },
    { key: 'detail', zh: '说明', en: 'Detail', width: 40, of: detail },
    {
      key: 'replayedAt',
      zh: '重新识别时间',
      en: 'Read again',
      width: 26,
      of: (row, say) => instant(row.replay?.replayedAt, say),
    },
    { key: 'storedFixes', zh: '新增定位', en: 'New positions', of: (row) => row.replay?.storedFixes ?? null },
    { key: 'raw', zh: '原文', en: 'As it was sent', width: 60, of: (row) => row.raw },
  ],
};
