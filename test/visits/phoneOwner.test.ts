import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VisitDetail } from '../../shared/visits.ts';
import { E1, pressAt, startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

let presses = 0;
const WEST = { ...E1, lng: E1.lng - 0.5 };
/** An hour of a day that is over: these hours are of one day in Shanghai. */
const at = (hour: number) => new Date((Math.floor(Date.now() / 86_400_000) - 2) * 86_400_000 + hour * 3_600_000);

/** The reasons of a visit of eight minutes whose presses name this phone. */
async function visit(login: string, code: string, startedAt: Date, deviceId: string): Promise<() => Promise<string[]>> {
  const rep = server.as(login);
  const visitId = randomUUID();
  const place = login === 'rep.east' ? E1 : WEST;
  const press = (when: Date) => ({
    ...pressAt({ ...place, lng: place.lng + (++presses % 97) * 1e-6 }, when),
    deviceId,
  });
  const start = { visitId, retailerId: server.retailers.get(code), ...press(startedAt) };
  await rep.post('/api/v1/visits').send(start).expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send(press(new Date(startedAt.getTime() + 480_000)))
    .expect(201);
  return async () => {
    let detail: VisitDetail | undefined;
    await until(async () => {
      detail = (await rep.get(`/api/v1/visits/${visitId}`).expect(200)).body as VisitDetail;
      return detail.state !== 'waiting';
    });
    return detail!.reasons;
  };
}

it('who names a phone that a colleague uses speaks against themselves, and not against the colleague', async () => {
  const before = await visit('rep.east', 'E1', new Date(at(3).getTime() - 86_400_000), 'phone-of-east');
  expect(await before()).not.toContain('DEVICE');
  const named = await visit('rep.west', 'W1', at(2), 'phone-of-east'); // earlier on the day than its owner
  expect(await named()).not.toContain('DEVICE'); // nobody else has used it on this day yet
  const owners = await visit('rep.east', 'E1', at(3), 'phone-of-east');
  expect(await owners()).not.toContain('DEVICE');
  const again = await visit('rep.west', 'W1', at(4), 'phone-of-east');
  expect(await again()).toContain('DEVICE');
});

it('a phone that nobody had before is theirs who named it first', async () => {
  const first = await visit('rep.east', 'E1', at(8), 'a new phone');
  const second = await visit('rep.west', 'W1', at(7), 'a new phone');
  expect(await second()).toContain('DEVICE');
  const later = await visit('rep.east', 'E1', at(9), 'a new phone');
  expect([...(await first()), ...(await later())]).not.toContain('DEVICE');
});
