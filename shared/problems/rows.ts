// Pure: why a row of a file of retailers is not stored.
import { fault } from './say.ts';

export const rowProblems = {
  NO_CODE: fault('there is no code', '缺少编码'),
  NO_NAME: fault('there is no name', '缺少名称'),
  NO_COORDINATE: fault('there is no coordinate', '缺少坐标'),
  BAD_COORDINATE: fault('the coordinate cannot be read as degrees', '坐标无法按度数识别'),
  NULL_ISLAND: fault('a missing coordinate is written as a number', '缺失的坐标写成了 0、−1 之类的占位数字'),
  SWAPPED_COORDINATE: fault('longitude and latitude seem to be swapped', '经纬度疑似颠倒'),
  DUPLICATE_CODE: fault<{ line: number }>(
    ({ line }) => `the code is also on line ${line}`,
    ({ line }) => `编码与第 ${line} 行重复`,
  ),
  UNKNOWN_UNIT: fault<{ name: string }>(
    ({ name }) => `there is no unit '${name}'`,
    ({ name }) => `没有名为“${name}”的单位`,
  ),
  OTHER_UNIT: fault('the unit is not yours', '不属于您的管辖范围'),
  CELLS_DIFFER: fault<{ cells: number; columns: number }>(
    ({ cells, columns }) => `the row has ${cells} cells where the header has ${columns}`,
    ({ cells, columns }) => `该行有 ${cells} 个单元格，而表头有 ${columns} 列`,
  ),
  QUOTE_NOT_CLOSED: fault<{ until: number }>(
    ({ until }) => `a quotation mark is not closed; everything up to line ${until} is lost`,
    ({ until }) => `引号没有闭合，直到第 ${until} 行的内容都未读入`,
  ),
  BYTES_BROKEN: fault<{ encoding: string }>(
    ({ encoding }) => `the row has bytes that are not ${encoding} text`,
    ({ encoding }) => `该行含有不属于 ${encoding} 文本的字节`,
  ),
  SHORTENED_BY_SPREADSHEET: fault(
    'was shortened by a spreadsheet; format the column as text and save again',
    '被电子表格截成了科学计数，请把该列设为文本后重新保存',
  ),
  LOOKS_LIKE_ANOTHER: fault<{ sign: string }>(
    ({ sign }) => `has '${sign}', which is no Latin letter though it looks like one; type the code again`,
    ({ sign }) => `含有“${sign}”，它形似拉丁字母但不是，请重新输入编码`,
  ),
  FAR_COORDINATE: fault<{ km: number }>(
    ({ km }, say) => `lies ${say.number(km)} km from the middle of the others: a slipped digit or sign?`,
    ({ km }, say) => `距其他零售户中心 ${say.number(km)} 公里，疑似数字或正负号有误`,
  ),
  HOURS_BY_WEEKDAY: fault(
    'differs by the day of the week, and one span for every day is stored',
    '按星期几不同，而系统只存每天相同的时段',
  ),
  UNIT_UNKNOWN: fault<{ unit: string }>(
    ({ unit }) => `has the unit '${unit}', which is not known`,
    ({ unit }) => `的单位“${unit}”无法识别`,
  ),
  UNIT_DIFFERS: fault<{ unit: string; usual: string }>(
    ({ unit, usual }) => `is in '${unit}' where the column is in '${usual}'`,
    ({ unit, usual }) => `的单位是“${unit}”，而该列用的是“${usual}”`,
  ),
  NUMBER_AMBIGUOUS: fault(
    'may be thousands or a fraction: the column has both decimal points and decimal commas',
    '可能是千分位也可能是小数：该列既有小数点也有小数逗号',
  ),
  NOT_A_NUMBER: fault('is not a number', '不是数字'),
  NOT_A_FREQUENCY: fault('is not a number of visits', '不是走访次数'),
};
