// Pure: what a cell says for each field that is not plain text; files write the same thing in many ways.
import { readHours } from '../../shared/hours.ts';
import type { ImportField } from '../../shared/imports.ts';
import { asciiNumber } from '../../shared/numbers.ts';
import type { FieldReason } from '../../shared/problems/problems.ts';
import { unguarded } from '../../shared/tables/formula.ts';
import { simplified } from '../tables/chinese.ts';
import { plain } from '../tables/coordinates.ts';
import { plainStyle, readAmount, WEEKS_PER_MONTH, type NumberStyle } from '../tables/numbers.ts';
import { readCode } from '../tables/codes.ts';

export type ReadValue = { ok: true; value: string | number | null } | { ok: false; why: FieldReason };

const none: ReadValue = { ok: true, value: null };
const bad = (why: FieldReason): ReadValue => ({ ok: false, why });
const good = (value: string | number): ReadValue => ({ ok: true, value });

/** No number, word or span of hours is longer; a pattern over a longer cell may take time that grows with its square. */
const MAX_LENGTH = 200;
const TEXTS = new Set<ImportField>([
  'code',
  'licenceNo',
  'name',
  'address',
  'unitName',
  'grade',
  'businessType',
  'scale',
  'visitTerritory',
  'orderCallTerritory',
  'deliveryTerritory',
  'rep',
  'contact',
  'phone',
]);

/** Fields whose column decides how a number is written. */
export const AMOUNTS: ReadonlySet<ImportField> = new Set(['ordersPerMonth', 'volumePerMonth']);

/** Reads a cell as the field's value: null when it says nothing. Lengths and ranges are judged by the contract, not here. */
export function readValue(field: ImportField, cell: string, style: NumberStyle = plainStyle): ReadValue {
  const text = plain(cell);
  if (text === '') return none;
  if (text.length > MAX_LENGTH && !TEXTS.has(field)) return bad({ code: 'TEXT_TOO_LONG', most: MAX_LENGTH });
  switch (field) {
    case 'code':
    case 'licenceNo':
      return readCode(cell);
    case 'setting':
      return readWord(text, {
        urban: /^(urban|city|town|城市|城镇|市区|城区|城网|镇区|[城镇])$/i,
        rural: /^(rural|country|village|农村|乡村|乡镇|农网|郊区|山区|[乡村农])$/i,
      });
    case 'roadCondition':
      return readWord(text, {
        good: /^(good|好|良好|优|通畅|a)$/i,
        fair: /^(fair|average|medium|中|中等|一般|较好|b)$/i,
        poor: /^(poor|bad|差|较差|不好|c)$/i,
      });
    case 'openingHours':
    case 'keyHours': {
      const read = readHours(text);
      return read.ok ? good(read.hours) : bad({ code: read.code });
    }
    case 'visitsPerMonth':
      return readFrequency(text);
    case 'minutesPerVisit':
      return readMinutes(text);
    case 'ordersPerMonth':
    case 'volumePerMonth':
      return readAmount(text, style);
    default:
      return good(unguarded(cell));
  }
}

function readWord(text: string, words: Record<string, RegExp>): ReadValue {
  const found = Object.entries(words).find(([, pattern]) => pattern.test(simplified(text)));
  return found ? good(found[0]) : bad({ code: 'NOT_ONE_OF', values: Object.keys(words) });
}

/** `15`, `15分钟`, `1.5小时`, `1小时30分`, `90 s`, in minutes. */
function readMinutes(text: string): ReadValue {
  const words = simplified(asciiNumber(text)).replace(/\s/g, '').toLowerCase();
  if (/^\d+([.,]\d+)?$/.test(words)) return readAmount(words);
  const [, hours, minutes, seconds] =
    /^(?:(\d+(?:[.,]\d+)?)(?:小时|个小时|hours?|hrs?|h))?(?:(\d+(?:[.,]\d+)?)(?:分钟?|minutes?|mins?|m|'|′))?(?:(\d+)(?:秒钟?|seconds?|secs?|s))?$/.exec(
      words,
    ) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return bad({ code: 'NOT_A_NUMBER' });
  const [h, m, s] = [hours, minutes, seconds].map((part) => Number((part ?? '0').replace(',', '.'))) as [
    number,
    number,
    number,
  ];
  return good(60 * h + m + s / 60);
}

const chinese: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

/** Periods as parts of a month: 30.437 days, 4.348 weeks. */
const perMonth: Record<string, number> = {
  天: 30.437,
  日: 30.437,
  周: WEEKS_PER_MONTH,
  星期: WEEKS_PER_MONTH,
  旬: 3,
  半月: 2,
  月: 1,
  季: 1 / 3,
  季度: 1 / 3,
  半年: 1 / 6,
  年: 1 / 12,
};

/** Visits a month: a number, or words such as 每周一次, 2次/月, weekly, 每两周1次, once a month. */
function readFrequency(text: string): ReadValue {
  const words = simplified(asciiNumber(text))
    .replace(/[一二两三四五六七八九十]/g, (c) => String(chinese[c]))
    .replace(/\s/g, '')
    .replace(/隔周/, '每2周')
    .toLowerCase();
  const every: [RegExp, number][] = [
    [/^(daily|everyday)$/, 30.437],
    [/^(weekly|onceaweek|everyweek)$/, WEEKS_PER_MONTH],
    [/^(biweekly|fortnightly|every2weeks)$/, WEEKS_PER_MONTH / 2],
    [/^(monthly|onceamonth|everymonth)$/, 1],
    [/^(bimonthly|every2months)$/, 1 / 2],
    [/^(quarterly|everyquarter)$/, 1 / 3],
    [/^(yearly|annually|onceayear)$/, 1 / 12],
  ];
  const fixed = every.find(([pattern]) => pattern.test(words));
  if (fixed) return good(fixed[1]);
  const PERIOD = '天|日|周|星期|旬|半月|月|季度|季|半年|年';
  const inPeriod = new RegExp(
    `^(?:每?(\\d*)(?:个)?(${PERIOD})(\\d+(?:\\.\\d+)?)(?:次|访)?|(\\d+(?:\\.\\d+)?)(?:次|访)?[/每](\\d*)(?:个)?(${PERIOD}))$`,
  ).exec(words);
  if (!inPeriod) return readAmount(words.replace(/(次|访)$/, ''));
  const [, periodsFirst, before, times, timesFirst, periodsLast, after] = inPeriod;
  const periods = Number(periodsFirst || periodsLast || 1);
  const value = (Number(times ?? timesFirst) / periods) * perMonth[(before ?? after)!]!;
  return Number.isFinite(value) ? good(Math.round(value * 1000) / 1000) : bad({ code: 'NOT_A_FREQUENCY' });
}
