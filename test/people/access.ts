import { randomUUID } from 'node:crypto';
import { accessContracts } from '../../shared/access.ts';
import { peopleContracts } from '../../shared/people.ts';
import { invitationContracts } from '../../shared/invitations.ts';
import { phoneContracts } from '../../shared/phones.ts';
import { sessionContracts } from '../../shared/sessions.ts';
import { text, accessOf, anyone, roles, rolesAndPhone, desk, admin, api, type List, type Mixed } from '../api/rules.ts';

export const access = accessOf(
  { ...peopleContracts, ...invitationContracts, ...phoneContracts, ...sessionContracts, ...accessContracts },
  {
    readWelcome: { may: anyone },
    setUp: { may: anyone },
    signIn: { may: anyone },
    signOut: { may: rolesAndPhone },
    readMe: { may: rolesAndPhone },
    listActsOnMe: { may: rolesAndPhone },
    signOutEverywhere: { may: roles },
    changePassword: { may: roles, body: { current: 'wrong password', next: 'something quite else' } },
    listMyDevices: { may: rolesAndPhone },
    addMyDevice: { may: ['rep'] },
    rotateMyDevice: {
      may: ['rep'],
      scope: [{ login: 'rep.east', ask: (a, at) => a.post(api(`/me/devices/${at.deviceId}/token`)) }],
    },
    rotateDevice: {
      may: admin,
      scope: [{ login: 'admin.east', ask: (a, at) => a.post(api(`/devices/${at.deviceId}/token`)) }],
    },
    revokeMyDevice: {
      may: ['rep'],
      scope: [{ login: 'rep.east', ask: (a, at) => a.delete(api(`/me/devices/${at.deviceId}`)) }],
    },
    listUnits: { may: rolesAndPhone },
    addUnit: {
      may: admin,
      scope: [
        {
          login: 'admin.east',
          ask: (a, at) => a.post(api('/units')).send({ parentId: at.unitId, name: randomUUID() }),
        },
      ],
    },
    changeUnit: {
      may: admin,
      scope: [
        {
          login: 'admin.east',
          ask: (a, at) => a.patch(api(`/units/${at.unitId}`)).send({ timeZone: 'Asia/Shanghai' }),
        },
      ],
    },
    listPeople: { may: desk },
    exportPeople: { may: desk },
    addPerson: {
      may: admin,
      scope: [
        {
          login: 'admin.east',
          ask: (a, at) =>
            a.post(api('/people')).send({
              unitId: at.unitId,
              role: 'rep',
              name: 'New',
              login: randomUUID(),
              password: 'grey owl at seven',
            }),
        },
      ],
    },
    addPeople: {
      may: admin,
      scope: [
        {
          login: 'admin.east',
          ask: (a, at) =>
            a
              .post(api('/people/invited'))
              .send({ people: [{ unitId: at.unitId, role: 'rep', name: 'New', login: randomUUID() }] }),
        },
      ],
    },
    readPeopleFile: {
      may: admin,
      scope: [
        {
          login: 'admin.east',
          ask: (a, at) => text(a.post(api('/people/file')).query({ fileName: 'a.csv', unitId: at.unitId })),
        },
      ],
    },
    invite: {
      may: admin,
      scope: [{ login: 'admin.east', ask: (a, at) => a.post(api(`/people/${at.repId}/invitation`)) }],
    },
    readInvitation: { may: anyone, body: { token: 'x' } },
    acceptInvitation: { may: anyone, body: { token: 'x', password: 'something quite else' } },
    changePerson: {
      may: admin,
      scope: [{ login: 'admin.east', ask: (a, at) => a.patch(api(`/people/${at.repId}`)).send({ name: 'A rep' }) }],
    },
    listDevices: {
      may: admin,
      scope: [{ login: 'admin.east', ask: (a, at) => a.get(api(`/people/${at.repId}/devices`)) }],
    },
    addDevice: {
      may: admin,
      scope: [{ login: 'admin.east', ask: (a, at) => a.post(api(`/people/${at.repId}/devices`)).send({ label: 'x' }) }],
    },
    revokeDevice: {
      may: admin,
      scope: [{ login: 'admin.east', ask: (a, at) => a.delete(api(`/devices/${at.deviceId}`)) }],
    },
  },
);

export const lists: List[] = [
  { path: '/me', logins: ['rep.east', 'admin.east'] },
  { path: '/units', logins: ['rep.east', 'admin.east'] },
  { path: '/people', logins: ['supervisor.east', 'admin.east'] },
  { path: '/people', query: (o) => ({ unitId: o.unitId }), logins: ['admin.east'] },
  { path: '/people', query: () => ({ q: 'rep' }), logins: ['auditor.east'] },
  { path: '/people/export', query: (o) => ({ unitId: o.unitId }), logins: ['supervisor.east', 'admin.east'] },
];

export const mixed: Mixed[] = [
  {
    what: 'a person moved to a unit',
    login: 'admin.east',
    ask: (a, home, other) => a.patch(api(`/people/${home.repId}`)).send({ unitId: other.unitId }),
  },
];
