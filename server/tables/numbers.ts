// Pure: a number with its unit, read as its column writes numbers.
import { asciiNumber } from '../../shared/numbers.ts';
import type { FieldReason } from '../../shared/problems/problems.ts';

export type ReadNumber = { ok: true; value: number } | { ok: false; why: FieldReason };

/** What the cells of a column have in common, and what its header says for all of them. */
export interface NumberStyle {
  /** The sign before the fraction; null where the column writes both. */
  decimal: '.' | ',' | null;
  /** The thing that is counted, where most cells name one. */
  unit: string | null;
  /** `万` in the header: what a cell without a multiplier of its own is multiplied by. */
  factor: number;
  /** `/周` in the header: months in the period of a cell that names none, inverted. */
  perMonth: number;
}

export const plainStyle: NumberStyle = { decimal: '.', unit: null, factor: 1, perMonth: 1 };

const multipliers: Record<string, number> = {
  亿: 1e8,
  億: 1e8,
  万: 1e4,
  萬: 1e4,
  w: 1e4,
  千: 1e3,
  k: 1e3,
  百: 100,
  十: 10,
};
/** Weeks and days in a month of the Gregorian year: 365.2425 / 7 / 12 and 365.2425 / 12. */
export const WEEKS_PER_MONTH = 4.348;
const DAYS_PER_MONTH = 30.437;
const periods: [RegExp, number][] = [
  [/^(天|日|day|daily|d)$/, DAYS_PER_MONTH],
  [/^(周|週|星期|week|weekly|wk|w)$/, WEEKS_PER_MONTH],
  [/^(月|month|monthly|mo|m)$/, 1],
  [/^(季度?|quarter|quarterly|q)$/, 1 / 3],
  [/^(半年)$/, 1 / 6],
  [/^(年|year|yearly|annual|annually|annum|yr|y|a)$/, 1 / 12],
];
const PERIOD = '天|日|周|週|星期|月|季度?|半年|年';
const PERIOD_EN = 'days?|d|weeks?|wk|w|months?|mo|m|quarters?|q|years?|yr|y|annum';

/** What is counted or weighed here. Another word may be another quantity: a case holds fifty cartons. */
const UNIT =
  /^(条|條|箱|件|包|盒|次|单|單|笔|筆|个|個|户|戶|票|人|家|元|万元|斤|公斤|千克|克|吨|升|kgs?|g|t|l|pcs|pieces?|cartons?|cases?|boxes|box|packs?|orders?|visits?|times?|x|units?)$/i;

const BODY = String.raw`[-+]?[\d.,\s']*\d[.,]?`;
const AMOUNT = new RegExp(
  String.raw`^(?:(?:平均)?每?(${PERIOD})均?)?\s*(${BODY}(?:e[-+]?\d{1,2}(?![\d.]))?)\s*((?:[亿億万萬千百十]|[kw](?![a-z]))*)(\d{0,4}[千百]?)\s*(.*)$`,
  'i',
);

interface Parts {
  digits: string;
  multiplier: string;
  /** `2千` of `1万2千`. */
  more: string;
  unit: string;
  period: string;
}

function partsOf(cell: string): Parts | null {
  const found = AMOUNT.exec(asciiNumber(cell.normalize('NFKC')).trim());
  if (!found) return null;
  const [, before = '', digits = '', multiplier = '', more = '', rest = ''] = found;
  const { unit, period } = withPeriod(rest);
  return { digits: digits.trim(), multiplier, more, unit, period: period || before };
}

/** `条/周`, `per week`, `每年` → what is counted, and in which time. */
function withPeriod(text: string): { unit: string; period: string } {
  const found = new RegExp(
    String.raw`^(.{0,20}?)\s*(?:[/每]|\b(?:per|an?|each)\b)\s*(${PERIOD}|${PERIOD_EN})$`,
    'i',
  ).exec(text.slice(0, 60));
  return found ? { unit: found[1]!.trim(), period: found[2]!.toLowerCase() } : { unit: text.trim(), period: '' };
}

function perMonthOf(period: string): number {
  const word = period.length > 2 ? period.replace(/s$/, '') : period;
  return periods.find(([pattern]) => pattern.test(word))?.[1] ?? 1;
}

/** How this column writes its numbers: decided by the cells that can only be read in one way. */
export function numberStyle(header: string, cells: readonly string[]): NumberStyle {
  const parts = cells.flatMap((cell) => partsOf(cell.slice(0, 60)) ?? []);
  const votes = parts.map(({ digits }) => decimalOf(digits));
  const [commas, points] = [votes.filter((v) => v === ',').length, votes.filter((v) => v === '.').length];
  const counted = new Map<string, number>();
  for (const { unit } of parts) if (UNIT.test(unit)) counted.set(unit, (counted.get(unit) ?? 0) + 1);
  const unit = [...counted].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  return { decimal: commas > 0 && points > 0 ? null : commas > 0 ? ',' : '.', unit, ...headerStyle(header) };
}

/** `月销量(万条)`, `销量（条/周）`, `年销量`, `weekly orders`. */
function headerStyle(header: string): Pick<NumberStyle, 'factor' | 'perMonth'> {
  const plain = header.normalize('NFKC').trim().toLowerCase();
  const inner = /[([【](.{1,20}?)[)\]】]\s*$/.exec(plain)?.[1] ?? '';
  const { unit, period } = withPeriod(inner);
  const first = /^(周|日|年|季度?|半年|daily|weekly|quarterly|yearly|annual)/.exec(plain)?.[1] ?? '';
  return { factor: /^[万萬千百]/.test(unit) ? multipliers[unit[0]!]! : 1, perMonth: perMonthOf(period || first) };
}

/** The decimal sign that these digits can only have; null where they may have either: `1.200`, `1,200`, `1200`. */
function decimalOf(digits: string): '.' | ',' | null {
  const signs = digits.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  if (last === undefined) return null;
  if (signs.some((sign) => sign !== last)) return last as '.' | ',';
  if (signs.length > 1) return last === '.' ? ',' : '.'; // repeated: it groups thousands
  const [whole = '', fraction = ''] = digits.split(last);
  const mayGroup = fraction.length === 3 && /^[-+]?[1-9]\d{0,2}$/.test(whole.replace(/[\s']/g, ''));
  return mayGroup ? null : (last as '.' | ',');
}

/** The number of digits as they stand; null where they are none, or may be two numbers in this column. */
function digitsValue(digits: string, columnDecimal: NumberStyle['decimal']): number | 'ambiguous' | null {
  const spaced = digits.replace(/[\s'](?=\d)/g, '');
  const own = decimalOf(spaced);
  const isOpen = own === null && /[.,]/.test(spaced);
  if (isOpen && columnDecimal === null) return 'ambiguous';
  const decimal = own ?? columnDecimal ?? '.';
  const grouping = decimal === '.' ? ',' : '.';
  const [whole = '', fraction] = spaced.split(decimal);
  const isGrouped = whole.includes(grouping);
  if (isGrouped && !new RegExp(`^[-+]?\\d{1,3}(\\${grouping}\\d{3})+$`).test(whole)) return null;
  const text = whole.replaceAll(grouping, '') + (fraction === undefined ? '' : `.${fraction}`);
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(text) ? Number(text) : null;
}

/** An amount a month: `1,234.5`, `1.2万`, `3.5k`, `120条/周`, `48/年`. A unit that is not known, or not the column's, is named and refused. */
export function readAmount(cell: string, style: NumberStyle = plainStyle): ReadNumber {
  const parts = partsOf(cell.slice(0, 60));
  if (!parts || cell.length > 60) return { ok: false, why: { code: 'NOT_A_NUMBER' } };
  const { digits, multiplier, more, unit, period } = parts;
  const value = digitsValue(digits, style.decimal);
  if (value === 'ambiguous') return { ok: false, why: { code: 'NUMBER_AMBIGUOUS' } };
  if (value === null || !Number.isFinite(value)) return { ok: false, why: { code: 'NOT_A_NUMBER' } };
  if (/\d/.test(unit)) return { ok: false, why: { code: 'NOT_A_NUMBER' } };
  if (unit !== '' && !UNIT.test(unit)) return { ok: false, why: { code: 'UNIT_UNKNOWN', unit: unit.slice(0, 20) } };
  if (unit !== '' && style.unit !== null && unit !== style.unit)
    return { ok: false, why: { code: 'UNIT_DIFFERS', unit, usual: style.unit } };
  const factor =
    multiplier === ''
      ? style.factor
      : [...multiplier.toLowerCase()].reduce((product, one) => product * multipliers[one]!, 1);
  const perMonth = period === '' ? style.perMonth : perMonthOf(period);
  return { ok: true, value: rounded((value * factor + moreOf(more, factor)) * perMonth) };
}

/** `2千` behind `1万` is 2,000; `2` behind it is 2,000 as well (一万二). */
function moreOf(more: string, factor: number): number {
  const [, digits = '', multiplier = ''] = /^(\d*)([千百]?)$/.exec(more) ?? [];
  if (digits === '') return 0;
  return Number(digits) * (multiplier === '' ? factor / 10 ** digits.length : multipliers[multiplier]!);
}

/** Without the last bits of a product: 1.1 × 10,000 is 11,000. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
