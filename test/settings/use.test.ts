import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../shared/jobs.ts';
import type { OptimizedRoute } from '../../shared/optimize.ts';
import type { Retailer } from '../../shared/retailers.ts';
import { E1, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { change, dayFromNow } from './ground.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('the radius that a unit says', () => {
  beforeAll(async () => {
    const admin = server.as('admin');
    const changes = [{ retailerId: server.retailers.get('E2')!, thresholdM: 120 }];
    await admin.post('/api/v1/retailers/coordinates').send({ changes }).expect(200);
    await change(admin, { key: 'thresholdM', unitId: server.units.east, value: 150 });
  });

  it('is on the cards and in the lists of its retailers that have none of their own, and on no others', async () => {
    const admin = server.as('admin');
    const { items } = (await admin.get('/api/v1/retailers').expect(200)).body as { items: Retailer[] };
    const radius = Object.fromEntries(items.map(({ code, thresholdM }) => [code, thresholdM]));
    expect(radius).toMatchObject({ E1: 150, E2: 120, E3: 150, W1: 100 });
    const card = (await admin.get(`/api/v1/retailers/${server.retailers.get('E1')!}`).expect(200)).body as Retailer;
    expect(card.thresholdM).toBe(150);
  });

  it('is that of the geofences which a phone of the unit is given', async () => {
    const retailerIds = ['E1', 'E2'].map((code) => server.retailers.get(code)!);
    const plan = { repId: server.idOf('rep.east'), day: dayFromNow(0), retailerIds };
    await server.as('admin').post('/api/v1/plans').send(plan).expect(201);
    const location = { _type: 'location', tid: 'ab', lon: E1.lng, lat: E1.lat, tst: Math.floor(Date.now() / 1000) };
    const { body } = await request(server.url)
      .post('/pub')
      .auth('any', await server.deviceToken('rep.east'))
      .send(location)
      .expect(200);
    const [{ waypoints }] = body as [{ waypoints: { waypoints: { desc: string; rad: number }[] } }];
    expect(Object.fromEntries(waypoints.waypoints.map(({ desc, rad }) => [desc, rad]))).toEqual({
      'East shop 1 (E1)': 150,
      'East shop 2 (E2)': 120,
    });
  });
});

it('many stops, which are a job, are driven at the speed of the asker’s unit as few are', async () => {
  await change(server.as('admin'), { key: 'travelKmh', unitId: server.units.east, value: 40 });
  const stops = Array.from({ length: 501 }, (_, i) => ({
    id: String(i),
    position: { lng: E1.lng + (i % 25) * 0.002, lat: E1.lat + i * 0.0002 },
  }));
  const planner = server.as('planner.east');
  const asked = await planner.post('/api/v1/routes/optimize').send({ stops, seconds: 0.05 }).expect(202);
  let job = asked.body as Job;
  await until(async () => {
    job = (await planner.get(`/api/v1/jobs/${job.jobId}`).expect(200)).body as Job;
    return job.endedAt !== null;
  });
  expect((job.result as OptimizedRoute).travel.speedKmh).toBe(40);
});
