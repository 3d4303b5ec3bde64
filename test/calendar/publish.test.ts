import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RepCalendar } from '../../shared/calendars.ts';
import type { CalendarMoves } from '../../shared/calendarEdits.ts';
import type { PlanResult } from '../../shared/planEdits.ts';
import type { DayPlan } from '../../shared/plans.ts';
import type { Job } from '../../shared/jobs.ts';
import { ask } from '../problems/provoke.ts';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';
import { dayIn, draft, draftOf, giveTerritory, mondayIn, month, publish } from './drafts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await giveTerritory(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { db } = server.running;
  await db.query('delete from calendar');
  await db.query('delete from absence');
  await db.query('delete from working_day');
  await db.query('delete from plan_stop');
  await db.query('delete from plan');
});

const from = mondayIn(3);
const later = (days: number) => new Date(Date.parse(from) + 86_400_000 * days).toISOString().slice(0, 10);
const published = async () => (await month(server, from, later(55))).published;
const daysOf = ({ visits }: RepCalendar, retailerId: string) =>
  visits.filter((one) => one.retailerId === retailerId).map(({ day }) => day);
const holidays = (...days: string[]) =>
  ask(server, 'admin', 'put', '/working-days', {
    unitId: server.root,
    days: days.map((day) => ({ day, kind: 'holiday', name: '国庆节' })),
  });
const away = (fromDay: string, toDay: string) =>
  ask(server, 'supervisor.east', 'post', '/absences', { repId: server.idOf('rep.east'), fromDay, toDay, kind: 'ill' });

describe('a draft', () => {
  it('has every retailer of the rep on its weekday, once in four weeks where nobody says more', async () => {
    const { made } = await draft(server, { fromDay: from });
    expect(made).toHaveLength(1);
    const one = await draftOf(server);
    expect(one.visits).toHaveLength(10);
    expect(one.misses).toEqual([]);
    for (const { retailerId, rule } of one.retailers) {
      const days = daysOf(one, retailerId);
      expect(days).toHaveLength(2);
      expect(Date.parse(days[1]!) - Date.parse(days[0]!)).toBe(28 * 86_400_000);
      expect(rule).toMatchObject({ style: 'weekday', everyWeeks: 4, weekdays: [new Date(days[0]!).getUTCDay()] });
    }
  });

  it('has no visit on a holiday or while the rep is away, and the month says why', async () => {
    await holidays(later(0), later(1));
    await away(later(2), later(2));
    await draft(server, { fromDay: from });
    const one = await draftOf(server);
    expect(one.visits.filter(({ day }) => day <= later(2))).toEqual([]);
    const { days } = await month(server, from, later(6));
    expect(days.map(({ isWorked, absence }) => [isWorked, absence])).toEqual([
      [false, null],
      [false, null],
      [true, 'ill'],
      [true, null],
      [true, null],
      [false, null],
      [false, null],
    ]);
  });

  it('is not made again unseen, and is where it is asked for', async () => {
    await draft(server, { fromDay: from });
    const before = await draftOf(server);
    expect((await draft(server, { fromDay: from })).left).toEqual([{ repId: server.idOf('rep.east'), why: 'drafted' }]);
    await draft(server, { fromDay: from, replace: true });
    expect((await draftOf(server)).calendarId).not.toBe(before.calendarId);
  });

  it('is made for all reps of a unit, and says who has no retailers', async () => {
    const { made, left } = await draft(server, { fromDay: from }, 'admin', { unitId: server.root });
    expect(made.map(({ repId }) => repId)).toEqual([server.idOf('rep.east')]);
    expect(left).toEqual([{ repId: server.idOf('rep.west'), why: 'noRetailers' }]);
  });

  it('is nobody’s of another unit', async () => {
    await draft(server, { fromDay: from });
    const { calendarId, revision } = await draftOf(server);
    const said = await ask<{ reason: { code: string } }>(
      server,
      'planner.west',
      'post',
      `/calendars/${calendarId}/publish`,
      { revision, fromDay: from },
    );
    expect(said.reason.code).toBe('NO_SUCH_CALENDAR');
  });
});

describe('a change by hand', () => {
  it('says what it comes to before it is made, and is undone to what was', async () => {
    await draft(server, { fromDay: from });
    const before = await draftOf(server);
    const { retailerId, day } = before.visits[0]!;
    const free = [0, 1, 2, 3, 4].map(later).find((other) => other !== day)!;
    const body = { revision: before.revision, retailerId, fromDay: day, toDay: free, pinned: true };
    const tried = await ask<{ effect: { to: { before: { stops: number }; after: { stops: number } } } }>(
      server,
      'planner.east',
      'post',
      `/calendars/${before.calendarId}/move`,
      { ...body, dryRun: true },
    );
    expect(tried.effect.to.after.stops).toBe(tried.effect.to.before.stops + 1);
    expect(await draftOf(server)).toEqual(before);
    const { revision } = await ask<{ revision: number }>(
      server,
      'planner.east',
      'post',
      `/calendars/${before.calendarId}/move`,
      body,
    );
    const after = await draftOf(server);
    expect(after.visits.find((one) => one.retailerId === retailerId && one.day === free)).toMatchObject({
      why: 'byHand',
      pinned: true,
    });
    expect(after.steps).toBe(1);
    await ask(server, 'planner.east', 'post', `/calendars/${before.calendarId}/undo`, { revision });
    const undone = await draftOf(server);
    expect(undone.visits.map(({ retailerId, day, why, pinned }) => [retailerId, day, why, pinned]).sort()).toEqual(
      before.visits.map(({ retailerId, day, why, pinned }) => [retailerId, day, why, pinned]).sort(),
    );
  });
});

describe('a published calendar', () => {
  it('ends the one before it on the day before, and what was published for earlier days stays', async () => {
    await draft(server, { fromDay: from });
    const first = await draftOf(server);
    await publish(server, first, from);
    await draft(server, { fromDay: later(14) });
    await publish(server, await draftOf(server), later(14));
    const [old, next] = await published();
    expect([old!.fromDay, old!.toDay]).toEqual([from, later(13)]);
    expect(next!.fromDay).toBe(later(14));
    expect(old!.visits).toEqual(first.visits.filter(({ day }) => day < later(14)));
  });

  it('keeps everybody’s days in the next one, and those go on by their rule', async () => {
    await draft(server, { fromDay: from });
    const first = await draftOf(server);
    await publish(server, first, from);
    await draft(server, { fromDay: later(14) });
    const next = await draftOf(server);
    const { moves, same } = await ask<CalendarMoves>(
      server,
      'planner.east',
      'get',
      `/calendars/${next.calendarId}/moves`,
    );
    expect(moves).toEqual([]);
    expect(same).toBe(5);
    for (const { retailerId, rule } of first.retailers)
      expect(next.retailers.find((one) => one.retailerId === retailerId)!.rule).toEqual(rule);
  });

  it('moves only whom an absence hits, and says that it did', async () => {
    await draft(server, { fromDay: from });
    const first = await draftOf(server);
    await publish(server, first, from);
    const hit = first.visits.find(({ day }) => day >= later(14) && day < later(40))!;
    await away(hit.day, hit.day);
    await draft(server, { fromDay: later(7) });
    const next = await draftOf(server);
    const { moves } = await ask<CalendarMoves>(server, 'planner.east', 'get', `/calendars/${next.calendarId}/moves`);
    const onDay = first.visits.filter(({ day }) => day === hit.day).map(({ retailerId }) => retailerId);
    expect(moves.map(({ retailerId, why }) => [retailerId, why]).sort()).toEqual(
      onDay.map((retailerId) => [retailerId, 'absence']).sort(),
    );
  });

  it('is never one of two for a rep and day, whatever writes it', async () => {
    await draft(server, { fromDay: from });
    await publish(server, await draftOf(server), from);
    await expect(
      server.running.db.query(
        `insert into calendar (org_id, rep_id, unit_id, from_day, to_day, state, settings, measures, changed_by)
         select org_id, rep_id, unit_id, to_day, to_day + 7, 'published', settings, measures, changed_by from calendar`,
      ),
    ).rejects.toMatchObject({ code: '23P01' });
  });
});

describe('the plan of a day', () => {
  async function planned(day: string): Promise<string[]> {
    const job = await ask<Job>(server, 'planner.east', 'post', '/plans/day', {
      unitId: server.units.east,
      day,
      replace: true,
    });
    let ended: Job | undefined;
    await until(async () => {
      ended = await ask<Job>(server, 'planner.east', 'get', `/jobs/${job.jobId}`);
      return ended.state === 'done';
    });
    if ((ended!.result as PlanResult).made.length === 0) return [];
    const plan = await ask<DayPlan>(server, 'planner.east', 'get', `/plans/${server.idOf('rep.east')}/${day}`);
    return plan.stops.map(({ retailerId }) => retailerId).sort();
  }
  const ofDay = ({ visits }: RepCalendar, day: string) =>
    visits.filter((one) => one.day === day).map((one) => one.retailerId);

  it('has whom the calendar has on it and nobody else', async () => {
    await draft(server, { fromDay: from });
    const one = await draftOf(server);
    await publish(server, one, from);
    const { day } = one.visits[0]!;
    expect(await planned(day)).toEqual(ofDay(one, day).sort());
    const free = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map(later).find((other) => ofDay(one, other).length === 0)!;
    expect(await planned(free)).toEqual([]);
  });

  it('has what is owed since an earlier day too, until the next visit is nearer', async () => {
    await draft(server, { fromDay: from });
    const one = await draftOf(server);
    await publish(server, one, from);
    const { db } = server.running;
    const first = one.visits[0]!.retailerId;
    // the calendar began some days ago, and its first visit was yesterday
    await db.query(`update calendar set from_day = $1 where state = 'published'`, [dayIn(-20)]);
    await db.query('update calendar_visit set day = $1 where retailer_id = $2 and day = $3', [
      dayIn(-1),
      first,
      one.visits[0]!.day,
    ]);
    expect((await month(server, dayIn(0), dayIn(7))).owed).toMatchObject([{ retailerId: first, untilDay: dayIn(13) }]);
    expect(await planned(dayIn(1))).toEqual([first]);
    await db.query('update calendar_visit set day = $1 where retailer_id = $2 and day = $3', [
      dayIn(-15),
      first,
      dayIn(-1),
    ]);
    expect((await month(server, dayIn(0), dayIn(7))).owed).toEqual([]);
  });
});
