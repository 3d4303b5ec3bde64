import type { VisitDetail, VisitSummary } from '../../shared/visits.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { pressVisit } from './pressVisit.ts';

export let server: TestServer;

/** Starts a server whose judge runs. */
export async function startJudging(): Promise<void> {
  server = await startTestServer();
}

let hoursAgo = 40;

/** A judged visit of rep.east at a retailer, each an hour after the one before. */
export async function judgedVisit(
  code: string,
  at: { lng: number; lat: number },
  more: Record<string, unknown> = {},
): Promise<VisitDetail> {
  const startedAt = new Date(Date.now() - --hoursAgo * 3_600_000);
  const { visitId } = await pressVisit(server, { login: 'rep.east', code, at, startedAt, minutes: 8, more });
  return detail(visitId);
}

export async function detail(visitId: string, login = 'auditor.east'): Promise<VisitDetail> {
  return (await server.as(login).get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
}

export const queue = async (review: string, login = 'auditor.east') =>
  (
    (await server.as(login).get('/api/v1/visits').query({ review }).expect(200)).body as { items: VisitSummary[] }
  ).items.map((v) => v.visitId);

export const appeal = (visitId: string, note: string, login = 'rep.east') =>
  server.as(login).post(`/api/v1/visits/${visitId}/appeal`).send({ note });

export const decide = (visitId: string, body: Record<string, unknown>, login = 'auditor.east') =>
  server.as(login).post(`/api/v1/visits/${visitId}/decision`).send(body);
