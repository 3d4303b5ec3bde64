import { randomUUID } from 'node:crypto';
import { type VisitDetail, type VisitSummary } from '../../shared/visits.ts';
import { pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

export let server: TestServer;

/** Starts a server whose judge runs. */
export async function startPressing(): Promise<void> {
  server = await startTestServer();
}

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

export async function visit(
  login: string,
  code: string,
  at: { lng: number; lat: number },
  startedAt: Date,
  minutes: number,
  more: Record<string, unknown> = {},
): Promise<VisitSummary> {
  const visitId = randomUUID();
  const rep = server.as(login);
  await rep
    .post('/api/v1/visits')
    .send({
      visitId,
      retailerId: server.retailers.get(code),
      ...pressAt({ lng: at.lng + 0.00004, lat: at.lat + 0.00003 }, startedAt, more),
    })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(
      pressAt({ lng: at.lng - 0.00003, lat: at.lat + 0.00005 }, new Date(startedAt.getTime() + minutes * 60_000), {
        accuracyM: 11,
        ...more,
      }),
    )
    .expect(201);
  let judged: VisitSummary | undefined;
  await until(async () => {
    judged = (await rep.get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitSummary;
    return judged.state !== 'waiting';
  });
  return judged!;
}

export async function countPresses(visitId: string): Promise<{ rows: number }> {
  const found = await server.as('admin').get(`/api/v1/visits/${visitId}`);
  return { rows: found.status === 404 ? 0 : (found.body as VisitDetail).presses.length };
}
