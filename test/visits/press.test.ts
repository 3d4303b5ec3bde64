import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VerdictWord, type VisitSummary } from '../../shared/visits.ts';
import { E1, pressAt, until } from '../helpers/server.ts';
import { startPressing, server, minutesAgo, countPresses } from './pressedVisits.ts';

beforeAll(startPressing);
afterAll(() => server.stop());

describe('a press', () => {
  it('sent twice is one press', async () => {
    const rep = server.as('rep.west');
    const start = {
      visitId: randomUUID(),
      retailerId: server.retailers.get('W1'),
      ...pressAt({ lng: 120.15, lat: 28 }, minutesAgo(100)),
    };
    const [a, b] = await Promise.all([rep.post('/api/v1/visits').send(start), rep.post('/api/v1/visits').send(start)]);
    expect([a.status, b.status]).toEqual([201, 201]);
    expect(a.body).toEqual(b.body);
    const end = pressAt({ lng: 120.15, lat: 28 }, minutesAgo(90));
    const first = await rep.post(`/api/v1/visits/${start.visitId}/end`).send(end).expect(201);
    const again = await rep.post(`/api/v1/visits/${start.visitId}/end`).send(end).expect(201);
    expect((again.body as VisitSummary).endedAt).toBe((first.body as VisitSummary).endedAt);
    const { rows } = await countPresses(start.visitId);
    expect(rows).toBe(2);
  });

  it('with the id of another is a conflict, and changes nothing', async () => {
    const rep = server.as('rep.west');
    const start = {
      visitId: randomUUID(),
      retailerId: server.retailers.get('W1'),
      ...pressAt({ lng: 120.15, lat: 28 }, minutesAgo(80)),
    };
    await rep.post('/api/v1/visits').send(start).expect(201);
    const other = await rep
      .post('/api/v1/visits')
      .send({ ...start, retailerId: server.retailers.get('W2') })
      .expect(409);
    expect(other.body).toMatchObject({ code: 'CONFLICT' });
    await rep
      .post(`/api/v1/visits/${start.visitId}/end`)
      .send(pressAt({ lng: 120.15, lat: 28 }, minutesAgo(70)))
      .expect(201);
  });

  it('at a second retailer waits until the first visit is ended, and says which', async () => {
    const rep = server.as('rep.west');
    const first = {
      visitId: randomUUID(),
      retailerId: server.retailers.get('W1'),
      ...pressAt({ lng: 120.15, lat: 28 }, minutesAgo(60)),
    };
    const second = {
      visitId: randomUUID(),
      retailerId: server.retailers.get('W2'),
      ...pressAt({ lng: 120.15, lat: 28.0045 }, minutesAgo(50)),
    };
    await rep.post('/api/v1/visits').send(first).expect(201);
    const refused = await rep.post('/api/v1/visits').send(second).expect(409);
    expect(refused.body).toMatchObject({ code: 'VISIT_OPEN' });
    expect((refused.body as { detail: string }).detail).toContain(first.visitId);
    await rep
      .post(`/api/v1/visits/${first.visitId}/end`)
      .send(pressAt({ lng: 120.15, lat: 28 }, minutesAgo(52)))
      .expect(201);
    await rep.post('/api/v1/visits').send(second).expect(201);
    await rep
      .post(`/api/v1/visits/${second.visitId}/end`)
      .send(pressAt({ lng: 120.15, lat: 28.0045 }, minutesAgo(40)))
      .expect(201);
  });

  it('that ends a visit nobody started is refused', async () => {
    const refused = await server
      .as('rep.west')
      .post(`/api/v1/visits/${randomUUID()}/end`)
      .send(pressAt(E1, minutesAgo(5)))
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'VISIT_NOT_STARTED' });
  });

  it("that ends another rep's visit is refused", async () => {
    const visitId = randomUUID();
    await server
      .as('rep.west')
      .post('/api/v1/visits')
      .send({
        visitId,
        retailerId: server.retailers.get('W3'),
        ...pressAt({ lng: 120.15, lat: 28.009 }, minutesAgo(30)),
      })
      .expect(201);
    await server
      .as('rep.east')
      .post(`/api/v1/visits/${visitId}/end`)
      .send(pressAt(E1, minutesAgo(20)))
      .expect(409);
    await server
      .as('rep.west')
      .post(`/api/v1/visits/${visitId}/end`)
      .send(pressAt({ lng: 120.15, lat: 28.009 }, minutesAgo(20)))
      .expect(201);
  });

  it('by a phone whose clock says 1970 or next week is refused with the field, and nothing is stored', async () => {
    for (const at of ['1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
      const visitId = randomUUID();
      const refused = await server
        .as('rep.west')
        .post('/api/v1/visits')
        .send({ visitId, retailerId: server.retailers.get('W1'), pressedAt: at, fix: null })
        .expect(400);
      expect(refused.body).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'body.pressedAt' }] });
      expect((await countPresses(visitId)).rows).toBe(0);
    }
  });

  it('with one id by two reps at once is the visit of one of them', async () => {
    for (let round = 0; round < 4; round++) {
      const visitId = randomUUID();
      const start = (code: string) => ({
        visitId,
        retailerId: server.retailers.get(code),
        pressedAt: minutesAgo(1),
        fix: null,
      });
      const answers = await Promise.all([
        server.as('rep.east').post('/api/v1/visits').send(start('E1')),
        server.as('rep.west').post('/api/v1/visits').send(start('W1')),
      ]);
      expect(answers.map((a) => a.status).sort()).toEqual([201, 409]);
      const winner = answers[0].status === 201 ? 'rep.east' : 'rep.west';
      await server
        .as(winner)
        .post(`/api/v1/visits/${visitId}/end`)
        .send({ pressedAt: minutesAgo(0), fix: null })
        .expect(201);
    }
  });

  it('of a new visit ends the wait for one that was forgotten yesterday, which is judged as it is', async () => {
    const rep = server.as('rep.east');
    const [forgotten, next] = [randomUUID(), randomUUID()];
    await rep
      .post('/api/v1/visits')
      .send({ visitId: forgotten, retailerId: server.retailers.get('E1'), ...pressAt(E1, minutesAgo(60 * 30)) })
      .expect(201);
    await until(
      async () =>
        (await server.running.db.query('select from visit_day where revision <> judged_revision')).rowCount === 0,
    ); // the judge has seen it open
    await rep
      .post('/api/v1/visits')
      .send({ visitId: next, retailerId: server.retailers.get('E2'), pressedAt: minutesAgo(3), fix: null })
      .expect(201);
    await rep
      .post(`/api/v1/visits/${next}/end`)
      .send({ pressedAt: minutesAgo(2), fix: null })
      .expect(201);
    await until(async () => ((await rep.get(`/api/v1/visits/${forgotten}`)).body as VisitSummary).state !== 'open');
    const { body } = await rep.get(`/api/v1/visits/${forgotten}`).expect(200);
    expect(body).toMatchObject({ endedAt: null });
    expect(VerdictWord.options).toContain((body as VisitSummary).state);
  });

  it('works with the device token too', async () => {
    const token = await server.deviceToken('rep.west');
    const visitId = randomUUID();
    await request(server.url)
      .post('/api/v1/visits')
      .set('Authorization', `Bearer ${token}`)
      .send({
        visitId,
        retailerId: server.retailers.get('W4'),
        ...pressAt({ lng: 120.15, lat: 28.0135 }, minutesAgo(10)),
      })
      .expect(201);
    await request(server.url)
      .post(`/api/v1/visits/${visitId}/end`)
      .set('Authorization', `Bearer ${token}`)
      .send(pressAt({ lng: 120.15, lat: 28.0135 }, minutesAgo(2)))
      .expect(201);
  });
});
