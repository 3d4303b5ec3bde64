// Pure: what a cell says for each field that is not plain text; files write the same thing in many ways.
import type { FieldReason } from '../../shared/problems/problems.ts';
import type { ImportField } from '../../shared/imports.ts';
import { plain } from '../tables/coordinates.ts';
import { unguarded } from '../../shared/tables/formula.ts';

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
]);

/** Reads a cell as the field's value: null when it says nothing. Lengths and ranges are judged by the contract, not here. */
export function readValue(field: ImportField, cell: string): ReadValue {
  const text = plain(cell);
  if (text === '') return none;
  if (text.length > MAX_LENGTH && !TEXTS.has(field)) return bad({ code: 'TEXT_TOO_LONG', most: MAX_LENGTH });
  switch (field) {
    case 'code':
      // Excel shows a long code as 3.30302E+11 and saves it so: the digits are gone
      return /^\d\.\d+E\+\d+$/i.test(text) ? bad({ code: 'SHORTENED_BY_SPREADSHEET' }) : good(unguarded(cell));
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
    case 'keyHours':
      return readHours(text);
    case 'visitsPerMonth':
      return readFrequency(text);
    case 'minutesPerVisit':
      return readNumber(text.replace(/\s*(分钟|分|minutes?|mins?|m)$/i, ''));
    case 'ordersPerMonth':
    case 'volumePerMonth':
      return readNumber(text.replace(/\s*[^\d.,\s]{1,6}$/, '')); // a unit such as 条, 箱, kg
    default:
      return good(unguarded(cell));
  }
}

function readWord(text: string, words: Record<string, RegExp>): ReadValue {
  const found = Object.entries(words).find(([, pattern]) => pattern.test(text));
  return found ? good(found[0]) : bad({ code: 'NOT_ONE_OF', values: Object.keys(words) });
}

/** `1,234.5`, `1.234,5`, `1234,5` and `1 234`; a comma before three digits groups thousands. */
export function readNumber(text: string): ReadValue {
  const spaced = text.replace(/[\s'](?=\d)/g, '');
  const bare = /^[-+]?\d{1,3}(\.\d{3})+,\d+$/.test(spaced) ? spaced.replace(/\./g, '') : spaced;
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)
    ? bare.replace(/,/g, '')
    : bare.replace(/^([-+]?\d+),(\d+)$/, '$1.$2');
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(grouped) ? Number(grouped) : Number.NaN;
  return Number.isFinite(value) ? good(value) : bad({ code: 'NOT_A_NUMBER' });
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
/** Weeks in a month of the Gregorian year: 365.2425 / 7 / 12. */
const WEEKS_PER_MONTH = 4.348;

/** Visits a month: a number, or words such as 每周一次, 2次/月, weekly, 每两周1次. */
function readFrequency(text: string): ReadValue {
  const words = text
    .replace(/[一二两三四五六七八九十]/g, (c) => String(chinese[c]))
    .replace(/\s/g, '')
    .toLowerCase();
  const every: [RegExp, number][] = [
    [/^(weekly|onceaweek)$/, WEEKS_PER_MONTH],
    [/^(biweekly|fortnightly)$/, WEEKS_PER_MONTH / 2],
    [/^(monthly|onceamonth)$/, 1],
    [/^(quarterly|每季度?1次)$/, 1 / 3],
  ];
  const fixed = every.find(([pattern]) => pattern.test(words));
  if (fixed) return good(fixed[1]);
  const perPeriod = /^(?:每?(\d*)(周|月)(\d+(?:\.\d+)?)次?|(\d+(?:\.\d+)?)次?\/(周|月))$/.exec(words);
  if (!perPeriod) return readNumber(words.replace(/次$/, ''));
  const [, periods, before, times, timesFirst, after] = perPeriod;
  const value =
    (Number(times ?? timesFirst) / Number(periods || 1)) * ((before ?? after) === '周' ? WEEKS_PER_MONTH : 1);
  return Number.isFinite(value) ? good(Math.round(value * 1000) / 1000) : bad({ code: 'NOT_A_FREQUENCY' });
}

/** `8:00-21:30`, `08:00~12:00；13:00～18:00`, `8点-22点`, `24小时` → `08:00-21:30`, several separated by commas. */
function readHours(text: string): ReadValue {
  if (/^(24小时|全天|24\/7|24h(ours)?|00:00-24:00)$/i.test(text.replace(/\s/g, ''))) return good('00:00-24:00');
  const spans = text
    .split(/[,;、\n]+|\s+(?=\d)(?<=\d\s+)/)
    .map((s) => s.trim())
    .filter((s) => s !== '');
  const read = spans.map((span) => {
    const found =
      /^(\d{1,2})(?:[:点时.](\d{2})?分?)?\s*(?:-|~|–|—|至|到|to)\s*(\d{1,2})(?:[:点时.](\d{2})?分?)?$/i.exec(span);
    if (!found) return null;
    const [, h1, m1 = '00', h2, m2 = '00'] = found;
    return `${h1!.padStart(2, '0')}:${m1}-${h2!.padStart(2, '0')}:${m2}`;
  });
  return read.length > 0 && read.every((r) => r !== null) ? good(read.join(',')) : bad({ code: 'HOURS_OF_DAY' });
}
