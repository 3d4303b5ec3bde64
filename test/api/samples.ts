import { randomUUID } from 'node:crypto';

/** What a good request needs to name. */
export interface Known {
  unitId: string;
  repId: string;
  personId: string;
  retailerId: string;
  visitId: string;
  setupToken: string;
}

/** A good request of an endpoint: what the tests of bad input spoil in one place at a time. */
export interface Sample {
  /** Whose session it is sent with; `phone` is a rep's device token. */
  as: 'admin' | 'rep.east' | 'phone' | null;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** JSON, or the text of a file. */
  body?: Record<string, unknown> | string;
}

const fix = {
  position: { lng: 120.65, lat: 28 },
  accuracyM: 8,
  accuracyLevel: 0.68,
  source: 'gnss',
  fixAt: '2026-01-05T02:00:00Z',
  mock: false,
};
const press = { pressedAt: '2026-01-05T02:00:00Z', deviceId: 'p1', note: 'x', fix };

const today = new Date().toISOString().slice(0, 10);

/** A good request for every endpoint of the server. */
export function samples(known: Known): Record<string, Sample> {
  const { unitId, repId, personId, retailerId, visitId } = known;
  const named = randomUUID();
  return {
    'get /welcome': { as: null, query: {} },
    'post /setup': {
      as: null,
      body: {
        token: known.setupToken,
        orgName: 'Second',
        timeZone: 'Asia/Shanghai',
        name: 'N',
        login: `login-${named}`,
        password: 'long enough',
      },
    },
    'post /session': { as: null, body: { login: `nobody-${named}`, password: 'wrong password' } },
    'delete /session': { as: 'phone' },
    'get /me': { as: 'admin', query: {} },
    'get /tiles/:version/:z/:x/:y': { as: 'rep.east', params: { version: 'abc', z: '3', x: '1', y: '2' }, query: {} },
    'delete /me/sessions': { as: null }, // it would end the sessions that the rest is sent with
    'post /me/password': { as: 'admin', body: { current: 'wrong password', next: 'something quite else' } },
    'post /me/devices/:deviceId/token': { as: 'rep.east', params: { deviceId: randomUUID() } },
    'delete /me/devices/:deviceId': { as: 'rep.east', params: { deviceId: randomUUID() } },
    'post /devices/:deviceId/token': { as: 'admin', params: { deviceId: randomUUID() } },
    'get /me/stored/export': { as: 'rep.east', query: {} },
    'post /positions/erasures': { as: 'admin', body: { personId: randomUUID(), note: 'Left the company.' } },
    'get /me/devices': { as: 'admin', query: {} },
    'post /me/devices': { as: 'rep.east', body: { label: 'mine' } },
    'get /units': { as: 'admin', query: {} },
    'post /units': { as: 'admin', body: { name: `Unit ${named}`, parentId: unitId, timeZone: 'Asia/Shanghai' } },
    'get /people': { as: 'admin', query: { q: 'a', role: 'rep', unitId, limit: '10' } },
    'post /people': {
      as: 'admin',
      body: { unitId, role: 'rep', name: 'N', login: `login-${named}`, password: 'long enough' },
    },
    'patch /people/:personId': {
      as: 'admin',
      params: { personId },
      body: { name: 'Other', role: 'rep', unitId, isActive: true, password: 'long enough' },
    },
    'get /people/:personId/devices': { as: 'admin', params: { personId }, query: {} },
    'post /people/:personId/devices': { as: 'admin', params: { personId }, body: { label: 'x' } },
    'delete /devices/:deviceId': { as: 'admin', params: { deviceId: randomUUID() } },
    'get /retailers': { as: 'admin', query: { q: 'a', unitId, limit: '10' } },
    'get /retailers/points': { as: 'admin', query: { unitId } },
    'get /retailers/columns': { as: 'admin', query: { unitId } },
    'get /retailers/export': { as: 'admin', query: { format: 'csv', frame: 'gcj02', lang: 'zh', q: 'a', unitId } },
    'get /people/export': {
      as: 'admin',
      query: { format: 'xlsx', frame: 'wgs84', lang: 'en', q: 'a', role: 'rep', unitId },
    },
    'get /visits/export': {
      as: 'admin',
      query: {
        format: 'geojson',
        frame: 'bd09',
        lang: 'zh',
        day: '2026-01-05',
        repId,
        retailerId,
        unitId,
        state: 'valid',
        review: 'open',
      },
    },
    'get /plans/export': {
      as: 'admin',
      query: { format: 'csv', frame: 'wgs84', lang: 'zh', day: '2026-01-05', until: '2026-01-06', repId, unitId },
    },
    'get /positions/quarantine/export': { as: 'admin', query: { format: 'csv', frame: 'wgs84', lang: 'zh' } },
    'get /retailers/:retailerId': { as: 'admin', params: { retailerId }, query: {} },
    'post /retailers/import/preview': {
      as: 'admin',
      query: { fileName: 'a.csv', frame: 'wgs84', unitId, mapping: '{"code":"code"}' },
      body: 'code,name,lng,lat\nA,B,120,28',
    },
    'post /retailers/imports': {
      as: 'admin',
      query: { fileName: 'a.csv', frame: 'wgs84', unitId },
      body: 'code,name,lng,lat\nE1,East shop 1,120.65,28',
    },
    'get /retailers/imports/:importId': { as: 'admin', params: { importId: randomUUID() }, query: {} },
    'post /retailers/coordinates': {
      as: 'admin',
      body: {
        changes: [{ retailerId, position: { lng: 120.65, lat: 28 }, trust: 'confirmed', sigmaM: 5, thresholdM: 100 }],
      },
    },
    'get /jobs/:jobId': { as: 'admin', params: { jobId: randomUUID() } },
    'post /jobs/:jobId/cancel': { as: 'admin', params: { jobId: randomUUID() } },
    'get /backup': { as: 'admin', query: {} },
    'get /ledger/heads': { as: 'admin', query: { day: '2026-01-05' } },
    'get /ledger/rows': { as: 'admin', query: {} },
    'get /ledger/export': { as: 'admin', query: { from: '2026-01-05', to: '2026-01-06' } },
    'get /territories': { as: 'admin', query: { kind: 'visit' } },
    'post /territories': {
      as: 'admin',
      body: { unitId, kind: 'delivery', name: `T ${named}`, repId, retailerIds: [retailerId] },
    },
    'get /barriers': { as: 'admin', query: { unitId } },
    'post /barriers': {
      as: 'admin',
      body: {
        unitId,
        barriers: [
          {
            name: `B ${named}`,
            lines: [
              [
                { lng: 120.6, lat: 28 },
                { lng: 120.7, lat: 28 },
              ],
            ],
          },
        ],
      },
    },
    'patch /barriers/:barrierId': {
      as: 'admin',
      params: { barrierId: randomUUID() },
      body: {
        revision: 1,
        name: 'x',
        lines: [
          [
            { lng: 120.6, lat: 28 },
            { lng: 120.7, lat: 28 },
          ],
        ],
      },
    },
    'delete /barriers/:barrierId': { as: 'admin', params: { barrierId: randomUUID() }, query: { revision: '1' } },
    'post /barriers/:barrierId/restore': { as: 'admin', params: { barrierId: randomUUID() }, body: {} },
    'get /scenarios': { as: 'admin', query: { unitId, kind: 'visit' } },
    'post /scenarios': { as: 'admin', body: { unitId, kind: 'visit', name: `S ${named}`, from: 'empty', parts: 3 } },
    'get /scenarios/:scenarioId': { as: 'admin', params: { scenarioId: randomUUID() } },
    'get /scenarios/:scenarioId/units': { as: 'admin', params: { scenarioId: randomUUID() } },
    'get /scenarios/:scenarioId/stand': { as: 'admin', params: { scenarioId: randomUUID() } },
    'get /scenarios/:scenarioId/moves': { as: 'admin', params: { scenarioId: randomUUID() } },
    'post /scenarios/:scenarioId/copy': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { name: `C ${named}` },
    },
    'delete /scenarios/:scenarioId': { as: 'admin', params: { scenarioId: randomUUID() }, query: { revision: '1' } },
    'post /scenarios/:scenarioId/restore': { as: 'admin', params: { scenarioId: randomUUID() }, body: {} },
    'patch /scenarios/:scenarioId': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: {
        revision: 1,
        name: 'x',
        territories: [
          {
            no: 1,
            territoryId: null,
            name: 'x',
            repId,
            isLocked: false,
            share: 1,
            capacity: { volume: 10 },
            base: { lng: 120.65, lat: 28 },
          },
        ],
      },
    },
    'post /scenarios/:scenarioId/moves': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, moves: [{ to: 1, retailerIds: [retailerId] }] },
    },
    'post /scenarios/:scenarioId/locks': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, isLocked: true, retailerIds: [retailerId] },
    },
    'post /scenarios/:scenarioId/undo': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, steps: 2 },
    },
    'post /scenarios/:scenarioId/redo': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, steps: 2 },
    },
    'post /scenarios/:scenarioId/solve': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, from: 'here', seconds: 1, seed: 1 },
    },
    'post /scenarios/:scenarioId/publish': {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, day: '2026-01-05' },
    },
    'get /territories/maps': { as: 'admin', query: { unitId, kind: 'visit' } },
    'post /territories/maps/:mapId/publish': {
      as: 'admin',
      params: { mapId: randomUUID() },
      body: { day: '2026-01-05' },
    },
    'get /plans': { as: 'admin', query: { day: '2026-01-05', repId } },
    'post /plans': {
      as: 'admin',
      body: {
        repId,
        day: today,
        retailerIds: [retailerId],
        keepOrder: true,
        dayStart: '08:00',
        dayEnd: '18:00',
        lunch: { minutes: 30, from: '12:00', to: '13:00' },
        start: null,
        end: { lng: 120.6, lat: 28 },
      },
    },
    'post /routes/optimize': {
      as: 'admin',
      body: {
        stops: [
          {
            id: 'a',
            position: { lng: 120.65, lat: 28 },
            serviceMinutes: 5,
            windows: [{ from: '09:00', to: '10:00' }],
            mustVisit: false,
            priority: 2,
          },
          { id: 'b', position: { lng: 120.66, lat: 28 }, roadCondition: 'poor', pinnedAt: 2 },
        ],
        start: { stopId: 'a' },
        end: { position: { lng: 120.6, lat: 28 } },
        closed: false,
        dayStart: '08:00',
        dayEnd: '18:00',
        lunch: { minutes: 30, from: '12:00', to: '13:00' },
        seed: 3,
        seconds: 0.05,
      },
    },
    'post /plans/day': { as: 'admin', body: { unitId, day: today, replace: true } },
    'post /plans/week': { as: 'admin', body: { repId, days: [today], replace: true } },
    'post /plans/move': {
      as: 'admin',
      body: {
        day: '2026-01-05',
        retailerId,
        from: { repId, revision: 1 },
        to: { repId: personId, revision: null },
        place: 1,
        dryRun: true,
      },
    },
    'get /plans/:repId/:day': { as: 'admin', params: { repId, day: today } },
    'put /plans/:repId/:day': {
      as: 'admin',
      params: { repId, day: '2026-01-05' },
      body: {
        revision: 1,
        retailerIds: [retailerId],
        pinned: [retailerId],
        locked: false,
        optimize: true,
        dryRun: true,
        dayStart: '08:00',
        dayEnd: '18:00',
        lunch: null,
        start: { lng: 120.6, lat: 28 },
        end: null,
      },
    },
    'get /plans/:repId/:day/export': { as: 'admin', params: { repId, day: today }, query: { format: 'geojson' } },
    'get /plans/:repId/:day/actual': { as: 'admin', params: { repId, day: today } },
    'post /shifts/open': { as: 'rep.east', body: { at: '2026-01-05T00:00:00Z', clientId: named } },
    'post /shifts/close': { as: 'rep.east', body: { at: '2026-01-05T09:00:00Z', clientId: named } },
    'get /shifts': { as: 'admin', query: { repId, day: '2026-01-05' } },
    'get /settings': { as: 'admin', query: {} },
    'patch /settings': { as: 'admin', body: { recording: 'always' } },
    'get /settings/in-force': { as: 'admin', query: { unitId, day: today } },
    'get /settings/history': { as: 'admin', query: { unitId, key: 'workHours' } },
    'post /settings/changes': {
      as: 'admin',
      body: {
        key: 'workHours',
        value: { from: '09:00', to: '18:00' },
        unitId,
        fromDay: '2090-01-01',
        revision: 0,
        reason: 'x',
      },
    },
    'post /settings/withdrawals': {
      as: 'admin',
      body: { key: 'workHours', unitId, fromDay: '2090-01-02', revision: 1, reason: 'x' },
    },
    'get /me/stored': { as: 'rep.east', query: { day: '2026-01-05' } },
    'get /me/forgotten': { as: 'rep.east', query: { day: '2026-01-05' } },
    'post /me/forgotten/claim': {
      as: 'rep.east',
      body: { visitId: randomUUID(), retailerId, fromAt: '2026-01-05T02:00:00Z', note: 'x' },
    },
    'post /me/forgotten/dismiss': { as: 'rep.east', body: { retailerId, fromAt: '2026-01-05T02:00:00Z', note: 'x' } },
    'post //pub': {
      as: 'phone',
      body: {
        _type: 'location',
        lon: 120.65,
        lat: 28,
        tst: 1_767_578_400,
        acc: 8,
        batt: 50,
        vel: 3,
        alt: 7,
        cog: 90,
        _id: 'a',
        created_at: 1_767_578_401,
        tid: 'ab',
      },
    },
    'get //pub': {
      as: 'phone',
      query: {
        lat: '28',
        lon: '120.65',
        timestamp: '1767578400',
        speed: '1',
        bearing: '1',
        altitude: '1',
        accuracy: '5',
        batt: '50',
      },
    },
    'post /positions': {
      as: 'phone',
      body: {
        fixes: [
          {
            ...fix,
            speedMps: 1,
            courseDeg: 2,
            altitudeM: 3,
            battery: 0.5,
            sentAt: '2026-01-05T02:00:00+08:00',
            appFixId: 'f',
          },
        ],
      },
    },
    'get /positions/track': { as: 'admin', query: { repId, from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' } },
    'get /positions/day': { as: 'admin', query: { day: '2026-01-05', unitId, repId } },
    'get /positions/quarantine': { as: 'admin', query: { limit: '5' } },
    'post /positions/quarantine/:quarantineId/replay': { as: 'admin', params: { quarantineId: '999999' } },
    'post /visits': { as: 'rep.east', body: { visitId: randomUUID(), retailerId, ...press } },
    'post /visits/:visitId/end': { as: 'rep.east', params: { visitId }, body: press },
    'post /visits/:visitId/appeal': {
      as: 'rep.east',
      params: { visitId: randomUUID() },
      body: { note: 'I was there.' },
    },
    'post /visits/:visitId/decision': {
      as: 'admin',
      params: { visitId: randomUUID() },
      body: { word: 'valid', note: 'Seen.', verdictNo: 1 },
    },
    'post /visits/:visitId/decision/withdrawal': {
      as: 'admin',
      params: { visitId: randomUUID() },
      body: { decisionNo: 1 },
    },
    'get /visits': { as: 'admin', query: { day: '2026-01-05', repId, retailerId, unitId, state: 'open', limit: '5' } },
    'get /visits/:visitId': { as: 'admin', params: { visitId } },
    'get /live/snapshot': { as: 'admin', query: { day: '2026-01-05', unitId } },
  };
}
