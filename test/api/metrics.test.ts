import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const read = async (): Promise<string> => (await request(server.url).get('/metrics').expect(200)).text;
const value = (text: string, name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);

describe('the numbers of a process', () => {
  it('count what was stored and answered, by the pattern of the route and never by an id', async () => {
    const token = await server.deviceToken('rep.east');
    const fixes = Array.from({ length: 5 }, (_, i) => ({
      position: { lng: 120.65, lat: 28 },
      fixAt: new Date(Date.now() - i * 1_000).toISOString(),
    }));
    for (let again = 0; again < 2; again++)
      await request(server.url)
        .post('/api/v1/positions')
        .set('Authorization', `Bearer ${token}`)
        .send({ fixes })
        .expect(200);
    const retailerId = server.retailers.get('E1')!;
    await server.as('admin').get(`/api/v1/retailers/${retailerId}`).expect(200);
    await until(async () => (await read()).includes('/retailers/:retailerId'));
    const text = await read();
    expect(value(text, 'rounds_fixes_stored_total')).toBe(5);
    expect(value(text, 'rounds_writings_total')).toBe(2);
    expect(text).toContain(
      'rounds_http_request_seconds_count{method="GET",route="/api/v1/retailers/:retailerId",status="200"} 1',
    );
    expect(text).not.toContain(retailerId);
    for (const name of [
      'rounds_days_due',
      'rounds_jobs_open',
      'rounds_watchers',
      'rounds_fixes_waiting',
      'rounds_database_waiting',
    ])
      expect(value(text, name)).toBeGreaterThanOrEqual(0);
    expect(text).toContain('rounds_nodejs_eventloop_lag_p99_seconds');
  });

  it('are for this machine only, or for whoever shows the token', async () => {
    await request(server.url).get('/metrics').set('X-Forwarded-For', '203.0.113.7').expect(404);
    await request(server.url).get('/metrics').set('Forwarded', 'for=203.0.113.7').expect(404);
    await request(server.url).get('/metrics').set('Host', 'rebound.example').expect(404); // a page whose name points here
    const guarded = await startTestServer('UTC', { METRICS_TOKEN: 'a-long-token-of-numbers' });
    await request(guarded.url).get('/metrics').expect(404);
    await request(guarded.url).get('/metrics').set('Authorization', 'Bearer another').expect(404);
    await request(guarded.url).get('/metrics').set('Authorization', 'Bearer a long token').expect(404);
    await request(guarded.url)
      .get('/metrics')
      .set('Authorization', 'Bearer a-long-token-of-numbers')
      .set('X-Forwarded-For', '203.0.113.7')
      .expect(200);
    await guarded.stop();
  });
});
