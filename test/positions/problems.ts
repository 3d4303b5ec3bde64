import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { positionProblems } from '../../shared/problems/positions.ts';
import { after, get, post, HERE, type Provocation, type Provocations } from '../problems/provoke.ts';

const fix = { position: HERE, fixAt: '2026-01-05T02:00:00Z', accuracyM: 8 };
/** What a rep's phone sends to the product's own endpoint. */
const fixes =
  (body: object): Provocation =>
  async (server) => {
    const token = await server.deviceToken('rep.east');
    return (await request(server.url).post('/api/v1/positions').set('Authorization', `Bearer ${token}`).send(body))
      .body as unknown;
  };
const shift = (deed: 'open' | 'close', at: string, clientId: string = randomUUID(), login = 'rep.east') =>
  post(login, `/shifts/${deed}`, { at, clientId });
const [monday, first] = ['2026-01-05T00:00:00Z', randomUUID()];

export const provocations: Provocations<typeof positionProblems> = {
  DEVICE_TOKEN_NEEDED: post('rep.east', '/positions', { fixes: [fix] }),
  SPAN_TOO_LONG: get(
    'admin',
    ({ idOf }) => `/positions/track?repId=${idOf('rep.east')}&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z`,
  ),
  STILL_WORKS_HERE: post('admin', '/positions/erasures', ({ idOf }) => ({
    personId: idOf('rep.east'),
    note: 'They asked for it.',
  })),
  NOT_IN_QUARANTINE: post('admin', '/positions/quarantine/999999/replay', {}),
  TOO_MANY_POSITIONS: { unprovoked: 'a queue of thousands has to wait', test: 'test/positions/keep.test.ts' },
  SHIFT_ID_TAKEN: after(shift('open', monday, first, 'rep.west'), shift('open', monday, first)),
  SHIFT_OPEN: after(shift('open', '2026-01-06T00:00:00Z'), shift('open', '2026-01-06T00:30:00Z')),
  NO_SHIFT_OPEN: shift('close', '2026-02-05T00:00:00Z'),
  BEFORE_SHIFT_OPENED: after(
    shift('open', '2026-03-06T08:00:00Z', undefined, 'rep.west'),
    shift('close', '2026-03-06T07:00:00Z', undefined, 'rep.west'),
  ),
  NOT_UTC_MS: {
    unprovoked: 'the readers of phones write the times it stands on',
    test: 'test/positions/protocols/own.test.ts',
  },
  NO_ZONE: fixes({ fixes: [{ ...fix, fixAt: '2026-01-05T02:00:00' }] }),
  YEAR_ZERO: {
    unprovoked: 'the readers of phones write the times it stands on',
    test: 'test/positions/protocols/own.test.ts',
  },
  NOT_A_LEVEL: fixes({ fixes: [{ ...fix, accuracyLevel: 0.5 }] }),
  NOT_FIXES: fixes({ fixes: {} }),
  NO_FIXES: fixes({ fixes: [] }),
  TOO_MANY_FIXES: fixes({ fixes: Array.from({ length: 1_001 }, () => fix) }),
};
