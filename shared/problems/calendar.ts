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
};
