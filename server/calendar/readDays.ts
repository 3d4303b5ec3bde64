// Pure: a year's list of holidays and make-up days as a file has it.
import type { SentReason } from '../../shared/errors.ts';
import { Day } from '../../shared/text.ts';
import type { DayKind, SaidDay } from '../../shared/workingDays.ts';
import type { TableRow } from '../tables/table.ts';

type Field = 'day' | 'kind' | 'name';

/** Headings as the lists in use have them. */
const HEADINGS: Record<string, Field> = {
  day: 'day',
  date: 'day',
  日期: 'day',
  kind: 'kind',
  type: 'kind',
  类型: 'kind',
  name: 'name',
  holiday: 'name',
  名称: 'name',
  节日: 'name',
};

const KINDS: Record<string, DayKind> = {
  holiday: 'holiday',
  off: 'holiday',
  节假日: 'holiday',
  休: 'holiday',
  放假: 'holiday',
  workday: 'workday',
  work: 'workday',
  调休: 'workday',
  班: 'workday',
  上班: 'workday',
  half: 'half',
  半天: 'half',
  半日: 'half',
};

export function fieldOf(heading: string): Field | null {
  const word = heading.trim().toLowerCase();
  return Object.hasOwn(HEADINGS, word) ? HEADINGS[word]! : null;
}

export interface DaysRead {
  days: SaidDay[];
  faults: { line: number; reason: SentReason }[];
}

/** Every row as a day, or why it is none. Two rows of one day contradict each other. */
export function readDays(columns: readonly string[], rows: readonly TableRow[]): DaysRead {
  const fields = columns.map(fieldOf);
  const at = (field: Field): number => fields.indexOf(field);
  const days: SaidDay[] = [];
  const faults: DaysRead['faults'] = [];
  if (at('day') < 0 || at('kind') < 0) return { days, faults: [{ line: 1, reason: { code: 'DAYS_COLUMNS' } }] };
  for (const { line, cells } of rows) {
    const cell = (field: Field): string => (cells[at(field)] ?? '').trim();
    const day = dayOf(cell('day'));
    const kind = Object.hasOwn(KINDS, cell('kind').toLowerCase()) ? KINDS[cell('kind').toLowerCase()]! : null;
    if (day === null) faults.push({ line, reason: { code: 'NOT_A_DAY', text: cell('day').slice(0, 40) } });
    else if (kind === null) faults.push({ line, reason: { code: 'NOT_A_DAY_KIND', text: cell('kind').slice(0, 40) } });
    else if (days.some((one) => one.day === day)) faults.push({ line, reason: { code: 'DAY_TWICE', day } });
    else days.push({ day, kind, name: cell('name').slice(0, 100) });
  }
  return { days, faults };
}

/** 2026-10-01, 2026/10/1, 2026年10月1日, 20261001. */
function dayOf(text: string): string | null {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return Day.safeParse(day).success ? day : null;
}
