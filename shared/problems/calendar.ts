// Pure: what may be wrong with what a calendar is asked to be made from.
import { fault, problem } from './say.ts';

export const calendarProblems = {
  CALENDAR_FILE_EMPTY: problem(
    'INVALID_INPUT',
    "The file is empty: it should hold Cordeau's text or one rep as JSON.",
    '文件为空：应为 Cordeau 格式文本，或一名客户经理的 JSON。',
  ),
  CALENDAR_NOT_PERIODIC: problem<{ type: number }>(
    'INVALID_INPUT',
    ({ type }) => `Line 1: type ${type} is not the periodic problem; only type 1 (PVRP) is read.`,
    ({ type }) => `第 1 行：类型 ${type} 不是周期性问题，只支持类型 1（PVRP）。`,
  ),
  CALENDAR_FILE_ENDS: problem<{ lines: number; needed: number }>(
    'INVALID_INPUT',
    ({ lines, needed }) => `The file ends too early: its first line asks for ${needed} lines, it has ${lines}.`,
    ({ lines, needed }) => `文件不完整：按第一行应有 ${needed} 行，实际只有 ${lines} 行。`,
  ),
  CALENDAR_FILE_LONG: problem<{ lines: number; needed: number }>(
    'INVALID_INPUT',
    ({ lines, needed }) => `The file is too long: its first line asks for ${needed} lines, it has ${lines}.`,
    ({ lines, needed }) => `文件行数过多：按第一行应有 ${needed} 行，实际有 ${lines} 行。`,
  ),
  CALENDAR_LINE_SHORT: problem<{ line: number; needed: number }>(
    'INVALID_INPUT',
    ({ line, needed }) => `Line ${line} ends too early: it needs ${needed} numbers.`,
    ({ line, needed }) => `第 ${line} 行不完整：需要 ${needed} 个数。`,
  ),
  CALENDAR_NO_NUMBER: problem<{ line: number; word: string }>(
    'INVALID_INPUT',
    ({ line, word }) => `Line ${line}: '${word}' is not a number.`,
    ({ line, word }) => `第 ${line} 行：“${word}”不是数字。`,
  ),
  CALENDAR_OUT_OF_RANGE: problem<{ line: number; name: string; least: number; most: number }>(
    'INVALID_INPUT',
    ({ line, name, least, most }) => `Line ${line}: ${name} must be a whole number from ${least} to ${most}.`,
    ({ line, name, least, most }) => `第 ${line} 行：${name} 应为 ${least} 到 ${most} 的整数。`,
  ),
  CALENDAR_NEGATIVE: problem<{ line: number; value: number }>(
    'INVALID_INPUT',
    ({ line, value }) => `Line ${line}: ${value} is negative; service, demand and limits are 0 or more.`,
    ({ line, value }) => `第 ${line} 行：${value} 为负数；服务时间、需求量和限值不能小于 0。`,
  ),
  CALENDAR_NOT_JSON: problem(
    'INVALID_INPUT',
    'This is no JSON: check its brackets, commas and quotation marks.',
    '不是有效的 JSON：请检查括号、逗号和引号。',
  ),
  DAYS_NOT_RISING: fault<{ day: string }>(
    ({ day }) => `${day} does not come after the day before it: days are listed once each, in order`,
    ({ day }) => `${day} 未晚于前一日：日期须按先后顺序排列，不得重复`,
  ),
  LAST_VISIT_LATE: fault<{ first: string }>(
    ({ first }) => `must be before the first day of the calendar, ${first}`,
    ({ first }) => `应早于日历首日 ${first}`,
  ),
  CALENDAR_NO_DAYS: fault(
    'there is no working day left: every day is a holiday or an absence',
    '没有可用的工作日：全部为节假日或缺勤',
  ),
  CALENDAR_TOO_LONG: fault<{ most: number }>(
    ({ most }, say) => `a calendar covers at most ${say.many(most, 'day', 'days')} from its first to its last`,
    ({ most }, say) => `走访日历从首日到末日最多 ${say.number(most)} 天`,
  ),
  RETAILER_CODE_TWICE: fault<{ name: string }>(
    ({ name }) => `'${name}' is the code of another retailer too`,
    ({ name }) => `编号“${name}”与另一零售户重复`,
  ),
  PINS_SAME_DAY: fault<{ day: string }>(
    ({ day }) => `two pins are on ${day}: a retailer is visited at most once a day`,
    ({ day }) => `${day} 有两个固定走访：同一零售户每天最多走访一次`,
  ),
  ABSENCES_OVERLAP: fault<{ first: string; second: string }>(
    ({ first, second }) => `the absences from ${first} and from ${second} overlap`,
    ({ first, second }) => `${first} 与 ${second} 开始的两次缺勤重叠`,
  ),
  TRAVEL_ROWS: fault<{ rows: number }>(
    ({ rows }, say) =>
      `must have ${say.many(rows, 'row', 'rows')} of as many numbers: the retailers in order, then the base`,
    ({ rows }, say) => `应为 ${say.number(rows)} 行 ${say.number(rows)} 列：依次为零售户，最后为出发点`,
  ),
  NO_SUCH_CALENDAR: problem(
    'NOT_FOUND',
    'There is no such calendar in your scope.',
    '您的管辖范围内没有这份走访日历。',
  ),
  NO_SUCH_CALENDAR_VISIT: problem(
    'NOT_FOUND',
    'This retailer has no visit on that day in this calendar: look at it again.',
    '该零售户当天在此日历中没有走访安排，请刷新。',
  ),
  NO_SUCH_ABSENCE: problem('NOT_FOUND', 'There is no such absence in your scope.', '您的管辖范围内没有这条请假记录。'),
  CALENDAR_NOT_DRAFT: problem(
    'CONFLICT',
    'This calendar is published: draft a new one to change it.',
    '该日历已发布，如需更改请新建草稿。',
  ),
  CALENDAR_CHANGED: problem<{ by: string; at: string }>(
    'CONFLICT',
    ({ by, at }, say) => `${by} changed this calendar at ${say.time(at)}: look at it again.`,
    ({ by, at }, say) => `${by} 已于 ${say.time(at)} 更改该日历，请重新查看。`,
  ),
  CALENDAR_DAYS_GONE: problem<{ day: string }>(
    'CONFLICT',
    ({ day }) => `There are visits on ${day}, and the rep does not work then any more: draft it anew.`,
    ({ day }) => `${day} 安排了走访，但客户经理当天已不上班，请重新制作草稿。`,
  ),
  NOTHING_TO_TAKE_BACK: problem('CONFLICT', 'There is nothing left to undo in this draft.', '此草稿没有可撤销的更改。'),
  AWAY_ALREADY: problem<{ from: string; to: string }>(
    'CONFLICT',
    ({ from, to }) => `The rep is away from ${from} to ${to} already: take that back first.`,
    ({ from, to }) => `该客户经理在 ${from} 至 ${to} 已有请假记录，请先取消。`,
  ),
  DAYS_FILE: problem(
    'INVALID_INPUT',
    'This is no table: a list of days is CSV or XLSX with the columns day, kind and name.',
    '不是表格文件：日期清单应为含日期、类型、名称三列的 CSV 或电子表格。',
  ),
  REP_OR_UNIT: fault('needs either a rep or a unit', '须指定客户经理或单位之一'),
  CALENDAR_FROM_TOMORROW: fault<{ today: string }>(
    ({ today }) => `must be after today, ${today}: days that have begun stay as they are`,
    ({ today }) => `应晚于今天（${today}）：已开始的日期不再改变`,
  ),
  OUTSIDE_CALENDAR: fault<{ first: string; last: string }>(
    ({ first, last }) => `must be from ${first} to ${last}, the days of this calendar`,
    ({ first, last }) => `应在此日历的 ${first} 至 ${last} 之间`,
  ),
  NOT_A_WORKING_DAY: fault('the rep does not work on that day', '客户经理当天不上班'),
  VISITED_THAT_DAY: fault('the retailer is visited on that day already', '该零售户当天已有走访安排'),
  DAYS_COLUMNS: fault(
    'the first line must name the columns day and kind, and may name name',
    '首行须有“日期”和“类型”两列，可另有“名称”列',
  ),
  NOT_A_DAY: fault<{ text: string }>(
    ({ text }) => `'${text}' is not a day such as 2026-10-01`,
    ({ text }) => `“${text}”不是日期，应如 2026-10-01`,
  ),
  NOT_A_DAY_KIND: fault<{ text: string }>(
    ({ text }) => `'${text}' is not a kind of day: holiday, workday or half`,
    ({ text }) => `“${text}”不是日期类型，应为节假日、调休或半天`,
  ),
  DAY_TWICE: fault<{ day: string }>(
    ({ day }) => `${day} is in the list twice`,
    ({ day }) => `${day} 在清单中重复`,
  ),
};
