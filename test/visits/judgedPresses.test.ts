import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VisitDetail, type VisitSummary } from '../../shared/visits.ts';
import { E1, until } from '../helpers/server.ts';
import { startPressing, server, minutesAgo, visit } from './pressedVisits.ts';

beforeAll(startPressing);
afterAll(() => server.stop());

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
});
