import { randomUUID } from 'node:crypto';
import type { peopleProblems } from '../../shared/problems/people.ts';
import { PASSWORD } from '../helpers/server.ts';
import { after, patch, post, remove, sent, type Provocations } from '../problems/provoke.ts';

const person = (more: object) => (server: { root: string }) => ({
  unitId: server.root,
  role: 'rep',
  name: 'Wang Fang',
  login: `wang.${randomUUID().slice(0, 8)}`,
  password: PASSWORD,
  ...more,
});

const otherOrganisation = {
  unprovoked: 'there have to be several organisations',
  test: 'test/people/twoOrganisations.test.ts',
};
const withApp = { unprovoked: 'it needs an authenticator', test: 'test/factors/factors.test.ts' };

export const provocations: Provocations<typeof peopleProblems> = {
  NO_SUCH_UNIT: post('admin', '/units', { name: 'A', parentId: randomUUID() }),
  NO_SUCH_PERSON: patch('admin', `/people/${randomUUID()}`, { name: 'A' }),
  NO_SUCH_REP: post('admin', '/plans/week', { repId: randomUUID(), days: [new Date().toISOString().slice(0, 10)] }),
  NO_SUCH_PHONE: remove('admin', `/devices/${randomUUID()}`),
  PHONE_NOT_IN_USE: post('rep.east', `/me/devices/${randomUUID()}/token`, {}),
  PHONE_OF_NO_REP: post('admin', (server) => `/people/${server.idOf('planner.east')}/devices`, { label: 'A' }),
  UNIT_NAME_TAKEN: post('admin', '/units', ({ root }) => ({ name: 'East', parentId: root })),
  UNIT_BELOW_ITSELF: patch(
    'admin',
    ({ units }) => `/units/${units.east}`,
    ({ units }) => ({ parentId: units.east }),
  ),
  UNIT_TOP: patch('admin', ({ root }) => `/units/${root}`, { isClosed: true }),
  UNIT_IN_USE: patch('admin', ({ units }) => `/units/${units.west}`, { isClosed: true }),
  LOGIN_TAKEN: post('admin', '/people', person({ login: 'rep.east' })),
  INVITATION_OVER: post('nobody', '/invitation', { token: 'x', password: PASSWORD }),
  UNKNOWN_ROLE: sent('admin', ({ root }) => `/people/file?fileName=a.csv&unitId=${root}`, 'name,role\nA,Astronaut', {
    'Content-Type': 'text/csv',
  }),
  OWN_ROLE: patch('admin', (server) => `/people/${server.idOf('admin')}`, { role: 'rep' }),
  ORGANISATION_ADMIN_ONLY: patch('admin.east', '/settings', { recording: 'shift' }),
  SETUP_TOKEN_WRONG: post('nobody', '/setup', {
    token: 'x',
    orgName: 'A',
    timeZone: 'Asia/Shanghai',
    name: 'A',
    login: 'a',
    password: PASSWORD,
  }),
  SET_UP_ALREADY: post('nobody', '/setup', ({ running }) => ({
    token: running.setupToken,
    orgName: 'A',
    timeZone: 'Asia/Shanghai',
    name: 'A',
    login: 'a',
    password: PASSWORD,
  })),
  LOGIN_OR_PASSWORD_WRONG: post('nobody', '/session', { login: 'nobody', password: 'x' }),
  TOO_MANY_TRIES: after(
    ...Array.from({ length: 12 }, () => post('nobody', '/session', { login: 'guessed', password: 'x' })),
  ),
  NOT_YOUR_PASSWORD: post('rep.east', '/me/password', { current: 'x', next: 'a long and strange one' }),
  PASSWORD_TOO_UNIFORM: post('admin', '/people', person({ password: 'aaaabbbbaaaa' })),
  PASSWORD_GUESSABLE: post('admin', '/people', person({ password: 'password1234' })),
  TIME_ZONE_UNKNOWN: post('admin', '/units', ({ root }) => ({ name: 'A', parentId: root, timeZone: 'Mars/Base' })),
  SECOND_FACTOR_NEEDED: withApp,
  SECOND_FACTOR_WRONG: withApp,
  SECOND_FACTOR_TO_SET_UP: withApp,
  SECOND_FACTOR_REQUIRED: withApp,
  TOTP_IN_USE: withApp,
  NO_TOTP_BEGUN: post('planner.west', '/me/factors/totp/confirmation', { code: '123456' }),
  WHICH_ORGANISATION: otherOrganisation,
  NO_SUCH_ORGANISATION: otherOrganisation,
  NO_ORGANISATION: { unprovoked: 'there is no database without one', test: 'test/retailers/command.test.ts' },
  NOT_THE_CODE: after(
    post('rep.west', '/me/factors/totp', { password: PASSWORD }),
    post('rep.west', '/me/factors/totp/confirmation', { code: 'no code' }),
  ),
  NO_SUCH_PASSKEY: post('rep.west', `/me/factors/passkeys/${randomUUID()}/removal`, { password: PASSWORD }),
  OWN_FACTORS: remove('admin', ({ idOf }) => `/people/${idOf('admin')}/factors`),
  PASSKEYS_NEED_A_NAME: withApp,
  PASSKEY_KNOWN: withApp,
  PASSKEY_REFUSED: withApp,
  CHALLENGE_OVER: withApp,
  SPACES_IN_LOGIN: post('admin', '/people', person({ login: 'a b' })),
  LOGIN_LOOKS_LIKE_ANOTHER: post('admin', '/people', person({ login: 'аdmin' })),
};
