import type { calendarProblems } from '../../shared/problems/calendar.ts';
import type { Provocations } from '../problems/provoke.ts';

const inFile = { unprovoked: 'only the command line reads such a file', test: 'test/calendar/periodic.test.ts' };

export const provocations: Provocations<typeof calendarProblems> = {
  CALENDAR_FILE_EMPTY: inFile,
  CALENDAR_NOT_PERIODIC: inFile,
  CALENDAR_FILE_ENDS: inFile,
  CALENDAR_FILE_LONG: inFile,
  CALENDAR_LINE_SHORT: inFile,
  CALENDAR_NO_NUMBER: inFile,
  CALENDAR_OUT_OF_RANGE: inFile,
  CALENDAR_NEGATIVE: inFile,
  CALENDAR_NOT_JSON: inFile,
  DAYS_NOT_RISING: inFile,
  LAST_VISIT_LATE: inFile,
  CALENDAR_NO_DAYS: inFile,
  CALENDAR_TOO_LONG: inFile,
  RETAILER_CODE_TWICE: inFile,
  PINS_SAME_DAY: inFile,
  ABSENCES_OVERLAP: inFile,
  TRAVEL_ROWS: inFile,
};
