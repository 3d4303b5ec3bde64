import { randomUUID } from 'node:crypto';
import type { planProblems } from '../../shared/problems/plans.ts';
import type { DayPlan } from '../../shared/plans.ts';
import { pressAt, E1, type TestServer } from '../helpers/server.ts';
import { after, ask, day, get, post, type Provocation, type Provocations } from '../problems/provoke.ts';

let ahead = 3;
/** A plan of a rep on a day that nobody else has, and what is done to it. */
const onPlan =
  (act: (server: TestServer, plan: DayPlan) => Promise<unknown>, codes = ['E1', 'E2'], on?: string): Provocation =>
  async (server) =>
    act(server, await made(server, 'rep.east', on ?? day(ahead++), codes));

const made = (server: TestServer, login: string, on: string, codes: string[]) =>
  ask<DayPlan>(server, 'admin', 'post', '/plans', {
    repId: server.idOf(login),
    day: on,
    retailerIds: codes.map((code) => server.retailers.get(code)),
  });
const edited = (server: TestServer, plan: DayPlan, more: object = {}) =>
  ask<{ plan: DayPlan }>(server, 'admin', 'put', `/plans/${plan.repId}/${plan.day}`, {
    revision: plan.revision,
    retailerIds: plan.stops.map((stop) => stop.retailerId),
    ...more,
  });
const moved = (server: TestServer, plan: DayPlan, more: object) =>
  ask(server, 'admin', 'post', '/plans/move', {
    day: plan.day,
    retailerId: plan.stops[0]!.retailerId,
    from: { repId: plan.repId, revision: plan.revision },
    to: { repId: server.idOf('rep.west'), revision: null },
    ...more,
  });
const today = day(0);

export const provocations: Provocations<typeof planProblems> = {
  NO_PLAN: get('admin', ({ idOf }) => `/plans/${idOf('rep.west')}/${day(200)}`),
  PLAN_PAST: post('admin', '/plans', ({ idOf, retailers }) => ({
    repId: idOf('rep.east'),
    day: day(-3),
    retailerIds: [retailers.get('E1')],
  })),
  PLAN_CHANGED: onPlan((server, plan) => edited(server, { ...plan, revision: plan.revision + 5 })),
  PLAN_LOCKED: onPlan(async (server, plan) => {
    await edited(server, plan, { locked: true });
    return made(server, 'rep.east', plan.day, ['E3']);
  }),
  ONE_PLAN_LOCKED: onPlan(async (server, plan) => {
    const { plan: locked } = await edited(server, plan, { locked: true });
    return moved(server, locked, {});
  }),
  STOP_NOT_IN_PLAN: onPlan((server, plan) => moved(server, plan, { retailerId: server.retailers.get('E5') })),
  STOP_THERE_ALREADY: onPlan(async (server, plan) => {
    const { repId, revision } = await made(server, 'rep.west', plan.day, ['E1', 'E2']);
    return moved(server, plan, { to: { repId, revision } });
  }),
  STOP_VISITED: onPlan(
    async (server, plan) => {
      const visit = { visitId: randomUUID(), retailerId: server.retailers.get('E1'), ...pressAt(E1, new Date()) };
      await ask(server, 'rep.east', 'post', '/visits', visit);
      return moved(server, plan, { retailerId: server.retailers.get('E1') });
    },
    ['E1', 'E2'],
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()),
  ),
  STOPS_NOT_YOURS: post('admin', '/plans', ({ idOf }) => ({
    repId: idOf('rep.east'),
    day: day(2),
    retailerIds: [randomUUID()],
  })),
  STOPS_CLOSED: after(
    post('admin', ({ retailers }) => `/retailers/${retailers.get('W5')}/life`, {
      deed: 'closed',
      fromDay: day(60),
      word: 'shut',
    }),
    post('admin', '/plans', ({ idOf, retailers }) => ({
      repId: idOf('rep.west'),
      day: day(61),
      retailerIds: [retailers.get('W5')],
    })),
  ),
  NO_WAY_IN_ORDER: { unprovoked: 'it needs a road service that knows no way', test: 'test/travel/travel.test.ts' },
  MUST_BE_AFTER: onPlan((server, plan) => edited(server, plan, { dayStart: '12:00', dayEnd: '11:00' })),
  OTHER_REP: onPlan((server, plan) => moved(server, plan, { to: { repId: plan.repId, revision: plan.revision } })),
  WITHIN_DAYS_OF_TODAY: post('admin', '/plans/day', ({ units }) => ({ unitId: units.east, day: '2090-01-01' })),
  UNTIL_OUT_OF_RANGE: get('admin', `/plans/export?day=${today}&until=2020-01-01`),
};
