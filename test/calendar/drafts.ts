import { setTimeout } from 'node:timers/promises';
import type { RepCalendar, RepMonth } from '../../shared/calendars.ts';
import type { DraftsResult } from '../../shared/calendarEdits.ts';
import type { Job } from '../../shared/jobs.ts';
import { ask } from '../problems/provoke.ts';
import { todayIn, until, type TestServer } from '../helpers/server.ts';

export const dayIn = (days: number): string =>
  new Date(Date.parse(todayIn()) + 86_400_000 * days).toISOString().slice(0, 10);

/** The first Monday that is at least so many days away. */
export function mondayIn(days: number): string {
  for (let ahead = days; ; ahead++) if (new Date(dayIn(ahead)).getUTCDay() === 1) return dayIn(ahead);
}

/** Gives the rep of the east a territory of E1 to E5, once a server. */
export async function giveTerritory(server: TestServer, login = 'rep.east', side: 'E' | 'W' = 'E'): Promise<void> {
  await ask(server, 'admin', 'post', '/territories', {
    unitId: side === 'E' ? server.units.east : server.units.west,
    kind: 'visit',
    name: `V ${login}`,
    repId: server.idOf(login),
    retailerIds: [1, 2, 3, 4, 5].map((k) => server.retailers.get(`${side}${k}`)!),
  });
}

/** Drafts the calendar of somebody, and waits for it. */
export async function draft(
  server: TestServer,
  wish: object,
  login = 'planner.east',
  of: object = { repId: server.idOf('rep.east') },
): Promise<DraftsResult> {
  const job = await ask<Job>(server, login, 'post', '/calendars/drafts', { ...of, seconds: 0.3, ...wish });
  let ended: Job | undefined;
  await until(async () => {
    ended = await ask<Job>(server, login, 'get', `/jobs/${job.jobId}`);
    if (ended.state === 'waiting' || ended.state === 'running') await setTimeout(20);
    return ended.state !== 'waiting' && ended.state !== 'running';
  });
  if (ended!.state !== 'done') throw new Error(`the job ended ${ended!.state}: ${ended!.problem}`);
  return ended!.result as DraftsResult;
}

export const month = (
  server: TestServer,
  from: string,
  to: string,
  login = 'planner.east',
  repId = server.idOf('rep.east'),
): Promise<RepMonth> => ask<RepMonth>(server, login, 'get', `/calendars/reps/${repId}?from=${from}&to=${to}`);

export async function draftOf(server: TestServer): Promise<RepCalendar> {
  const day = dayIn(1);
  return (await month(server, day, day)).draft!;
}

export const publish = <T>(server: TestServer, { calendarId, revision }: RepCalendar, fromDay: string): Promise<T> =>
  ask<T>(server, 'planner.east', 'post', `/calendars/${calendarId}/publish`, { revision, fromDay });
