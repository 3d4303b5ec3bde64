// Pure: Cordeau's text (Networks 30, 1997) into a calendar to be solved.
import { CalendarError } from './calendarError.ts';
import type { CalendarProblem, Choice } from './solve/problem.ts';

/** A pattern is kept as bits of a 32-bit number. */
const MOST_DAYS = 30;
const MOST_CUSTOMERS = 2_000;
const MOST_VEHICLES = 200;

/**
 * `1 m n t`, then t lines `D Q` (0: no limit), then n + 1 lines `i x y service demand frequency patterns code…`, the depot
 * first; the highest of t bits of a code is day 1. Throws a CalendarError that names the line.
 */
export function readCordeau(text: string): CalendarProblem {
  const lines = text
    .split(/\r?\n/)
    .map((line, k) => ({ no: k + 1, words: line.trim().split(/\s+/) }))
    .filter(({ words }) => words[0] !== '');
  const rows = lines.map(({ no, words }) => ({ no, numbers: words.map((word) => numberOf(word, no)) }));
  const head = rows[0];
  if (!head) throw new CalendarError({ reason: { code: 'CALENDAR_FILE_EMPTY' } });
  const [type, m, n, t] = head.numbers;
  if (type !== 1) throw new CalendarError({ reason: { code: 'CALENDAR_NOT_PERIODIC', type: type! } });
  const vehicles = whole(m, 1, MOST_VEHICLES, 'm', head.no);
  const customers = whole(n, 1, MOST_CUSTOMERS, 'n', head.no);
  const days = whole(t, 1, MOST_DAYS, 't', head.no);
  const limits = rows.slice(1, 1 + days);
  const nodes = rows.slice(1 + days, 2 + days + customers);
  if (nodes.length < customers + 1) {
    throw new CalendarError({
      reason: { code: 'CALENDAR_FILE_ENDS', lines: rows.length, needed: 2 + days + customers },
    });
  }
  if (rows.length > 2 + days + customers) {
    throw new CalendarError({
      reason: { code: 'CALENDAR_FILE_LONG', lines: rows.length, needed: 2 + days + customers },
    });
  }
  const column = (k: number): Float64Array =>
    Float64Array.from(nodes, ({ no, numbers }) => atLeastZero(numbers[k], no, k > 2));
  const limit = (k: number): Float64Array =>
    Float64Array.from(limits, ({ no, numbers }) => atLeastZero(numbers[k], no, true) || Infinity);
  const size = customers + 1;
  const [x, y] = [column(1), column(2)];
  const travel = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) travel[i * size + j] = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
  return {
    n: customers,
    days,
    vehicles,
    travel,
    service: column(3),
    load: column(4),
    workLimit: limit(0),
    capacity: limit(1),
    choices: nodes.map(({ no, numbers }, i) => (i === 0 ? [] : patterns(numbers, days, no))),
    missCost: new Float64Array(size).fill(Infinity),
    balance: null,
    hours: null,
  };
}

function patterns(numbers: readonly number[], days: number, no: number): Choice[] {
  const count = whole(numbers[6], 1, 2 ** 20, 'patterns', no);
  if (numbers.length < 7 + count)
    throw new CalendarError({ reason: { code: 'CALENDAR_LINE_SHORT', line: no, needed: 7 + count } });
  return numbers.slice(7, 7 + count).map((code) => {
    whole(code, 1, 2 ** days - 1, 'code', no);
    const on = Array.from({ length: days }, (_, d) => d).filter((d) => (code >> (days - 1 - d)) & 1);
    return { slots: on.map((day) => ({ days: [day], cost: [0], skipCost: Infinity })), cost: 0 };
  });
}

function numberOf(word: string, line: number): number {
  const value = Number(word);
  if (!Number.isFinite(value))
    throw new CalendarError({ reason: { code: 'CALENDAR_NO_NUMBER', line, word: word.slice(0, 40) } });
  return value;
}

function atLeastZero(value: number | undefined, line: number, isChecked: boolean): number {
  if (value === undefined) throw new CalendarError({ reason: { code: 'CALENDAR_LINE_SHORT', line, needed: 7 } });
  if (isChecked && value < 0) throw new CalendarError({ reason: { code: 'CALENDAR_NEGATIVE', line, value } });
  return value;
}

function whole(value: number | undefined, least: number, most: number, name: string, line: number): number {
  if (value === undefined || !Number.isInteger(value) || value < least || value > most) {
    throw new CalendarError({ reason: { code: 'CALENDAR_OUT_OF_RANGE', line, name, least, most } });
  }
  return value;
}
