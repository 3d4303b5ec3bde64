import { randomUUID } from 'node:crypto';
import type { visitProblems } from '../../shared/problems/visits.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { pressAt, until, type TestServer } from '../helpers/server.ts';
import { after, ask, get, post, HERE, type Provocation, type Provocations } from '../problems/provoke.ts';

let days = 0;
/** Each visit on a day of its own: what is open then is forgotten by the next one. */
const newDay = () => new Date(Date.UTC(2026, 0, 12 + days++, 2));
const press = (at: Date, position = HERE) => pressAt(position, at);
const retailer = ({ retailers }: TestServer) => retailers.get('E1');
const start = (visitId: string, at: Date, login = 'rep.east') =>
  post(login, '/visits', (server) => ({ visitId, retailerId: retailer(server), ...press(at) }));
const FAR = { lng: 120.75, lat: 28.1 };

/** A visit of ten minutes, judged: far from the retailer it is invalid, at it it is beyond doubt. */
async function judged(server: TestServer, position = FAR): Promise<string> {
  const [visitId, at] = [randomUUID(), newDay()];
  const begin = { visitId, retailerId: retailer(server), ...press(at, position) };
  await ask(server, 'rep.east', 'post', '/visits', begin);
  const end = press(new Date(at.getTime() + 600_000), position);
  await ask(server, 'rep.east', 'post', `/visits/${visitId}/end`, end);
  await until(async () => {
    const { verdicts } = await ask<VisitDetail>(server, 'admin', 'get', `/visits/${visitId}`);
    return verdicts.length > 0;
  });
  return visitId;
}

/** The acts on a judged visit; the last one says the code. */
const onJudged =
  (...acts: ((id: string) => Provocation)[]): Provocation =>
  async (server) => {
    const visitId = await judged(server);
    return after(...acts.map((act) => act(visitId)))(server);
  };
const appeal = (note: string) => (id: string) => post('rep.east', `/visits/${id}/appeal`, { note });
const decide =
  (login: string, more: object = {}) =>
  (id: string) =>
    post(login, `/visits/${id}/decision`, { word: 'invalid', note: 'Seen.', ...more });
const takeBack =
  (login: string, decisionNo = 1) =>
  (id: string) =>
    post(login, `/visits/${id}/decision/withdrawal`, { decisionNo });
const appealed = appeal('I was there.');

export const provocations: Provocations<typeof visitProblems> = {
  NO_SUCH_VISIT: get('admin', `/visits/${randomUUID()}`),
  NO_VISIT_OF_YOURS: appeal('x')(randomUUID()),
  OTHER_VISIT_OPEN: (server) => {
    const at = newDay();
    return after(start(randomUUID(), at), start(randomUUID(), new Date(at.getTime() + 60_000)))(server);
  },
  NOT_STARTED: post('rep.east', `/visits/${randomUUID()}/end`, press(newDay())),
  VISIT_ID_TAKEN: (server) => {
    const [visitId, at] = [randomUUID(), newDay()];
    return after(start(visitId, at), start(visitId, new Date(at.getTime() + 60_000)))(server);
  },
  CLOCK_WRONG: start(randomUUID(), new Date('2090-01-01T00:00:00Z')),
  STOP_GONE: post('rep.east', '/me/forgotten/claim', (server) => ({
    visitId: randomUUID(),
    retailerId: retailer(server),
    fromAt: '2026-01-05T02:00:00Z',
    note: 'x',
  })),
  NOT_JUDGED: async (server) => {
    const visitId = randomUUID();
    return after(start(visitId, newDay()), decide('auditor.east')(visitId))(server);
  },
  NOTHING_TO_APPEAL: async (server) => {
    const visitId = randomUUID();
    return after(start(visitId, newDay()), appealed(visitId))(server);
  },
  APPEALED_ALREADY: onJudged(appealed, appeal('And once more.')),
  OWN_VISIT: { unprovoked: 'no role both presses and decides', test: 'test/visits/review.test.ts' },
  DECIDED_ALREADY: onJudged(appealed, decide('auditor.east'), decide('admin')),
  NOTHING_TO_DECIDE: async (server) => {
    const changes = [{ retailerId: retailer(server), trust: 'surveyed', sigmaM: 3 }];
    await ask(server, 'admin', 'post', '/retailers/coordinates', { changes });
    return onJudged(decide('auditor.east'))(server); // far from an address that is beyond doubt
  },
  JUDGED_AGAIN: onJudged(appealed, decide('auditor.east', { verdictNo: 9 })),
  NO_SUCH_DECISION: onJudged(takeBack('auditor.east')),
  NOT_YOUR_DECISION: onJudged(appealed, decide('auditor.east'), takeBack('admin')),
  DECIDED_AGAIN: {
    unprovoked: 'the machine must have judged otherwise in between',
    test: 'test/visits/review.test.ts',
  },
  TOO_LATE_TO_TAKE_BACK: { unprovoked: 'a day has to pass', test: 'test/visits/review.test.ts' },
  SAY_WHY: decide('auditor.east', { note: '' })(randomUUID()),
};
