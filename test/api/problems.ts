import { randomUUID } from 'node:crypto';
import type { fieldProblems } from '../../shared/problems/fields.ts';
import type { requestProblems } from '../../shared/problems/request.ts';
import { hoursOfDay } from '../retailers/problems.ts';
import { ask, day, get, patch, post, sent, type Provocation, type Provocations } from '../problems/provoke.ts';

const json = { 'Content-Type': 'application/json' };
const unit = (more: object) => post('admin', '/units', ({ root }) => ({ name: 'A', parentId: root, ...more }));
const plan = (more: object) =>
  post('admin', '/plans', (server) => ({
    repId: server.idOf('rep.east'),
    day: day(1),
    retailerIds: [server.retailers.get('E1')],
    ...more,
  }));
const body = (text: string | Buffer): Provocation => sent('admin', '/units', text, json);

export const requestProvocations: Provocations<typeof requestProblems> = {
  SIGN_IN_FIRST: get('nobody', '/me'),
  ROLE_MAY_NOT: get('rep.east', '/people'),
  OTHER_SITE: sent('admin', '/units', '{}', { ...json, Origin: 'https://elsewhere.example' }),
  TOO_LARGE: body(`{"name":"${'x'.repeat(1_100_000)}"}`),
  OWNER_ONLY: get('admin', '/ledger/rows'),
  TOO_LARGE_UNKNOWN_SENDER: sent('nobody', '/session', `{"login":"${'x'.repeat(70_000)}"}`, json),
  TOO_SLOW: { unprovoked: 'a body has 30 s between its pieces', test: 'test/server/body.test.ts' },
  NOT_UNPACKED: sent('admin', '/units', 'no gzip', { ...json, 'Content-Encoding': 'gzip' }),
  TOO_MUCH_AT_ONCE: { unprovoked: 'hundreds of megabytes have to be on their way', test: 'test/server/body.test.ts' },
  CUT_OFF: { unprovoked: 'whoever cuts off hears no answer', test: 'test/server/body.test.ts' },
  NOT_JSON: sent('admin', '/units', 'name=A', { 'Content-Type': 'application/x-www-form-urlencoded' }),
  ENCODING_UNKNOWN: sent('admin', '/units', '{}', { ...json, 'Content-Encoding': 'compress' }),
  NO_ENDPOINT: get('admin', '/nothing'),
  NO_ADDRESS: async (server) => (await server.as('admin').get('/nothing-here')).body as unknown,
  STRAY_REPORT: async (server) => (await server.as('admin').get('/?lat=28&lon=120')).body as unknown,
  REQUEST_UNREADABLE: get('admin', '/retailers/%ff'),
  FIELDS_WRONG: unit({ name: '' }),
  SERVER_FAULT: async (server) => {
    const { db } = server.running;
    await db.query('alter table unit rename to unit_away'); // a statement that a store sends fails
    try {
      return await ask(server, 'admin', 'get', '/units');
    } finally {
      await db.query('alter table unit_away rename to unit');
    }
  },
};

export const fieldProvocations: Provocations<typeof fieldProblems> = {
  MISSING: unit({ name: undefined }),
  WRONG_TYPE: unit({ name: 5 }),
  LESS_THAN: get('admin', '/people?limit=0'),
  MORE_THAN: get('admin', '/people?limit=9999'),
  TEXT_TOO_SHORT: post('admin', '/people', (server) => ({
    unitId: server.root,
    role: 'rep',
    name: 'A',
    login: 'a',
    password: 'short',
  })),
  TEXT_TOO_LONG: unit({ name: 'x'.repeat(101) }),
  LIST_TOO_SHORT: plan({ retailerIds: [] }),
  LIST_TOO_LONG: plan({ retailerIds: Array.from({ length: 201 }, () => randomUUID()) }),
  NOT_ONE_OF: patch('admin', '/settings', { recording: 'sometimes' }),
  WRONG_FORMAT: unit({ parentId: 'East' }),
  NOT_A_MULTIPLE: { unprovoked: 'no field of today asks for a multiple', test: 'test/problems/sentences.test.ts' },
  UNKNOWN_FIELDS: unit({ colour: 'red' }),
  NO_FORM_FITS: post('admin', '/routes/optimize', { stops: [], start: { somewhere: true } }),
  OBJECT_FOR_LIST: post('admin', '/people', { name: { length: { valueOf: 1, toString: 1 } } }),
  NUL_IN_TEXT: unit({ name: 'A\u0000B' }),
  BROKEN_UNICODE: unit({ name: 'A\ud800B' }),
  EMPTY: unit({ name: ' ' }),
  YEAR_OUT_OF_RANGE: get('admin', '/plans?day=1905-01-01'),
  TIME_OF_DAY: plan({ dayStart: '8 o’clock' }),
  HOURS_OF_DAY: hoursOfDay,
  WHOLE_NUMBER: get('admin', '/tiles/abc/one/1/1'),
  NOT_A_TILE: get('admin', '/tiles/abc/1/5/1'),
  LETTERS_AND_DIGITS: get('admin', '/tiles/a.b/1/1/1'),
  ENDS_BEFORE_BEGIN: plan({ lunch: { minutes: 30, from: '13:00', to: '12:00' } }),
  NOT_UTF8: body(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
  NESTS_TOO_DEEPLY: body('['.repeat(100) + ']'.repeat(100)),
  TOO_INTRICATE: body(`{${Array.from({ length: 20_000 }, (_, i) => `"a${i}":1`).join()}}`),
  NUMBER_TOO_LARGE: body('{"name":1e999}'),
  BROKEN_JSON: body('{"name":'),
  NOT_A_CURSOR: get('admin', '/people?cursor=nonsense'),
  NO_PLACE_IN_TABLE: get('admin', '/people/export?format=geojson'),
};
