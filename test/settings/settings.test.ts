import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLines } from '../../server/ledger/export.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { createVerifier } from '../../server/chain.ts';
import type { SettingHistory } from '../../shared/settingChanges.ts';
import { settingKeys, settings } from '../../shared/settings.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { change, dayFromNow, inForce, settingEntries, settingOf } from './ground.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('Asia/Shanghai', { TRAVEL_KMH: '20', LUNCH: 'none' });
});
afterAll(() => server.stop());

const admin = () => server.as('admin');
const post = (what: 'changes' | 'withdrawals', body: object, login = 'admin') =>
  server.as(login).post(`/api/v1/settings/${what}`).send(body);
const today = dayFromNow(0);
const tomorrow = dayFromNow(1);

describe('where nobody says anything', () => {
  it('the environment does, else the built-in value, and the answer says which', async () => {
    const { items } = await inForce(admin(), server.units.east);
    expect(items.map(({ key }) => key)).toEqual(settingKeys);
    const of = new Map(items.map((item) => [item.key, item]));
    expect(of.get('travelKmh')).toEqual({
      key: 'travelKmh',
      value: 20,
      origin: { source: 'environment', variable: 'TRAVEL_KMH' },
      revision: 0,
    });
    expect(of.get('lunch')).toMatchObject({ value: null, origin: { source: 'environment', variable: 'LUNCH' } });
    expect(of.get('requiredDwellS')).toMatchObject({ value: 180, origin: { source: 'builtIn' } });
    for (const { key, value, origin } of items)
      if (origin.source === 'builtIn') expect(value).toEqual(settings[key].builtIn);
  });
});

describe('a value of a unit', () => {
  it('counts from its day on, for the unit and those below it, and says who set it and why', async () => {
    const { root, units } = server;
    const workHours = { from: '09:00', to: '18:00' };
    const { change: act } = await change(admin(), {
      key: 'workHours',
      unitId: root,
      value: workHours,
      reason: 'Summer',
    });
    expect(act).toMatchObject({ changeNo: 1, deed: 'set', state: 'inForce', setByName: 'Root', fromDay: today });
    const east = { from: '10:00', to: '16:00' };
    await change(server.as('admin.east'), { key: 'workHours', unitId: units.east, value: east, fromDay: tomorrow });

    const origin = {
      source: 'organisation',
      unitId: root,
      fromDay: today,
      reason: 'Summer',
      setBy: server.idOf('admin'),
    };
    expect(await settingOf(admin(), 'workHours', root)).toMatchObject({ value: workHours, origin, revision: 1 });
    expect(await settingOf(admin(), 'workHours', units.east)).toMatchObject({ value: workHours, origin, revision: 1 });
    expect(await settingOf(admin(), 'workHours', units.east, tomorrow)).toMatchObject({
      value: east,
      origin: { source: 'unit', unitId: units.east, fromDay: tomorrow, reason: null },
    });
    expect(await settingOf(admin(), 'workHours', units.west, tomorrow)).toMatchObject({
      value: workHours,
      revision: 0,
    });
    expect(await settingOf(admin(), 'workHours', root, dayFromNow(-1))).toMatchObject({
      origin: { source: 'builtIn' },
    });
    expect(await settingOf(server.as('rep.east'), 'workHours', units.east)).toMatchObject({ value: workHours });
  });

  it('is inherited again when the unit has none of its own any more', async () => {
    const { root, units } = server;
    await change(admin(), { key: 'visitMinutes', unitId: root, value: 12 });
    await change(admin(), { key: 'visitMinutes', unitId: units.west, value: 20 });
    expect(await settingOf(admin(), 'visitMinutes', units.west)).toMatchObject({ value: 20 });
    const { inForce: after } = await change(admin(), {
      key: 'visitMinutes',
      unitId: units.west,
      inherit: true,
      fromDay: tomorrow,
    });
    expect(after).toMatchObject({ value: 12, origin: { source: 'organisation', unitId: root }, revision: 2 });
    expect(await settingOf(admin(), 'visitMinutes', units.west)).toMatchObject({ value: 20 });
    await change(admin(), { key: 'visitMinutes', unitId: root, inherit: true });
    expect(await settingOf(admin(), 'visitMinutes', units.west, tomorrow)).toMatchObject({
      value: 10,
      origin: { source: 'builtIn' },
    });
  });

  it('said again for the same day replaces it, and both are kept; one to come can be withdrawn', async () => {
    const { root } = server;
    const set = (value: number, fromDay: string) =>
      change(admin(), { key: 'visitsAMonth', unitId: root, value, fromDay });
    await set(2, today);
    await set(3, tomorrow);
    await set(4, tomorrow);
    expect(await settingOf(admin(), 'visitsAMonth', root, tomorrow)).toMatchObject({ value: 4, revision: 3 });
    const withdrawal = { key: 'visitsAMonth', unitId: root, fromDay: tomorrow, revision: 3, reason: 'a slip' };
    const { body } = await post('withdrawals', withdrawal).expect(201);
    expect(body).toMatchObject({
      change: { deed: 'withdraw', state: 'withdrawn', reason: 'a slip' },
      inForce: { value: 2 },
    });
    await post('withdrawals', { ...withdrawal, revision: 4 }).expect(404); // there is none any more
    await set(5, tomorrow);
    const history = await admin()
      .get('/api/v1/settings/history')
      .query({ unitId: root, key: 'visitsAMonth' })
      .expect(200);
    expect(
      (history.body as SettingHistory).items.map(({ changeNo, deed, value, state }) => [changeNo, deed, value, state]),
    ).toEqual([
      [5, 'set', 5, 'coming'],
      [4, 'withdraw', null, 'replaced'],
      [3, 'set', 4, 'replaced'],
      [2, 'set', 3, 'replaced'],
      [1, 'set', 2, 'inForce'],
    ]);
  });

  it('is refused where somebody else changed it since it was read: of two at once one is heard', async () => {
    const body = { key: 'detourFactor', unitId: server.root, fromDay: today, revision: 0 };
    const answers = await Promise.all([1.2, 1.4, 1.5].map((value) => post('changes', { ...body, value })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({ code: 'CONFLICT', reason: { code: 'SETTING_CHANGED_MEANWHILE' } });
    await post('changes', { ...body, value: 1.6, revision: 0 }).expect(409);
    await post('changes', { ...body, value: 1.6, revision: 7 }).expect(409);
    await post('changes', { ...body, value: 1.6, revision: 1 }).expect(201);
  });
});

describe('what cannot be', () => {
  const refused = async (body: object, field: string, code: string, login = 'admin') => {
    const { body: problem } = await post(
      'changes',
      { fromDay: today, revision: 0, unitId: server.root, ...body },
      login,
    ).expect(400);
    expect((problem as { fields: object[] }).fields).toMatchObject([{ path: field, reason: { code } }]);
  };

  it.each<[string, object, string, string]>([
    [
      'a day that ends before it begins',
      { key: 'workHours', value: { from: '17:00', to: '08:00' } },
      'body.value',
      'MUST_END_AFTER_BEGIN',
    ],
    ['a radius of a metre', { key: 'thresholdM', value: 1 }, 'body.value', 'LESS_THAN'],
    ['a dwell in words', { key: 'requiredDwellS', value: 'long' }, 'body.value', 'WRONG_TYPE'],
    ['a setting that there is not', { key: 'colour', value: 'red' }, 'body.key', 'NO_FORM_FITS'],
    ['neither a value nor inherit', { key: 'travelKmh' }, 'body.value', 'VALUE_OR_INHERIT'],
    ['both', { key: 'travelKmh', value: 30, inherit: true }, 'body.value', 'VALUE_OR_INHERIT'],
    [
      'a file of tiles that there is not',
      { key: 'baseMap', value: { kind: 'file' } },
      'body.value.kind',
      'NO_TILE_FILE',
    ],
    [
      'retention from yesterday',
      { key: 'positionDays', value: 30, fromDay: dayFromNow(-1) },
      'body.fromDay',
      'BEFORE_TODAY',
    ],
    [
      'a recording rule from tomorrow',
      { key: 'recording', value: 'shift', fromDay: tomorrow },
      'body.fromDay',
      'ONLY_TODAY',
    ],
  ])('%s is refused with its field', (_what, body, field, code) => refused(body, field, code));

  it('a unit has no retention of its own, and nobody changes what is above or beside them', async () => {
    await refused(
      { key: 'positionDays', value: 30, unitId: server.units.east },
      'body.unitId',
      'OF_WHOLE_ORGANISATION',
    );
    const body = { key: 'travelKmh', value: 30, fromDay: today, revision: 0 };
    for (const unitId of [server.root, server.units.west])
      await post('changes', { ...body, unitId }, 'admin.east').expect(404);
    await post('changes', { ...body, unitId: server.units.east }, 'planner.east').expect(403);
    await server.as('rep.east').get('/api/v1/settings/in-force').query({ unitId: server.units.west }).expect(404);
    await server.as('rep.east').get('/api/v1/settings/history').query({ unitId: server.root }).expect(404);
  });

  it('what is in force is changed, not withdrawn', async () => {
    await change(admin(), { key: 'travelKmh', unitId: server.units.west, value: 33 });
    const body = { key: 'travelKmh', unitId: server.units.west, fromDay: today, revision: 1 };
    const { body: problem } = await post('withdrawals', body).expect(400);
    expect((problem as { fields: object[] }).fields).toMatchObject([
      { path: 'body.fromDay', reason: { code: 'NOT_TO_COME' } },
    ]);
  });
});

describe('the ledger', () => {
  it('says each change that touches evidence, with its author, and no other', async () => {
    const before = await settingEntries(server, server.units.west);
    await change(admin(), { key: 'requiredDwellS', unitId: server.units.west, value: 240, reason: 'Trial' });
    await change(admin(), { key: 'visitMinutes', unitId: server.units.west, value: 14 });
    const entries = (await settingEntries(server, server.units.west)).slice(before.length);
    expect(entries).toMatchObject([
      {
        key: 'requiredDwellS',
        unitId: server.units.west,
        changeNo: 1,
        fromDay: today,
        deed: 'set',
        value: 240,
        reason: 'Trial',
        changedBy: server.idOf('admin'),
      },
    ]);
  });

  it('keeps the bytes of the recording rule, which is a setting with a history now', async () => {
    const before = await settingEntries(server, server.root);
    await admin().patch('/api/v1/settings').send({ recording: 'shift' }).expect(200);
    await admin().patch('/api/v1/settings').send({ recording: 'shift' }).expect(200); // nothing new
    await change(admin(), { key: 'recording', unitId: server.root, value: 'always', reason: 'Asked for' });
    const { rows } = await server.running.db.query<{ fact: string }>(
      `select fact from ledger_entry where unit_id = $1 and kind = 'setting' order by entry_no`,
      [server.root],
    );
    expect(rows.slice(before.length).map(({ fact }) => fact)).toEqual(
      ['shift', 'always'].map(
        (value) => `{"key" : "recording", "value" : "${value}", "changedBy" : "${server.idOf('admin')}"}`,
      ),
    );
    expect((await admin().get('/api/v1/settings').expect(200)).body).toMatchObject({ recording: 'always' });
    expect(await settingOf(admin(), 'recording', server.root)).toMatchObject({ value: 'always', revision: 2 });
  });

  it('verifies, and finds a change that was altered behind it', async () => {
    const { db } = server.running;
    const verifier = createVerifier();
    for await (const line of exportLines(db, { from: null, to: null }, null)) verifier.add(line);
    expect(verifier.end().findings).toEqual([]);
    expect(await rowsUnlikeLedger(db, 10)).toEqual([]);
    await expect(db.query('update setting_change set value = to_jsonb(1)')).rejects.toThrow('append-only');
    await db.query('alter table setting_change disable trigger setting_change_stays');
    await db.query(`update setting_change set value = to_jsonb(1) where key = 'requiredDwellS'`);
    await db.query('alter table setting_change enable trigger setting_change_stays');
    expect(await rowsUnlikeLedger(db, 10)).toEqual([
      `setting requiredDwellS 1 of unit ${server.units.west}: the row is not what was recorded`,
    ]);
  });
});
