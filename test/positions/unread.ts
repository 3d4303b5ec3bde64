import request from 'supertest';
import type { QuarantineItem } from '../../shared/quarantine.ts';
import type { unreadProblems } from '../../shared/problems/unread.ts';
import { ask, type Provocation, type Provocations } from '../problems/provoke.ts';

/** What rep.east's phone sends to the address for apps, one after the other; answers what the quarantine says of it. */
const phone =
  (...bodies: (object | string)[]): Provocation =>
  async (server) => {
    const token = await server.deviceToken('rep.east');
    for (const body of bodies) {
      const sending = request(server.url).post('/pub').auth('any', token);
      await sending.type(typeof body === 'string' ? 'text/plain' : 'application/json').send(body);
    }
    return ask(server, 'admin', 'get', '/positions/quarantine?limit=50');
  };
const located = { _type: 'location', tid: 'ab', lat: 28, lon: 120.6, tst: 1_790_000_000 };
const feature = (more: object) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [120.6, 28] },
  properties: { timestamp: '2026-03-02T08:00:00Z', ...more },
});

export const unreadProvocations: Provocations<typeof unreadProblems> = {
  NOT_A_LIST: phone({ locations: 1 }),
  PART_NOT_AN_OBJECT: phone({ locations: [1] }),
  FIXES_OVER_LIMIT: phone({ fixes: Array.from({ length: 1_001 }, () => ({ fixAt: '2026-03-02T08:00:00Z' })) }),
  PARTS_OVER_LIMIT: phone(Array.from({ length: 2_001 }, () => ({ ...located, _type: 'lwt' }))),
  BODY_NO_FORM: phone('{"lat":28.01,"lon" 120.66}'),
  NO_KNOWN_APP: phone({ anything: 1 }),
  NO_SUCH_MESSAGE: phone({ _type: 'dance' }),
  MESSAGE_ENCRYPTED: phone({ _type: 'encrypted', data: 'x' }),
  NOT_LOCATED: phone({ ...located, lon: '' }),
  CELLS_ONLY: phone({ id: 'x', timestamp: 1_790_000_000, wifi: 'a,b' }),
  COORDINATE_NO_NUMBER: phone({ ...located, lat: 'north' }),
  NO_SUCH_PLACE_ON_EARTH: phone({ ...located, lat: 91 }),
  PLACE_IS_PLACEHOLDER: phone({ ...located, lat: 0, lon: 0 }),
  NOT_TIMED: phone({ ...located, tst: null }),
  TIME_NO_MOMENT: phone({ ...located, tst: 'noon' }),
  STAY_WITHOUT_ENDS: phone({ locations: [feature({ action: 'visit' })] }),
  NEITHER_ENTER_NOR_LEAVE: phone({ ...located, _type: 'transition', event: 'pass' }),
  FIELD_NOT_READ: phone({ ...located, _id: 'x'.repeat(400) }),
  ELSEWHERE_THEN: phone([located, { ...located, lat: 29 }]),
  ELSEWHERE_STORED: phone({ ...located, tst: 1_790_000_060 }, { ...located, tst: 1_790_000_060, lat: 29 }),
  WAS_READABLE: async (server) => {
    const moved = phone({ ...located, tst: 1_790_000_120 }, { ...located, tst: 1_790_000_120, lat: 29 });
    const { items } = (await moved(server)) as { items: QuarantineItem[] };
    const { quarantineId } = items.find(({ why }) => why?.code === 'ELSEWHERE_STORED')!;
    return ask(server, 'admin', 'post', `/positions/quarantine/${quarantineId}/replay`);
  },
};
