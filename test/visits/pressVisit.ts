import { randomUUID } from 'node:crypto';
import type { VisitDetail } from '../../shared/visits.ts';
import { pressAt, until, type TestServer } from '../helpers/server.ts';

export interface PressedVisit {
  login: string;
  code: string;
  at: { lng: number; lat: number };
  startedAt: Date;
  minutes: number;
  /** Said with both presses. */
  more?: Record<string, unknown>;
}

/** A visit that is pressed at both ends, some metres from a place, and judged. */
export async function pressVisit(
  server: TestServer,
  { login, code, at, startedAt, minutes, more = {} }: PressedVisit,
): Promise<VisitDetail> {
  const rep = server.as(login);
  const visitId = randomUUID();
  const endedAt = new Date(startedAt.getTime() + minutes * 60_000);
  const start = pressAt({ lng: at.lng + 0.00004, lat: at.lat + 0.00003 }, startedAt, more);
  const end = pressAt({ lng: at.lng - 0.00003, lat: at.lat + 0.00005 }, endedAt, { accuracyM: 11, ...more });
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get(code), ...start })
    .expect(201);
  await rep.post(`/api/v1/visits/${visitId}/end`).send(end).expect(201);
  let judged: VisitDetail | undefined;
  await until(async () => {
    judged = (await rep.get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
    return judged.state !== 'waiting';
  });
  return judged!;
}
