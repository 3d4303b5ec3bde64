// Pure: what a schema may find wrong with a field; each sentence stands after the field's name.
import { fault } from './say.ts';

/** What a field should hold, by zod's names for types. */
const kinds: Record<string, { en: string; zh: string }> = {
  string: { en: 'a text', zh: '文字' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: '是或否（true / false）' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  record: { en: 'an object', zh: '对象' },
  null: { en: 'null', zh: '空值（null）' },
  undefined: { en: 'left out', zh: '省略' },
};
const formats: Record<string, { en: string; zh: string }> = {
  uuid: { en: 'a UUID', zh: 'UUID' },
  date: { en: 'a day such as 2026-03-02', zh: '日期，例如 2026-03-02' },
  datetime: {
    en: 'an ISO time with its zone, such as 2026-03-02T16:00:00+08:00',
    zh: '带时区的 ISO 时间，例如 2026-03-02T16:00:00+08:00',
  },
};

export const fieldProblems = {
  MISSING: fault('is missing', '未填写'),
  WRONG_TYPE: fault<{ expected: string }>(
    ({ expected }) => `must be ${kinds[expected]?.en ?? expected}`,
    ({ expected }) => `应为${kinds[expected]?.zh ?? expected}`,
  ),
  LESS_THAN: fault<{ least: number; inclusive: boolean }>(
    ({ least, inclusive }, say) => `must be ${inclusive ? 'at least' : 'more than'} ${say.number(least)}`,
    ({ least, inclusive }, say) => `${inclusive ? '不能小于' : '必须大于'} ${say.number(least)}`,
  ),
  MORE_THAN: fault<{ most: number; inclusive: boolean }>(
    ({ most, inclusive }, say) => `must be ${inclusive ? 'at most' : 'less than'} ${say.number(most)}`,
    ({ most, inclusive }, say) => `${inclusive ? '不能大于' : '必须小于'} ${say.number(most)}`,
  ),
  TEXT_TOO_SHORT: fault<{ least: number }>(
    ({ least }, say) => `must have at least ${say.many(least, 'character', 'characters')}`,
    ({ least }, say) => `至少需要 ${say.number(least)} 个字符`,
  ),
  TEXT_TOO_LONG: fault<{ most: number }>(
    ({ most }, say) => `must have at most ${say.many(most, 'character', 'characters')}`,
    ({ most }, say) => `最多 ${say.number(most)} 个字符`,
  ),
  LIST_TOO_SHORT: fault<{ least: number }>(
    ({ least }, say) => `must hold at least ${say.many(least, 'entry', 'entries')}`,
    ({ least }, say) => `至少需要 ${say.number(least)} 项`,
  ),
  LIST_TOO_LONG: fault<{ most: number }>(
    ({ most }, say) => `must hold at most ${say.many(most, 'entry', 'entries')}`,
    ({ most }, say) => `最多 ${say.number(most)} 项`,
  ),
  NOT_ONE_OF: fault<{ values: readonly string[] }>(
    ({ values }) => `must be one of: ${values.join(', ')}`,
    ({ values }) => `只能是以下之一：${values.join('、')}`,
  ),
  WRONG_FORMAT: fault<{ format: string }>(
    ({ format }) => `must be ${formats[format]?.en ?? `in the format ${format}`}`,
    ({ format }) => (formats[format] ? `应为${formats[format].zh}` : '格式不正确'),
  ),
  NOT_A_MULTIPLE: fault<{ of: number }>(
    ({ of }, say) => `must be a multiple of ${say.number(of)}`,
    ({ of }, say) => `应为 ${say.number(of)} 的倍数`,
  ),
  UNKNOWN_FIELDS: fault<{ names: readonly string[] }>(
    ({ names }, say) => `has fields that are not known here: ${say.names(names)}`,
    ({ names }, say) => `含有无法识别的字段：${say.names(names)}`,
  ),
  NO_FORM_FITS: fault('fits none of the forms that are taken here', '不符合允许的任何一种形式'),
  OBJECT_FOR_LIST: fault('holds an object where there should be a text or a list', '应为文字或列表，却是对象'),

  NUL_IN_TEXT: fault('must not contain NUL', '不能含有空字符（NUL）'),
  BROKEN_UNICODE: fault('must be well-formed Unicode', '含有损坏的字符，请重新输入'),
  EMPTY: fault('must not be empty', '不能为空'),
  YEAR_OUT_OF_RANGE: fault('must lie between 1970 and 2100', '应在 1970 年至 2100 年之间'),
  TIME_OF_DAY: fault('must look like 08:30', '应为时刻，例如 08:30'),
  HOURS_OF_DAY: fault('must look like 09:00-18:30,19:00-21:00', '应为时段，例如 09:00-18:30,19:00-21:00'),
  WHOLE_NUMBER: fault('must be a whole number', '应为整数'),
  NOT_A_TILE: fault('x and y must be below 2 to the power of z', 'x、y 须小于 2 的 z 次方'),
  LETTERS_AND_DIGITS: fault('must be letters and digits', '只能是字母和数字'),
  ENDS_BEFORE_BEGIN: fault('must not end before it begins', '结束时间不能早于开始时间'),

  NOT_UTF8: fault('cannot be read: it is not valid UTF-8', '无法读取：不是有效的 UTF-8'),
  NESTS_TOO_DEEPLY: fault<{ most: number }>(
    ({ most }) => `cannot be read: it nests deeper than ${most} levels`,
    ({ most }) => `无法读取：嵌套超过 ${most} 层`,
  ),
  TOO_INTRICATE: fault(
    'cannot be read: it is made of more lists, records or field names than any request here',
    '无法读取：其中的列表、对象或字段名过多，超出任何请求的需要',
  ),
  NUMBER_TOO_LARGE: fault('cannot be read: it holds a number that is too large', '无法读取：其中有过大的数字'),
  BROKEN_JSON: fault('cannot be read: it is not JSON', '无法读取：不是 JSON'),
  NOT_A_CURSOR: fault('is not a cursor of this list', '不是此列表的翻页标记，请从第一页开始'),
  NO_PLACE_IN_TABLE: fault<{ table: string }>(
    ({ table }) => `rows of ${table} have no place on a map: ask for csv or xlsx`,
    '该表各行没有地图位置，请改用 csv 或 xlsx',
  ),
};
