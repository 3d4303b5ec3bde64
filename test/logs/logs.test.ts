import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { isOfDay, type DayFacts, type SpanFacts } from '../../shared/logFacts.ts';
import type { FiledLog, InboxItem, LogDraft, LogReview, OwedLog, WholeLog, WorkLog } from '../../shared/logs.ts';
import { E1, startTestServer, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { change } from '../settings/ground.ts';
import { day, file, newLog, review, said, storePlan, storeVisit } from './ground.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const draft = (query: string, login = 'rep.east') => ask<LogDraft>(server, login, 'get', `/me/logs/draft?${query}`);
const own = (login = 'rep.east') => ask<{ items: WorkLog[]; owed: OwedLog[] }>(server, login, 'get', '/me/logs');
const inbox = async (query: string, login = 'supervisor.east') =>
  (await ask<{ items: InboxItem[] }>(server, login, 'get', `/logs/inbox?${query}`)).items;
const whole = (logId: string, login = 'supervisor.east') => ask<WholeLog>(server, login, 'get', `/logs/${logId}`);
const shop = (code: string) => server.retailers.get(code)!;

describe('a day’s log', () => {
  const then = day(-3);
  let visits: string[];
  beforeAll(async () => {
    await storePlan(server, { day: then, codes: ['E1', 'E2', 'E3'] });
    visits = [
      await storeVisit(server, { code: 'E1', at: `${then}T02:00:00Z`, verdict: 'valid' }),
      await storeVisit(server, { code: 'E4', at: `${then}T03:00:00Z`, verdict: 'suspect' }),
    ];
    const token = await server.deviceToken('rep.east');
    for (const [i, lat] of [E1.lat, E1.lat + 0.0001, E1.lat + 0.009, E1.lat + 0.0091].entries())
      await request(server.url)
        .post('/pub')
        .auth('any', token)
        .send({ _type: 'location', lon: E1.lng, lat, acc: 8, tst: Date.parse(`${then}T02:0${i}:00Z`) / 1_000 })
        .expect(200);
  });

  it('begins with the facts: visits by state, stops not made, kilometres and hours', async () => {
    const { facts, dueAt } = await draft(`day=${then}`);
    expect(dueAt).toBe(`${then}T16:00:00.000Z`);
    expect(facts).toMatchObject({
      planned: 3,
      plannedM: 12_300,
      missing: [{ code: 'E2' }, { code: 'E3' }],
      visits: [
        { code: 'E1', state: 'valid', isPlanned: true, dwellS: 600 },
        { code: 'E4', state: 'suspect', isPlanned: false },
      ],
      hours: { basis: 'visits', workedS: 4_200 },
    });
    expect((facts as DayFacts).drivenM).toBeGreaterThan(950);
    expect((facts as DayFacts).drivenM).toBeLessThan(1_050);
  });

  it('is filed once however often it is sent; what differs under its id is refused, under another it is a revision', async () => {
    const reasons = [{ retailerId: shop('E2'), why: 'shut', note: '' }];
    const body = newLog({ day: then, saidAt: `${then}T09:00:00Z`, said: said({}, reasons) });
    const both = await Promise.all([file<FiledLog>(server, body), file<FiledLog>(server, body)]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ revisionNo: 1, timeliness: 'saidInTime', clock: 'right' });
    expect(await file(server, { ...body, said: said({ done: 'other' }) })).toMatchObject({ code: 'CONFLICT' });
    expect(await file(server, body, 'rep.west')).toMatchObject({ reason: { code: 'LOG_ID_TAKEN' } });
    expect(await file(server, { ...body, logId: randomUUID() })).toMatchObject({ revisionNo: 2 });
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
    await expect(server.running.db.query(`update log set said = '{}'`)).rejects.toThrow('append-only');
  });

  it('shows the supervisor stops without a reason, and by name what was decided since', async () => {
    const item = async () => (await inbox(`day=${then}`))[0]!;
    expect(await item()).toMatchObject({
      repName: 'rep.east',
      exceptions: ['stops'],
      changes: [],
      stops: [
        { code: 'E2', why: 'shut' },
        { code: 'E3', why: null },
      ],
      sums: { valid: 1, suspect: 1, missing: 2 },
    });
    await ask(server, 'auditor.east', 'post', `/visits/${visits[1]!}/decision`, {
      word: 'invalid',
      note: 'x',
      verdictNo: 1,
    });
    const { log, exceptions, changes } = await item();
    expect(exceptions).toEqual(['stops', 'changed']);
    expect(changes).toEqual([{ what: 'visit', name: 'East shop 4', from: 'suspect', to: 'invalid' }]);
    const all = await whole(log!.logId);
    expect(all.changes).toEqual(changes);
    expect(isOfDay(all.log.facts) && all.log.facts.visits[1]!.state).toBe('suspect');
    expect(isOfDay(all.factsNow) && all.factsNow.visits[1]!.state).toBe('invalid');
    expect(all.earlier).toMatchObject([{ revisionNo: 1 }]);
    expect(JSON.stringify(all)).not.toMatch(/"(lng|lat|position)"/);
  });

  it('is read, commented on and returned once, and its author sees by whom and when', async () => {
    const [{ log }] = (await inbox(`day=${then}`)) as [InboxItem];
    const { logId } = log!;
    const reviewId = randomUUID();
    const comment = { reviewId, deed: 'comment', line: 'stops', note: 'Go to E3 tomorrow' };
    expect(await review<LogReview>(server, logId, comment)).toMatchObject({ reviewerName: 'supervisor.east' });
    expect(await review(server, logId, comment)).toMatchObject({ reviewId });
    expect(await review(server, logId, { deed: 'return', note: 'Why not E3?' })).toMatchObject({ deed: 'return' });
    expect(await review(server, logId, {}, 'supervisor.west')).toMatchObject({ code: 'NOT_FOUND' });
    const [mine] = (await own()).items;
    expect(mine!.reviews.map(({ deed, note, revisionNo }) => [deed, note, revisionNo])).toEqual([
      ['comment', 'Go to E3 tomorrow', 2],
      ['return', 'Why not E3?', 2],
    ]);
    expect((await inbox(`day=${then}`))[0]!.exceptions).toContain('returned');
    const reasons = ['E2', 'E3'].map((code) => ({ retailerId: shop(code), why: 'noTime', note: '' }));
    await file(server, newLog({ day: then, said: said({}, reasons) }));
    expect((await inbox(`day=${then}`))[0]).toMatchObject({
      exceptions: ['late'],
      isRead: false,
      log: { revisionNo: 3 },
    });
  });
});

describe('a log that cannot be as it should', () => {
  it.each<[string, object, object]>([
    ['of tomorrow', { day: day(1) }, { fields: [{ path: 'body.day', reason: { code: 'LOG_STILL_TO_COME' } }] }],
    ['of next week', { span: 'week', day: day(8) }, { fields: [{ path: 'body.day' }] }],
    [
      'of 10,000 characters',
      { said: said({ done: '日'.repeat(10_000) }) },
      { fields: [{ path: 'body.said.texts.done' }] },
    ],
    [
      'with another reason in no words',
      { said: said({}, [{ retailerId: randomUUID(), why: 'other' }]) },
      { fields: [{ path: 'body.said.reasons.0.note', reason: { code: 'OTHER_NEEDS_WORDS' } }] },
    ],
  ])('%s is refused with the field', async (_, more, expected) =>
    expect(await file(server, newLog(more))).toMatchObject({ code: 'INVALID_INPUT', ...expected }),
  );

  it('with a reason of a shop of another unit is refused', async () => {
    const reasons = [{ retailerId: shop('W1'), why: 'shut' }];
    expect(await file(server, newLog({ said: said({}, reasons) }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('by a clock two days off is taken and marked', async () => {
    const saidAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
    expect(await file(server, newLog({ saidAt }), 'rep.west')).toMatchObject({ clock: 'ahead', timeliness: 'inTime' });
    const [item] = await inbox(`day=${day()}`, 'supervisor.west');
    expect(item).toMatchObject({ exceptions: ['clock'] });
  });

  it('is sent by a phone with its token too, which reads its own and nobody’s inbox', async () => {
    const token = await server.deviceToken('rep.east');
    const phone = (path: string) => request(server.url).get(`/api/v1${path}`).auth(token, { type: 'bearer' });
    const body = newLog();
    await request(server.url).post('/api/v1/me/logs').auth(token, { type: 'bearer' }).send(body).expect(201);
    const heard = (await phone('/me/logs').expect(200)).body as { items: WorkLog[] };
    expect(heard.items[0]).toMatchObject({ logId: body.logId, timeliness: 'inTime' });
    await phone(`/logs/inbox?day=${day()}`).expect(403);
    await phone(`/logs/${body.logId}`).expect(403);
  });
});

describe('an inbox', () => {
  it('is read in one press, each on record, and a second press finds nothing more', async () => {
    const log = newLog({ day: day(-1), saidAt: `${day(-1)}T09:00:00Z` });
    await file(server, log);
    const press = (...logIds: string[]) => ask(server, 'supervisor.east', 'post', '/logs/readings', { logIds });
    expect(await press(log.logId, randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await press(log.logId)).toEqual({ read: 1 });
    expect(await press(log.logId)).toEqual({ read: 0 });
    const { rows } = await server.running.db.query(
      `select from ledger_entry where kind = 'review' and fact::json ->> 'logId' = $1`,
      [log.logId],
    );
    expect(rows).toHaveLength(1);
    expect((await inbox(`day=${day(-1)}`))[0]).toMatchObject({ isRead: true, exceptions: [] });
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });

  it('says who sent none once it was due, by the rule of the unit', async () => {
    await storeVisit(server, { code: 'W1', at: `${day(-2)}T02:00:00Z`, verdict: 'valid', login: 'rep.west' });
    expect(await inbox(`day=${day(-2)}`, 'supervisor.west')).toMatchObject([
      { repName: 'rep.west', log: null, exceptions: ['missing'], sums: { valid: 1 } },
    ]);
    expect((await own('rep.west')).owed).toContainEqual(
      expect.objectContaining({ span: 'day', fromDay: day(-2), dueAt: `${day(-2)}T16:00:00.000Z` }),
    );
    expect(await inbox(`day=${day(-2)}&unitId=${server.units.east}`, 'supervisor.west')).toBeUndefined();
  });

  it('follows a unit that wants its logs by an hour', async () => {
    const value = { day: '00:01', weekday: 5, week: '17:30', monthDays: 2 };
    await change(server.as('admin'), { key: 'logsDue', unitId: server.units.west, value, fromDay: day() });
    const changed = await file<FiledLog>(server, newLog({ saidAt: `${day()}T15:00:00Z` }), 'rep.west');
    expect(changed.dueAt).toBe(`${day(-1)}T16:01:00.000Z`);
  });
});

describe('a week’s log', () => {
  it('begins with the sums and the texts of its days, beside those of the week before', async () => {
    const body = newLog({ day: day(-14), saidAt: `${day(-14)}T09:00:00Z`, said: said({ problems: 'Two shops shut' }) });
    await storeVisit(server, { code: 'E1', at: `${day(-14)}T02:00:00Z`, verdict: 'valid' });
    await storeVisit(server, { code: 'E2', at: `${day(-21)}T02:00:00Z`, verdict: 'invalid' });
    await file(server, body);
    const { fromDay, toDay, facts, texts } = await draft(`span=week&day=${day(-14)}`);
    expect(fromDay <= day(-14) && day(-14) <= toDay).toBe(true);
    expect(texts).toEqual([
      { day: day(-14), texts: expect.objectContaining({ problems: 'Two shops shut' }) as object },
    ]);
    const { sums, before, days } = facts as SpanFacts;
    expect([sums.valid, before.invalid, days.length]).toEqual([1, 1, 7]);
    expect(days.find((one) => one.day === day(-14))).toMatchObject({ logId: body.logId });
    const filed = await file<FiledLog>(server, newLog({ span: 'week', day: day(-14) }));
    expect(filed).toMatchObject({ fromDay, toDay, timeliness: 'late' });
    await review(server, filed.logId, { deed: 'comment', note: 'Good week' });
    expect((await own()).items.find(({ logId }) => logId === filed.logId)).toMatchObject({
      reviews: [{ deed: 'comment', note: 'Good week' }],
    });
    const month = await draft(`span=month&day=${day(-14)}`);
    expect((month.facts as SpanFacts).sums.valid).toBeGreaterThan(0);
  });
});
