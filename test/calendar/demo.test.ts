import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishCalendars } from '../../server/demo/calendars.ts';
import { PASSWORD, startTestServer, type TestServer } from '../helpers/server.ts';
import { dayIn, giveTerritory, month } from './drafts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await giveTerritory(server);
});
afterAll(() => server.stop());

describe('the demo', () => {
  it('publishes calendars from tomorrow on, with a holiday week, once', async () => {
    const said: string[] = [];
    const publish = () =>
      publishCalendars(server.url, PASSWORD, ({ en }) => said.push(en), new AbortController().signal);
    await publish();
    await publish();
    expect(said).toEqual(['  1 visit calendars published']);
    const { published, days } = await month(server, dayIn(1), dayIn(56));
    expect(published).toHaveLength(1);
    expect(published[0]!.fromDay).toBe(dayIn(1));
    expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(5);
    expect(days.filter(({ kind }) => kind === 'workday')).toHaveLength(1);
    const holidays = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day));
    expect(published[0]!.visits.filter(({ day }) => holidays.has(day))).toEqual([]);
  });
});
