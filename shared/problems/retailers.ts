// Pure: what may be wrong with retailers and with the files they come from.
import { fault, problem } from './say.ts';

/** What a file seems to be that is no table. */
export type OtherFile =
  | 'xls'
  | 'locked'
  | 'xlsb'
  | 'ods'
  | 'numbers'
  | 'document'
  | 'pdf'
  | 'archive'
  | 'picture'
  | 'database'
  | 'markup'
  | 'json';

const otherFiles: Record<OtherFile, { en: string; zh: string }> = {
  xls: {
    en: 'an old Excel workbook (.xls): save it as .xlsx or CSV',
    zh: '旧版 Excel 工作簿（.xls），请另存为 .xlsx 或 CSV',
  },
  locked: {
    en: 'a workbook protected by a password: take the password off and save it again',
    zh: '设有密码的工作簿，请取消密码后重新保存',
  },
  xlsb: {
    en: 'a binary workbook (.xlsb): save it as .xlsx or CSV',
    zh: '二进制工作簿（.xlsb），请另存为 .xlsx 或 CSV',
  },
  ods: {
    en: 'an OpenDocument spreadsheet (.ods): save it as .xlsx or CSV',
    zh: 'OpenDocument 表格（.ods），请另存为 .xlsx 或 CSV',
  },
  numbers: { en: 'a Numbers document: export it as .xlsx or CSV', zh: 'Numbers 表格，请导出为 .xlsx 或 CSV' },
  document: { en: 'a text document or a presentation', zh: '文字文档或演示文稿' },
  pdf: { en: 'a PDF document', zh: 'PDF 文档' },
  archive: { en: 'a packed archive: unpack it first', zh: '压缩包，请先解压' },
  picture: { en: 'a picture', zh: '图片' },
  database: { en: 'a database', zh: '数据库' },
  markup: {
    en: 'a web page or XML: open it in Excel and save it as .xlsx or CSV',
    zh: '网页或 XML，请用 Excel 打开后另存为 .xlsx 或 CSV',
  },
  json: { en: 'JSON', zh: 'JSON' },
};

const lifeStates = { open: '营业', paused: '停访', closed: '歇业' } as const;

export const retailerProblems = {
  NO_SUCH_RETAILER: problem('NOT_FOUND', 'There is no such retailer in your scope.', '您的管辖范围内没有这个零售户。'),
  NO_SUCH_IMPORT: problem('NOT_FOUND', 'There is no such import in your scope.', '您的管辖范围内没有这次导入。'),
  IMPORT_NOT_STORED: problem<{ why: string }>(
    'INTERNAL',
    ({ why }) => `The database refused the rows: ${why}. What was stored before stays.`,
    ({ why }) => `数据库拒绝保存（${why}），此前已导入的部分保留。`,
  ),
  IMPORT_PROCESS_ENDED: problem(
    'INTERNAL',
    'The server ended before the import did. Import the file again: what is stored stays.',
    '导入尚未完成，服务器就已中断。请重新导入该文件，已导入的部分保留。',
  ),
  RETAILERS_NOT_YOURS: problem<{ missing: number; wanted: number }>(
    'NOT_FOUND',
    ({ missing, wanted }, say) =>
      `${say.number(missing)} of the ${say.many(wanted, 'retailer', 'retailers')} ${missing === 1 ? 'is' : 'are'} not in your scope; nothing was changed.`,
    ({ missing, wanted }, say) =>
      `${say.number(wanted)} 个零售户中有 ${say.number(missing)} 个不在您的管辖范围内，未作任何更改。`,
  ),
  LIFE_NO_CHANGE: problem<{ state: 'open' | 'paused' | 'closed' }>(
    'CONFLICT',
    ({ state }) => `On that day the retailer is ${state} already, and this does not follow.`,
    ({ state }) => `该零售户当天已是${lifeStates[state]}状态，不能这样变更。`,
  ),
  LIFE_SAID_LATER: problem<{ day: string }>(
    'CONFLICT',
    ({ day }) => `Something is said of this retailer from ${day} on: withdraw that first.`,
    ({ day }) => `该零售户自 ${day} 起已有状态记录，请先撤回该记录。`,
  ),
  LIFE_NOTHING_SAID: problem<{ day: string }>(
    'CONFLICT',
    ({ day }) => `Nothing is said of this retailer from ${day} on that could be withdrawn.`,
    ({ day }) => `该零售户没有自 ${day} 起的状态记录，无需撤回。`,
  ),
  NOTHING_SAID: fault('says nothing that could change', '没有填写要更改的内容'),
  RETAILER_TWICE: fault('a retailer stands there twice', '同一零售户出现了两次，请去掉重复'),
  MOVE_WITHOUT_PLACE: fault('a move needs the position it went to', '搬迁须给出新位置'),
  MOVE_IN_FUTURE: fault(
    'that day has not begun yet: say a move on the day, or afterwards',
    '该日期尚未到来，请在搬迁当天或之后登记',
  ),
  NOT_A_MAPPING: fault('must be JSON such as {"column":"field"}', '应为 JSON，例如 {"列名":"字段"}'),
  NO_SUCH_COLUMN: fault<{ column: string; columns: readonly string[] }>(
    ({ column, columns }, say) => `there is no column '${column}'; there are ${say.names(columns)}`,
    ({ column, columns }, say) => `文件中没有列“${column}”，现有列：${say.names(columns)}`,
  ),
  MAPPED_TWICE: fault<{ first: string; second: string; field: string }>(
    ({ first, second, field }) => `the columns '${first}' and '${second}' are both mapped to ${field}`,
    ({ first, second, field }) => `列“${first}”和“${second}”都对应到了 ${field}，请只保留一列`,
  ),
};

/** Why a file of retailers is no table. */
export const fileProblems = {
  OTHER_KIND_OF_FILE: problem<{ kind: OtherFile }>(
    'UNREADABLE_FILE',
    ({ kind }) => `The file is ${otherFiles[kind].en}. Retailers are read from CSV or .xlsx.`,
    ({ kind }) => `该文件是${otherFiles[kind].zh}。零售户请用 CSV 或 .xlsx 文件导入。`,
  ),
  NOT_TEXT: problem(
    'UNREADABLE_FILE',
    'The file is neither UTF-8 nor GB18030 text. Save it as CSV UTF-8.',
    '该文件既不是 UTF-8 也不是 GB 18030 文本，请另存为 CSV UTF-8。',
  ),
  FILE_EMPTY: problem('UNREADABLE_FILE', 'The file is empty.', '文件是空的，请检查后重新选择。'),
  NO_HEADER: problem(
    'UNREADABLE_FILE',
    'The file has no header line with two or more columns (separated by comma, semicolon or tab).',
    '文件中没有至少两列的表头行（以逗号、分号或制表符分隔）。',
  ),
  NO_SUCH_SHEET: problem<{ sheet: string; sheets: readonly string[] }>(
    'UNREADABLE_FILE',
    ({ sheet, sheets }, say) => `The workbook has no sheet '${sheet}'; it has ${say.names(sheets)}.`,
    ({ sheet, sheets }, say) => `工作簿中没有工作表“${sheet}”，现有：${say.names(sheets)}。`,
  ),
  WORKBOOK_DAMAGED: problem(
    'UNREADABLE_FILE',
    'The file begins like a workbook (.xlsx), but it is damaged. Open it in Excel and save it again.',
    '该文件像是工作簿（.xlsx），但无法读取，请用 Excel 打开后重新保存。',
  ),
  WORKBOOK_TOO_LARGE: problem<{ mb: number }>(
    'UNREADABLE_FILE',
    ({ mb }, say) => `The workbook unpacks to more than ${say.number(mb)} MB. Split it, or save it as CSV.`,
    ({ mb }, say) => `工作簿解压后超过 ${say.number(mb)} MB，请拆分或另存为 CSV。`,
  ),
  WORKBOOK_TOO_WIDE: problem<{ cell: string }>(
    'UNREADABLE_FILE',
    ({ cell }) =>
      `The sheet reaches to the cell ${cell}, with too many empty cells before it. Delete it, or save the table as CSV.`,
    ({ cell }) => `工作表延伸到单元格 ${cell}，其间空白单元格过多。请删除该单元格，或另存为 CSV。`,
  ),
  READING_TOO_LONG: problem(
    'UNREADABLE_FILE',
    'The file takes too long to read; split it.',
    '读取文件耗时过长，请拆分后再导入。',
  ),
  READING_TOO_MUCH: problem(
    'UNREADABLE_FILE',
    'The file needs too much memory to read; split it, or save it as CSV.',
    '读取文件占用内存过多，请拆分或另存为 CSV。',
  ),
};
