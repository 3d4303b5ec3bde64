import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';

const METRICS_TOKEN = 'a-long-token-of-numbers';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(undefined, { METRICS_TOKEN });
});
afterAll(() => server.stop());

const ask = (token: string) => request(server.url).get('/metrics').set('Authorization', `Bearer ${token}`);
const read = async (): Promise<string> => (await ask(METRICS_TOKEN).expect(200)).text;
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

  it('are for whoever shows the token, wherever from, and for nobody else on this machine', async () => {
    await request(server.url).get('/metrics').expect(404);
    for (const token of ['another', 'a long token', `${METRICS_TOKEN}s`]) await ask(token).expect(404);
    await ask(METRICS_TOKEN).set('X-Forwarded-For', '203.0.113.7').expect(200);
  });

  it('are for nobody where no token is set: a proxy and a page in a browser come from this machine too', async () => {
    const unset = await startTestServer('UTC');
    for (const headers of [{}, { Host: 'localhost' }, { Via: '1.1 proxy' }, { 'X-Real-IP': '127.0.0.1' }])
      await request(unset.url).get('/metrics').set(headers).expect(404);
    for (const token of ['undefined', 'null', ''])
      await request(unset.url).get('/metrics').set('Authorization', `Bearer ${token}`).expect(404);
    await unset.stop();
  });
});
