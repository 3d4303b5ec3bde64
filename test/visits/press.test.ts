import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VerdictWord, type VisitDetail, type VisitSummary } from '../../shared/visits.ts';
import { E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function visit(
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

describe('a visit', () => {
  it('made at the retailer for long enough is valid, and says why with its numbers', async () => {
    const judged = await visit('rep.east', 'E1', E1, minutesAgo(300), 8);
    expect(judged).toMatchObject({ state: 'valid', dwellS: 480, reasons: ['IN_PLACE'] });
    const detail = (await server.as('auditor.east').get(`/api/v1/visits/${judged.visitId}`).expect(200))
      .body as VisitDetail;
    expect(detail.presses.map((p) => p.kind)).toEqual(['start', 'end']);
    const answer = detail.verdicts.at(-1)!.answer as {
      start: { distanceM: number; pStar: number };
      end: { distanceM: number };
    };
    // on WGS-84 at 28° N a degree is 110,827 m of latitude and 98,362 m of longitude
    expect(answer.start.distanceM).toBeCloseTo(Math.hypot(0.00004 * 98_362, 0.00003 * 110_827), 2);
    expect(answer.end.distanceM).toBeCloseTo(Math.hypot(0.00003 * 98_362, 0.00005 * 110_827), 2);
    expect(answer.start.pStar).toBeGreaterThan(0.9);
  });

  it('pressed two kilometres away is not called a lie while the coordinate is only imported', async () => {
    const judged = await visit('rep.east', 'E2', { lng: E1.lng + 0.02, lat: E1.lat }, minutesAgo(280), 8);
    expect(judged.state).toBe('suspect');
    expect(judged.reasons).toEqual(expect.arrayContaining(['BOTH_PRESSES_ELSEWHERE', 'COORDINATE_UNCONFIRMED']));
    // an auditor stands at the door and says so: the visit is judged again, and the first judgement stays on record
    await server
      .as('auditor.east')
      .post('/api/v1/retailers/coordinates')
      .send({ changes: [{ retailerId: server.retailers.get('E2'), trust: 'surveyed' }] })
      .expect(200);
    let after: VisitDetail | undefined;
    await until(async () => {
      after = (await server.as('auditor.east').get(`/api/v1/visits/${judged.visitId}`)).body as VisitDetail;
      return after.verdicts.length > 1;
    });
    expect(after!.state).toBe('invalid');
    expect(after!.verdicts.map((v) => (v.answer as { verdict: string }).verdict)).toEqual(['suspect', 'invalid']);
  });

  it('with positions too vague to tell is unverifiable', async () => {
    const judged = await visit('rep.east', 'E3', { lng: E1.lng, lat: E1.lat + 0.009 }, minutesAgo(260), 8, {
      accuracyM: 900,
      source: 'cell',
    });
    expect(judged.state).toBe('unverifiable');
  });

  it('with a mock position goes to a person', async () => {
    const judged = await visit('rep.east', 'E4', { lng: E1.lng, lat: E1.lat + 0.0135 }, minutesAgo(240), 8, {
      mock: true,
    });
    expect(judged.state).toBe('suspect');
    expect(judged.reasons).toContain('MOCK');
  });

  it('is judged again when positions arrive that were recorded during it', async () => {
    const judged = await visit('rep.east', 'E5', { lng: E1.lng, lat: E1.lat + 0.018 }, minutesAgo(220), 8);
    expect(judged.state).toBe('valid');
    const token = await server.deviceToken('rep.east');
    const fixes = [1, 2, 3, 4, 5, 6].map((m) => ({
      position: { lng: E1.lng + 0.1, lat: E1.lat + 0.018 },
      fixAt: minutesAgo(220 - m).toISOString(),
      accuracyM: 8,
      source: 'gnss',
    }));
    await request(server.url)
      .post('/api/v1/positions')
      .set('Authorization', `Bearer ${token}`)
      .send({ fixes })
      .expect(200);
    let after: VisitDetail | undefined;
    await until(async () => {
      after = (await server.as('rep.east').get(`/api/v1/visits/${judged.visitId}`)).body as VisitDetail;
      return after.verdicts.length > 1;
    });
    expect(after!.state).toBe('suspect');
    expect(after!.verdicts[0]!.answer).toMatchObject({ verdict: 'valid' }); // the first judgement stays on record
  });
});

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

  it('with any numbers that are taken is judged: no phone can stop the judge', async () => {
    const rep = server.as('rep.west');
    const numbers = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, -1, 5e-324, 1e308, -1e308, 1e-9, 12),
    );
    const fixes = fc.record({
      position: fc.record({
        lng: fc.constantFrom(-180, 180, 0, 120.15, 120.1500001),
        lat: fc.constantFrom(-90, 90, 0, 28, 28.0000001),
      }),
      accuracyM: fc.option(numbers),
      accuracyLevel: fc.constantFrom(null, 0.68, 0.95),
      source: fc.constantFrom(null, 'gnss', 'wifi', 'cell', 'manual'),
      mock: fc.constantFrom(null, true, false),
      fixAt: fc.option(
        fc.date({ min: new Date('2015-01-02'), max: new Date(), noInvalidDate: true }).map((d) => d.toISOString()),
      ),
    });
    const days = fc.date({ min: new Date('2015-01-02'), max: new Date(), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(
        fc.option(fixes),
        fc.option(fixes),
        days,
        fc.integer({ min: -100_000, max: 100_000 }),
        async (start, end, startedAt, dwellS) => {
          const visitId = randomUUID();
          const started = await rep.post('/api/v1/visits').send({
            visitId,
            retailerId: server.retailers.get('W1'),
            pressedAt: startedAt,
            fix: start,
            note: '\u2028',
          });
          expect(started.status, started.text).toBe(201);
          const endedAt = new Date(
            Math.min(Math.max(startedAt.getTime() + dwellS * 1000, Date.parse('2015-01-02')), Date.now()),
          ); // a clock that is ahead is refused
          const ended = await rep.post(`/api/v1/visits/${visitId}/end`).send({ pressedAt: endedAt, fix: end });
          expect(ended.status, ended.text).toBe(201);
          await until(
            async () => ((await rep.get(`/api/v1/visits/${visitId}`)).body as VisitSummary).state !== 'waiting',
          );
        },
      ),
      { numRuns: 30 },
    );
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

async function countPresses(visitId: string): Promise<{ rows: number }> {
  const found = await server.as('admin').get(`/api/v1/visits/${visitId}`);
  return { rows: found.status === 404 ? 0 : (found.body as VisitDetail).presses.length };
}
