import { randomUUID } from 'node:crypto';
import type { RepCalendar } from '../../shared/calendars.ts';
import type { calendarProblems } from '../../shared/problems/calendar.ts';
import { ask, post, remove, sent, type Provocation, type Provocations } from '../problems/provoke.ts';
import type { TestServer } from '../helpers/server.ts';
import { dayIn, draft, draftOf, giveTerritory, mondayIn, publish } from './drafts.ts';

const inFile = { unprovoked: 'only the command line reads such a file', test: 'test/calendar/periodic.test.ts' };
const inRep = { unprovoked: 'only the command line reads such a file', test: 'test/calendar/readRequest.test.ts' };

const csv = { 'Content-Type': 'text/csv' };
/** What cannot be read of a list of days: a line with its code, where the import answers. */
const days =
  (text: string): Provocation =>
  async (server) => {
    const path = `/working-days/import?unitId=${server.units.east}`;
    const { faults } = (await sent('admin', path, text, csv)(server)) as { faults: { reason: unknown }[] };
    return { reason: faults[0]!.reason };
  };

const from = mondayIn(3);
const absence = (fromDay: string, toDay: string) =>
  post('admin', '/absences', (server) => ({ repId: server.idOf('rep.east'), fromDay, toDay, kind: 'leave' }));

/** A draft of the east's rep, and what is done to it. */
const on =
  (act: (server: TestServer, draft: RepCalendar) => Promise<unknown>): Provocation =>
  async (server) => {
    await giveTerritory(server);
    await draft(server, { fromDay: from, replace: true, fresh: true });
    return act(server, await draftOf(server));
  };
const moved = (server: TestServer, { calendarId, revision, visits }: RepCalendar, more: object) => {
  const { retailerId, day } = visits[0]!;
  const body = { revision, retailerId, fromDay: day, toDay: day, pinned: true, ...more };
  return ask(server, 'admin', 'post', `/calendars/${calendarId}/move`, body);
};
const undone = (server: TestServer, { calendarId, revision }: RepCalendar) =>
  ask(server, 'admin', 'post', `/calendars/${calendarId}/undo`, { revision });

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
  NO_SUCH_CALENDAR: post('admin', `/calendars/${randomUUID()}/undo`, { revision: 1 }),
  NO_SUCH_ABSENCE: remove('admin', `/absences/${randomUUID()}`),
  AWAY_ALREADY: async (server) => {
    await absence(dayIn(100), dayIn(104))(server);
    return absence(dayIn(104), dayIn(108))(server);
  },
  NOTHING_TO_TAKE_BACK: on(undone),
  NO_SUCH_CALENDAR_VISIT: on((server, one) => moved(server, one, { fromDay: dayIn(2), toDay: dayIn(2) })),
  CALENDAR_CHANGED: on(async (server, one) => {
    await moved(server, one, {});
    return undone(server, one);
  }),
  OUTSIDE_CALENDAR: on((server, one) => moved(server, one, { toDay: dayIn(2) })),
  NOT_A_WORKING_DAY: on((server, one) => moved(server, one, { toDay: mondayOn(one, 5) })),
  VISITED_THAT_DAY: on((server, one) => {
    const { retailerId, day } = one.visits[0]!;
    const other = one.visits.find((visit) => visit.retailerId === retailerId && visit.day !== day)!;
    return moved(server, one, { toDay: other.day });
  }),
  CALENDAR_FROM_TOMORROW: on((server, one) => publish(server, one, dayIn(0))),
  CALENDAR_DAYS_GONE: on(async (server, one) => {
    const { day } = one.visits.at(-1)!;
    await absence(day, day)(server);
    return publish(server, one, from);
  }),
  CALENDAR_NOT_DRAFT: on(async (server, one) => {
    await publish(server, one, from);
    return undone(server, one);
  }),
  DAYS_FILE: sent('admin', (server) => `/working-days/import?unitId=${server.units.east}`, '%PDF-1.4', csv),
  REP_OR_UNIT: post('admin', '/calendars/drafts', { fromDay: from }),
  DAYS_COLUMNS: days('who,what\nx,y'),
  NOT_A_DAY: days('day,kind\n2026-02-30,holiday'),
  NOT_A_DAY_KIND: days('day,kind\n2026-10-01,party'),
  DAY_TWICE: days('day,kind\n2026-10-01,holiday\n2026-10-01,workday'),
};

/** So many days after the calendar's first Monday. */
function mondayOn({ fromDay }: RepCalendar, days: number): string {
  return new Date(Date.parse(fromDay) + 86_400_000 * days).toISOString().slice(0, 10);
}
