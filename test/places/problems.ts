import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Person } from '../../shared/people.ts';
import type { placeProblems } from '../../shared/problems/places.ts';
import type { Proposal } from '../../shared/placeProposals.ts';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { ask, post, type Provocation, type Provocations } from '../problems/provoke.ts';

const HOUR = 3_600_000;
const shop = ({ retailers }: TestServer) => retailers.get('E5')!;
const said = (server: TestServer, more: object = {}) => ({ retailerId: shop(server), fromDay: '2026-01-05', ...more });
const there = { position: { lng: 120.6504, lat: 28.018 }, accuracyM: 9 };

/** A shop that its rep says has moved, and what is done to the proposal. */
const told =
  (act: (server: TestServer, at: string) => Promise<unknown>, more: object = there): Provocation =>
  async (server) => {
    const { proposalId } = await ask<Proposal>(server, 'rep.east', 'post', '/places/moved', said(server, more));
    return act(server, `/places/proposals/${proposalId}`);
  };
async function signedIn({ url }: TestServer, login: string) {
  const agent = request.agent(url);
  await agent.post('/api/v1/session').send({ login, password: PASSWORD }).expect(201);
  return agent;
}
const answer = (server: TestServer, at: string, body: object, login = 'admin') =>
  ask(server, login, 'post', `${at}/answer`, body);

export const provocations: Provocations<typeof placeProblems> = {
  NO_SUCH_PROPOSAL: (server) => ask(server, 'admin', 'get', `/places/proposals/${randomUUID()}`),
  PROPOSAL_ANSWERED: told(async (server, at) => {
    await answer(server, at, { word: 'refused' });
    return answer(server, at, { word: 'corrected' });
  }),
  PROPOSAL_NOT_ANSWERED: told((server, at) => ask(server, 'admin', 'post', `${at}/undo`, { answerNo: 1 })),
  PROPOSAL_OWN: async (server) => {
    const mover = {
      unitId: server.units.east,
      role: 'rep',
      name: 'Mover',
      login: `m${randomUUID()}`,
      password: PASSWORD,
    };
    const { personId } = await ask<Person>(server, 'admin', 'post', '/people', mover);
    const told = await (await signedIn(server, mover.login)).post('/api/v1/places/moved').send(said(server, there));
    const { proposalId } = told.body as Proposal;
    await ask(server, 'admin', 'patch', `/people/${personId}`, { role: 'auditor' }); // which signs them out
    const agent = await signedIn(server, mover.login);
    return (await agent.post(`/api/v1/places/proposals/${proposalId}/answer`).send({ word: 'corrected' }))
      .body as unknown;
  },
  PROPOSAL_OVERTAKEN: told(async (server, at) => {
    await answer(server, at, { word: 'corrected' });
    const position = { lng: 120.65, lat: 28.018 };
    await ask(server, 'admin', 'post', '/retailers/coordinates', {
      changes: [{ retailerId: shop(server), position }],
    });
    return ask(server, 'admin', 'post', `${at}/undo`, { answerNo: 1 });
  }),
  PROPOSAL_ID_TAKEN: async (server) => {
    const proposalId = randomUUID();
    await ask(server, 'rep.east', 'post', '/places/moved', said(server, { proposalId }));
    const other = said(server, { proposalId, retailerId: server.retailers.get('E4') });
    return ask(server, 'rep.east', 'post', '/places/moved', other);
  },
  PROPOSAL_WITHOUT_PLACE: told((server, at) => answer(server, at, { word: 'corrected' }), {}),
  MOVE_NEEDS_DAY: told((server, at) => answer(server, at, { word: 'moved' })),
  PLACE_DAY_AHEAD: post('rep.east', '/places/moved', (server) =>
    said(server, { fromDay: new Date(Date.now() + 48 * HOUR).toISOString().slice(0, 10) }),
  ),
  MOVED_NOT_YOURS: post('rep.east', '/places/moved', (server) =>
    said(server, { retailerId: server.retailers.get('W1') }),
  ),
};
