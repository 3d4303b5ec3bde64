import { type VisitDetail, type VisitSummary } from '../../shared/visits.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { pressVisit } from './pressVisit.ts';

export let server: TestServer;

/** Starts a server whose judge runs. */
export async function startPressing(): Promise<void> {
  server = await startTestServer();
}

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

export const visit = (
  login: string,
  code: string,
  at: { lng: number; lat: number },
  startedAt: Date,
  minutes: number,
  more: Record<string, unknown> = {},
): Promise<VisitSummary> => pressVisit(server, { login, code, at, startedAt, minutes, more });

export async function countPresses(visitId: string): Promise<{ rows: number }> {
  const found = await server.as('admin').get(`/api/v1/visits/${visitId}`);
  return { rows: found.status === 404 ? 0 : (found.body as VisitDetail).presses.length };
}
