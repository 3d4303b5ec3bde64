import type { calendarProblems } from '../../shared/problems/calendar.ts';
import type { Provocations } from '../problems/provoke.ts';

const inFile = { unprovoked: 'only the command line reads such a file', test: 'test/calendar/periodic.test.ts' };
const inRep = { unprovoked: 'only the command line reads such a file', test: 'test/calendar/readRequest.test.ts' };

export const provocations: Provocations<typeof calendarProblems> = {
  CALENDAR_FILE_EMPTY: inFile,
  CALENDAR_NOT_PERIODIC: inFile,
  CALENDAR_FILE_ENDS: inFile,
  CALENDAR_FILE_LONG: inFile,
  CALENDAR_LINE_SHORT: inFile,
  CALENDAR_NO_NUMBER: inFile,
  CALENDAR_OUT_OF_RANGE: inFile,
  CALENDAR_NEGATIVE: inFile,
  CALENDAR_NOT_JSON: inRep,
  DAYS_NOT_RISING: inRep,
  LAST_VISIT_LATE: inRep,
  CALENDAR_NO_DAYS: inRep,
  CALENDAR_TOO_LONG: inRep,
  RETAILER_CODE_TWICE: inRep,
  PINS_SAME_DAY: inRep,
  ABSENCES_OVERLAP: inRep,
  TRAVEL_ROWS: inRep,
};
