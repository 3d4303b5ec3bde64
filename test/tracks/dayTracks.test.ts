import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrackDay } from '../../shared/tracks.ts';
import { E1, startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('Asia/Shanghai', { POSITION_DAYS: '30' });
});
afterAll(() => server.stop());

/** Recent enough to be kept, whatever day it is. */
const DAY = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
const dayBefore = new Date(Date.parse(DAY) - 86_400_000).toISOString().slice(0, 10);
const phones = new Map<string, string>();

interface Said {
  /** The unit's clock, eight hours before UTC's. */
  at: string;
  day?: string;
  lng?: number;
  mock?: boolean;
  source?: string;
  accuracyM?: number;
}

async function send(login: string, fixes: readonly Said[]): Promise<void> {
  if (!phones.has(login)) phones.set(login, await server.deviceToken(login));
  const body = {
    fixes: fixes.map(({ at, day, lng, ...rest }) => ({
      position: { lng: lng ?? E1.lng, lat: E1.lat },
      fixAt: `${day ?? DAY}T${at}+08:00`,
      accuracyM: 10,
      source: 'gnss',
      ...rest,
    })),
  };
  await request(server.url)
    .post('/api/v1/positions')
    .set('Authorization', `Bearer ${phones.get(login)}`)
    .send(body)
    .expect(200);
}

async function ask(login: string, query: object = {}): Promise<TrackDay> {
  return TrackDay.parse(
    (
      await server
        .as(login)
        .get('/api/v1/positions/day')
        .query({ day: DAY, ...query })
        .expect(200)
    ).body,
  );
}
const looks = async () =>
  (
    await server.running.db.query<{ looker: string; rep: string; from: Date; to: Date }>(
      'select looker_id as looker, unnest(rep_ids) as rep, from_at as "from", to_at as "to" from look order by look_id',
    )
  ).rows;

describe('a day of tracks', () => {
  it("is the unit's day by the unit's clock: the first second of it, and none of the day after", async () => {
    await send('rep.east', [
      { at: '23:59:50', day: dayBefore },
      { at: '00:00:00' },
      { at: '08:00:00', lng: E1.lng + 0.01 },
      { at: '23:59:59', lng: E1.lng + 0.02 },
    ]);
    await send('rep.west', [{ at: '09:00:00', lng: E1.lng - 0.5 }]);
    const day = await ask('supervisor.east');
    expect([day.timeZone, day.fromAt, day.untilAt, day.isExpired, day.leftOut]).toEqual([
      'Asia/Shanghai',
      `${dayBefore}T16:00:00.000Z`,
      `${DAY}T16:00:00.000Z`,
      false,
      0,
    ]);
    expect(day.tracks.map(({ repId, name, atS, source }) => [repId, name, atS, source])).toEqual([
      [server.idOf('rep.east'), 'rep.east', [0, 28_800, 57_599], 'ggg'],
    ]);
    expect(day.tracks[0]!.lng).toEqual([12_065_000, 1_000, 1_000]);
  });

  it('shows everybody of the own units and below, a rep only themself, and nobody of a sister unit', async () => {
    const seen = async (login: string, query: object = {}) => (await ask(login, query)).tracks.map(({ name }) => name);
    expect(await seen('admin')).toEqual(['rep.east', 'rep.west']);
    expect(await seen('admin', { unitId: server.units.west })).toEqual(['rep.west']);
    expect(await seen('admin', { repId: server.idOf('rep.east') })).toEqual(['rep.east']);
    expect(await seen('supervisor.west')).toEqual(['rep.west']);
    expect(await seen('rep.east')).toEqual(['rep.east']);
    await server
      .as('supervisor.west')
      .get('/api/v1/positions/day')
      .query({ day: DAY, repId: server.idOf('rep.east') })
      .expect(404);
    await server
      .as('supervisor.west')
      .get('/api/v1/positions/day')
      .query({ day: DAY, unitId: server.units.east })
      .expect(404);
    await server
      .as('supervisor.west')
      .get('/api/v1/positions/day')
      .query({ day: DAY, unitId: server.root })
      .expect(404);
  });

  it('is a look at each track in it, once however often it is read, and none at the own', async () => {
    const before = (await looks()).length;
    await ask('auditor.east');
    await ask('auditor.east', { repId: server.idOf('rep.east') });
    await ask('rep.east');
    await ask('auditor.east', { day: '2026-01-01' }); // there is nothing to be looked at
    expect((await looks()).slice(before)).toEqual([
      {
        looker: server.idOf('auditor.east'),
        rep: server.idOf('rep.east'),
        from: new Date(`${DAY}T00:00:00+08:00`),
        to: new Date(Date.parse(`${DAY}T00:00:00+08:00`) + 86_400_000),
      },
    ]);
    const { body } = await server.as('rep.east').get('/api/v1/me/stored').expect(200);
    const lookers = (body as { looks: { lookerName: string }[] }).looks.map((look) => look.lookerName);
    expect(lookers.filter((name) => name === 'auditor.east')).toHaveLength(1);
    expect(lookers).not.toContain('rep.east');
  });

  it('leaves out what cannot be believed and counts it, and what a tower says beside what a satellite says', async () => {
    await server.running.db.query('delete from fix');
    await send('rep.east', [
      { at: '10:00:00' },
      { at: '10:01:00', mock: true, lng: E1.lng + 1 },
      { at: '10:02:00', source: 'manual', lng: E1.lng + 1 },
      { at: '10:03:00', source: 'cell', accuracyM: 900, lng: E1.lng + 0.02 },
      { at: '10:04:00' },
    ]);
    const [track] = (await ask('supervisor.east')).tracks;
    expect(track).toMatchObject({ atS: [36_000, 240], distrusted: 2 });
  });

  it('tells the stops to the second, of all that is stored', async () => {
    await server.running.db.query('delete from fix');
    const stop = Array.from({ length: 37 }, (_, i) => ({
      at: `11:${String(Math.floor(i / 6)).padStart(2, '0')}:${String((i % 6) * 10).padStart(2, '0')}`,
      lng: E1.lng + (i % 2) * 0.00001,
    }));
    await send('rep.east', [{ at: '10:58:00', lng: E1.lng + 0.02 }, ...stop, { at: '11:08:00', lng: E1.lng + 0.02 }]);
    const [track] = (await ask('supervisor.east')).tracks;
    expect(track!.stays.map(({ fromS, untilS }) => [fromS, untilS])).toEqual([[39_600, 39_960]]);
    expect(track!.atS.length).toBeLessThan(12);
  });

  it('of somebody who sent only what cannot be believed is empty and says so', async () => {
    await server.running.db.query('delete from fix');
    await send('rep.east', [{ at: '10:00:00', mock: true }]);
    expect((await ask('supervisor.east')).tracks).toMatchObject([{ atS: [], distrusted: 1, stays: [] }]);
  });

  it('that is beyond the time for which positions are kept says so, shows nothing and is no look', async () => {
    const before = await looks();
    const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
    await send('rep.east', [{ at: '10:00:00', day: longAgo }]);
    expect(await ask('supervisor.east', { day: longAgo })).toMatchObject({
      isExpired: true,
      positionDays: 30,
      tracks: [],
    });
    expect(await looks()).toEqual(before);
  });

  it('has its clock put forward: a day of 23 hours is one', async () => {
    await server.running.db.query(`update unit set time_zone = 'Europe/Berlin' where unit_id = $1`, [
      server.units.east,
    ]);
    const day = await ask('supervisor.east', { day: '2026-03-29' });
    expect([day.timeZone, day.fromAt, day.untilAt]).toEqual([
      'Europe/Berlin',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });

  it('names what is wrong with a bad question', async () => {
    for (const query of [
      { day: 'monday' },
      { day: DAY, repId: 'x' },
      { day: DAY, unitId: '' },
      { day: DAY, every: '10' },
      {},
    ]) {
      const { body } = await server.as('supervisor.east').get('/api/v1/positions/day').query(query).expect(400);
      expect((body as { fields: object[] }).fields.length).toBeGreaterThan(0);
    }
  });
});
