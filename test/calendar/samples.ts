import { randomUUID } from 'node:crypto';
import { calendarReads } from '../../shared/calendars.ts';
import { calendarEdits } from '../../shared/calendarEdits.ts';
import { workingDayContracts } from '../../shared/workingDays.ts';
import { samplesOf, today, type Known } from '../api/sample.ts';

const later = (days: number) => new Date(Date.parse(today) + 86_400_000 * days).toISOString().slice(0, 10);

export const samples = ({ unitId, repId, retailerId }: Known) =>
  samplesOf(
    { ...workingDayContracts, ...calendarReads, ...calendarEdits },
    {
      readWorkingDays: { as: 'admin', query: { unitId, year: '2026' } },
      setWorkingDays: {
        as: 'admin',
        body: { unitId, days: [{ day: '2026-10-01', kind: 'holiday', name: '国庆节' }] },
      },
      importWorkingDays: { as: 'admin', query: { unitId, store: 'false' }, body: 'day,kind\n2026-10-01,holiday' },
      confirmYear: { as: 'admin', params: { year: '2026' }, body: { unitId } },
      listAbsences: { as: 'admin', query: { repId, unitId, from: today, to: later(30) } },
      addAbsence: {
        as: 'admin',
        body: { repId, fromDay: later(200), toDay: later(201), part: 'day', kind: 'training' },
      },
      removeAbsence: { as: 'admin', params: { absenceId: randomUUID() } },
      readRepMonth: { as: 'admin', params: { repId }, query: { from: today, to: later(30) } },
      readUnitWeeks: { as: 'admin', params: { unitId }, query: { from: today, weeks: '8', state: 'draft' } },
      makeDrafts: {
        as: 'admin',
        body: {
          repId,
          fromDay: later(7),
          weeks: 8,
          style: 'weekday',
          changeMinutes: 10,
          fresh: false,
          replace: true,
          seconds: 0.2,
        },
      },
      moveVisit: {
        as: 'admin',
        params: { calendarId: randomUUID() },
        body: { revision: 1, retailerId, fromDay: later(7), toDay: later(8), pinned: true, dryRun: true },
      },
      undoMove: { as: 'admin', params: { calendarId: randomUUID() }, body: { revision: 1 } },
      readMoves: { as: 'admin', params: { calendarId: randomUUID() } },
      publishCalendar: {
        as: 'admin',
        params: { calendarId: randomUUID() },
        body: { revision: 1, fromDay: later(7) },
      },
      discardDraft: { as: 'admin', params: { calendarId: randomUUID() }, query: { revision: '1' } },
    },
  );
