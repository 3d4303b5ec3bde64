import { setTimeout as wait } from 'node:timers/promises';
import type { InBoth } from '../../shared/problems/say.ts';
import { DraftsResult, makeDrafts, publishCalendar } from '../../shared/calendarEdits.ts';
import { readUnitWeeks } from '../../shared/calendars.ts';
import { readJob } from '../../shared/jobs.ts';
import { listUnits } from '../../shared/units.ts';
import { addAbsence, setWorkingDays } from '../../shared/workingDays.ts';
import { signedIn } from './client.ts';
import { demoDay } from './organisation.ts';

const WEEKS = 8;
/** Of search a rep: what is found by then is even, and the first start is not held up. */
const SECONDS = 1;

/** A published calendar for everybody, where nobody has one: with a holiday week, a make-up Saturday and a rep on leave. */
export async function publishCalendars(
  url: string,
  password: string,
  say: (line: InBoth) => void,
  signal: AbortSignal,
): Promise<void> {
  const admin = await signedIn(url, 'admin', password, signal);
  const { items: units } = await admin.call(listUnits);
  const { unitId } = units.find(({ parentId }) => parentId === null)!;
  const today = demoDay();
  const { reps } = await admin.call(readUnitWeeks, { params: { unitId }, query: { from: today, weeks: WEEKS } });
  if (reps.some(({ calendarId }) => calendarId !== null)) return;
  const toMonday = 8 - (new Date(today).getUTCDay() || 7);
  const monday = (weeks: number): number => toMonday + 7 * weeks;
  const holiday = { kind: 'holiday', name: '演示假期 Demo holiday' } as const;
  await admin.call(setWorkingDays, {
    body: {
      unitId,
      days: [
        ...[0, 1, 2, 3, 4].map((k) => ({ day: demoDay(monday(3) + k), ...holiday })),
        { day: demoDay(monday(3) - 2), kind: 'workday', name: '调休 Make-up day' },
      ],
    },
  });
  const onLeave = reps[3];
  if (onLeave) {
    const span = { fromDay: demoDay(monday(1)), toDay: demoDay(monday(1) + 4) };
    await admin.call(addAbsence, { body: { repId: onLeave.repId, kind: 'leave', ...span } });
  }
  const wish = { unitId, fromDay: demoDay(1), weeks: WEEKS, seconds: SECONDS };
  let job = await admin.call(makeDrafts, { body: wish });
  while (job.endedAt === null) {
    await wait(500, undefined, { signal });
    job = await admin.call(readJob, { params: { jobId: job.jobId } });
  }
  const made = DraftsResult.safeParse(job.result).data?.made ?? [];
  for (const { calendarId } of made)
    await admin.call(publishCalendar, { params: { calendarId }, body: { revision: 1, fromDay: demoDay(1) } });
  say({ en: `  ${made.length} visit calendars published`, zh: `  已发布 ${made.length} 份走访日历` });
}
