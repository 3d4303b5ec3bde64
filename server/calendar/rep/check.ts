// Pure: one rep as JSON, checked for what no schema sees.
import { CalendarRequest, MOST_CALENDAR_DAYS } from '../../../shared/calendar.ts';
import { issueReason } from '../../../shared/problems/issue.ts';
import type { ProblemReason } from '../../../shared/problems/problems.ts';
import { CalendarError } from '../calendarError.ts';
import { addDays, horizonOf } from './horizon.ts';

/** Throws a CalendarError with everything that is wrong, each at its path. */
export function readRequest(text: string): CalendarRequest {
  const value = parse(text);
  const read = CalendarRequest.safeParse(value);
  if (!read.success) {
    throw new CalendarError(
      ...read.error.issues.map((issue) => ({
        path: ['body', ...issue.path].join('.'),
        reason: issueReason(issue, value),
      })),
    );
  }
  const faults = faultsOf(read.data);
  if (faults.length > 0) throw new CalendarError(...faults);
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new CalendarError({ reason: { code: 'CALENDAR_NOT_JSON' } });
  }
}

interface Fault {
  path: string;
  reason: ProblemReason;
}

function faultsOf(request: CalendarRequest): Fault[] {
  return [...dayFaults(request), ...absenceFaults(request), ...retailerFaults(request), ...travelFaults(request)];
}

function dayFaults({ days, absences }: CalendarRequest): Fault[] {
  const faults: Fault[] = [];
  days.forEach(({ day, from, to }, k) => {
    if (k > 0 && day <= days[k - 1]!.day)
      faults.push({ path: `body.days.${k}.day`, reason: { code: 'DAYS_NOT_RISING', day } });
    if (from >= to) faults.push({ path: `body.days.${k}`, reason: { code: 'ENDS_BEFORE_BEGIN' } });
  });
  const horizon = horizonOf({ days, absences });
  if (!horizon.isPresent.includes(true)) faults.push({ path: 'body.days', reason: { code: 'CALENDAR_NO_DAYS' } });
  if (days[days.length - 1]!.day > addDays(days[0]!.day, MOST_CALENDAR_DAYS - 1))
    faults.push({ path: 'body.days', reason: { code: 'CALENDAR_TOO_LONG', most: MOST_CALENDAR_DAYS } });
  return faults;
}

function absenceFaults({ absences }: CalendarRequest): Fault[] {
  return absences.flatMap(({ from, to }, k) => {
    const path = `body.absences.${k}`;
    const other = absences.slice(0, k).find((one) => one.from <= to && from <= one.to);
    return [
      ...(from > to ? [{ path, reason: { code: 'ENDS_BEFORE_BEGIN' } as const }] : []),
      ...(other ? [{ path, reason: { code: 'ABSENCES_OVERLAP', first: other.from, second: from } as const }] : []),
    ];
  });
}

function retailerFaults({ days, retailers, published }: CalendarRequest): Fault[] {
  const codes = new Set<string>();
  const faults: Fault[] = [];
  retailers.forEach(({ code, lastVisit, pins }, k) => {
    const path = `body.retailers.${k}`;
    if (codes.has(code)) faults.push({ path: `${path}.code`, reason: { code: 'RETAILER_CODE_TWICE', name: code } });
    codes.add(code);
    const twice = pins.find((day, p) => pins.indexOf(day) < p);
    if (twice !== undefined) faults.push({ path: `${path}.pins`, reason: { code: 'PINS_SAME_DAY', day: twice } });
    if (lastVisit !== undefined && lastVisit >= days[0]!.day)
      faults.push({ path: `${path}.lastVisit`, reason: { code: 'LAST_VISIT_LATE', first: days[0]!.day } });
  });
  for (const [code, list] of Object.entries(published)) {
    const twice = list.find((day, p) => list.indexOf(day) < p);
    if (twice !== undefined)
      faults.push({ path: `body.published.${code}`, reason: { code: 'PINS_SAME_DAY', day: twice } });
  }
  return faults;
}

function travelFaults({ retailers, base, travel }: CalendarRequest): Fault[] {
  if (!travel) return [];
  const rows = retailers.length + (base ? 1 : 0);
  return (['minutes', 'km'] as const).flatMap((name) =>
    travel[name].length !== rows || travel[name].some((row) => row.length !== rows)
      ? [{ path: `body.travel.${name}`, reason: { code: 'TRAVEL_ROWS', rows } as const }]
      : [],
  );
}
