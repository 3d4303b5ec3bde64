import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taughtTogether } from '../../server/places/learn/onePlace.ts';
import { learnPlaces } from '../../server/places/look.ts';
import { offset } from '../../server/visits/simulate/place.ts';
import type { ProposalSummary, SeveralAnswered } from '../../shared/placeProposals.ts';
import { distanceM, type LngLat } from '../../shared/geo.ts';
import { createRandom } from '../../shared/random.ts';
import { PASSWORD, E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

const shop = (retailerId: string, eastM: number) => ({ retailerId, registered: offset(E1, eastM, 0) });

describe('shops that visits teach at one place', () => {
  it('are told together from four on that are registered far from each other, and never as neighbours', () => {
    const far = [shop('a', 0), shop('b', 200), shop('c', 400), shop('d', 600)];
    expect(taughtTogether(far)).toEqual(['a', 'b', 'c', 'd']);
    expect(taughtTogether([...far, shop('e', 610)])).toContain('e');
    expect(taughtTogether(far.slice(1))).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 149 }), { maxLength: 30 }), (metres) => {
        expect(taughtTogether(metres.map((eastM, i) => shop(String(i), eastM)))).toEqual([]);
      }),
    );
  });
});

describe('several shops of one tea house', () => {
  let server: TestServer;
  let deputy: request.Agent;
  beforeAll(async () => {
    server = await startTestServer();
    const person = { unitId: server.units.east, role: 'rep', name: 'Deputy', login: 'deputy.east', password: PASSWORD };
    await server.as('admin').post('/api/v1/people').send(person).expect(201);
    deputy = request.agent(server.url);
    await deputy.post('/api/v1/session').send({ login: 'deputy.east', password: PASSWORD }).expect(201);
    await server.running.db.query('update retailer set threshold_m = 4000, threshold_own = true'); // no move is a long one
  });
  afterAll(() => server.stop());

  const teaHouse = offset(E1, 300, 700);
  const random = createRandom(9);
  let minute = 0;
  /** A visit of six minutes that was pressed in the tea house, by a phone that never measures the same twice. */
  async function visitFrom(place: LngLat, rep: request.Agent, code: string, day: string): Promise<void> {
    const visitId = randomUUID();
    const at = new Date(`${day}T08:00:00+08:00`).getTime() + 15 * 60_000 * minute++;
    const press = (ms: number) => ({
      ...pressAt(offset(place, 6 * random.normal(), 6 * random.normal()), new Date(ms), {
        accuracyM: 6 + random.next(),
      }),
      deviceId: rep === deputy ? 'second' : 'first',
    });
    await rep
      .post('/api/v1/visits')
      .send({ visitId, retailerId: server.retailers.get(code), ...press(at) })
      .expect(201);
    await rep
      .post(`/api/v1/visits/${visitId}/end`)
      .send(press(at + 360_000))
      .expect(201);
  }
  /** Each shop is visited by two people a day. */
  async function teach(codes: readonly string[], place: LngLat, days: readonly number[]): Promise<void> {
    for (const before of days) {
      const day = new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);
      minute = 0;
      for (const code of codes)
        for (const rep of [server.as('rep.east'), deputy]) await visitFrom(place, rep, code, day);
    }
    await until(async () => {
      const due = await server.running.db.query('select from visit_day where revision <> judged_revision');
      return due.rows.length === 0;
    });
    while (await learnPlaces(server.running.db, new Date(Date.now() + 1000)));
  }
  const open = async () => {
    const { body } = await server.as('auditor.east').get('/api/v1/places/proposals').expect(200);
    return new Map((body as { items: ProposalSummary[] }).items.map(({ code, proposalId }) => [code!, proposalId]));
  };
  const openCodes = async () => [...(await open()).keys()].sort();
  const post = async (path: string, body: object) =>
    (await server.as('auditor.east').post(`/api/v1/places/proposals/${path}`).send(body).expect(200)).body as unknown;
  const movedM = async (code: string) => {
    const { body } = await server
      .as('auditor.east')
      .get(`/api/v1/retailers/${server.retailers.get(code)!}`)
      .expect(200);
    return distanceM((body as { position: LngLat }).position, teaHouse);
  };

  it('are answered at once, those that can be; the others are left and named', async () => {
    await teach(['E1', 'E2', 'E4'], teaHouse, [9, 8, 7, 6]);
    await teach(['E3'], offset(E1, -400, 0), [5, 4]);
    const proposed = await open();
    expect([...proposed.keys()].sort()).toEqual(['E1', 'E2', 'E3', 'E4']);
    const [one, two, few] = ['E1', 'E2', 'E3'].map((code) => proposed.get(code)!) as [string, string, string];
    expect(await post('consequences', { proposalIds: [one, two, randomUUID()] })).toEqual({
      visits: 16,
      judged: 16,
      changes: [{ from: 'valid', to: 'valid', visits: 16 }],
    });
    const stranger = randomUUID();
    const said = (await post('answers', {
      proposalIds: [one, two, few, stranger],
      word: 'corrected',
      reason: 'seen on the map',
    })) as SeveralAnswered;
    expect(said.answered.map(({ proposalId }) => proposalId).sort()).toEqual([one, two].sort());
    expect(new Map(said.left.map(({ proposalId, why }) => [proposalId, why]))).toEqual(
      new Map([
        [few, 'few'],
        [stranger, 'unknown'],
      ]),
    );
    expect(await openCodes()).toEqual(['E3', 'E4']);
    expect(await movedM('E1')).toBeLessThan(10);
    const undone = (await post('undo', { answers: said.answered })) as SeveralAnswered;
    expect(undone.answered).toHaveLength(2);
    expect(await openCodes()).toEqual(['E1', 'E2', 'E3', 'E4']);
    expect(await movedM('E1')).toBeGreaterThan(500);
    expect(await post('undo', { answers: said.answered })).toMatchObject({ answered: [], left: [{}, {}] });
  });

  it('by two people at the same moment are answered once', async () => {
    const proposalIds = [...(await open()).values()];
    const both = await Promise.all(
      [proposalIds, [...proposalIds].reverse()].map((ids) => post('answers', { proposalIds: ids, word: 'refused' })),
    );
    const [first, second] = both as [SeveralAnswered, SeveralAnswered];
    expect(first.answered.length + second.answered.length).toBe(4);
    expect([...first.left, ...second.left].map(({ why }) => why)).toEqual(Array(4).fill('answered'));
    await post('undo', { answers: [...first.answered, ...second.answered] });
    expect(await openCodes()).toEqual(['E1', 'E2', 'E3', 'E4']);
  });

  it('are no proposals any more once a fourth shop is taught at the very same place: somebody is to stand there', async () => {
    await teach(['E5'], teaHouse, [3, 2]);
    expect(await openCodes()).toEqual(['E3']);
    const { rows } = await server.running.db.query<{ finding: string }>(
      'select distinct finding from place_found order by finding',
    );
    expect(rows).toEqual([{ finding: 'onePlace' }, { finding: 'proposed' }]);
  });
});
