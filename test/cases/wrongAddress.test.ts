import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../web/build.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
  token = await server.deviceToken('rep.east');
});
afterAll(() => server?.stop());

const position = 'lat=28.01&lon=120.66&timestamp=1796000000&accuracy=8';

describe('a report that a phone sends to a wrong address', () => {
  it.each([
    ['/', `id=TOKEN&${position}`],
    ['/gps', 'token=TOKEN&lat=28.01&lon=120.66&time=2026-11-29T08:30:00.000Z&acc=8'],
    ['/index.php', `id=TOKEN&${position}`],
    ['/rep', `id=TOKEN&${position}`],
    ['/plans', `token=TOKEN&latitude=28.01&longitude=120.66&tst=1796000000`],
    ['/', 'id=TOKEN&location=28.01,120.66&timestamp=1796000000'],
    ['/', 'id=TOKEN&timestamp=1796000000&batt=81'],
    ['/', 'LAT=28.01&LON=120.66'],
    ['/healthz', `id=TOKEN&${position}`],
    ['/icon.svg', `id=TOKEN&${position}`],
    ['/api/docs/', `id=TOKEN&${position}`],
    ['/pub/me/phone', `id=TOKEN&${position}`],
    ['/owntracks/', `u=me&d=phone`],
    ['/wp-login.php', ''],
  ])('GET %s?%s is answered as no app takes for success, and names the right one', async (path, query) => {
    for (const accept of ['*/*', 'text/html']) {
      const answer = await request(server.url)
        .get(`${path}?${query.replace('TOKEN', token)}`)
        .set('Accept', accept)
        .expect(404);
      expect(answer.get('Content-Type')).toContain('application/problem+json');
      expect(answer.text).toContain('/pub');
    }
  });

  it.each(['/', '/gps', '/rep', '/owntracks'])('POST %s likewise', async (path) => {
    const answer = await request(server.url)
      .post(path)
      .send({ _type: 'location', lat: 28.01, lon: 120.66, tst: 1_796_000_000 })
      .expect(404);
    expect(answer.text).toContain('/pub');
  });

  it('is taken in where it belongs', async () => {
    await request(server.url).get(`/pub?id=${token}&${position}`).expect(200);
    await request(server.url)
      .get(`/pub/?id=${token}&${position.replace('28.01', '28.02').replace('000&', '009&')}`)
      .expect(200);
  });
});

describe('the pages', () => {
  it('are at the addresses of their screens, with what a link says in the address, and nowhere else', async () => {
    const built = JSON.parse(
      readFileSync(fileURLToPath(new URL('../../.build/web/pages.json', import.meta.url)), 'utf8'),
    ) as string[];
    expect(built).toEqual(
      expect.arrayContaining(['/', '/rep', '/setup', '/plans', '/retailers/import', '/people/phone']),
    );
    for (const path of built) {
      for (const address of [path, `${path === '/' ? '' : path}/?day=2026-11-29&at=28.01,120.66,14&token=x&q=lat`]) {
        const page = await request(server.url).get(address).set('Accept', 'text/html').expect(200);
        expect(page.text, address).toContain('<div id="app">');
      }
      await request(server.url)
        .get(`${path === '/' ? '' : path}/nowhere`)
        .set('Accept', 'text/html')
        .expect(404);
    }
  });
});
