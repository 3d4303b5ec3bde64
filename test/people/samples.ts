import { randomUUID } from 'node:crypto';
import { accessContracts } from '../../shared/access.ts';
import { peopleContracts } from '../../shared/people.ts';
import { invitationContracts } from '../../shared/invitations.ts';
import { phoneContracts } from '../../shared/phones.ts';
import { sessionContracts } from '../../shared/sessions.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export function samples({ unitId, personId, setupToken }: Known) {
  const named = randomUUID();
  return samplesOf(
    { ...peopleContracts, ...invitationContracts, ...phoneContracts, ...sessionContracts, ...accessContracts },
    {
      readWelcome: { as: null, query: {} },
      setUp: {
        as: null,
        body: {
          token: setupToken,
          orgName: 'Second',
          timeZone: 'Asia/Shanghai',
          name: 'N',
          login: `login-${named}`,
          password: 'grey owl at seven',
        },
      },
      signIn: { as: null, body: { login: `nobody-${named}`, password: 'wrong password' } },
      signOut: { as: 'phone' },
      readMe: { as: 'admin', query: {} },
      listActsOnMe: { as: 'rep.east', query: {} },
      signOutEverywhere: { as: null }, // it would end the sessions that the rest is sent with
      changePassword: { as: 'admin', body: { current: 'wrong password', next: 'something quite else' } },
      rotateMyDevice: { as: 'rep.east', params: { deviceId: randomUUID() } },
      revokeMyDevice: { as: 'rep.east', params: { deviceId: randomUUID() } },
      rotateDevice: { as: 'admin', params: { deviceId: randomUUID() } },
      listMyDevices: { as: 'admin', query: {} },
      addMyDevice: { as: 'rep.east', body: { label: 'mine' } },
      listUnits: { as: 'admin', query: {} },
      addUnit: { as: 'admin', body: { name: `Unit ${named}`, parentId: unitId, timeZone: 'Asia/Shanghai' } },
      changeUnit: { as: 'admin', params: { unitId }, body: { timeZone: 'Asia/Shanghai' } },
      listPeople: { as: 'admin', query: { q: 'a', role: 'rep', unitId, limit: '10' } },
      addPerson: {
        as: 'admin',
        body: {
          unitId,
          role: 'rep',
          name: 'N',
          login: `login-${named}`,
          password: 'grey owl at seven',
          phone: '0577 3',
        },
      },
      addPeople: {
        as: 'admin',
        body: { people: [{ name: 'N', login: `invited-${named}`, role: 'rep', unitId, phone: '0577 1' }] },
      },
      readPeopleFile: { as: 'admin', query: { fileName: 'a.csv', unitId }, body: 'name,login\nN,n' },
      invite: { as: 'admin', params: { personId } },
      readInvitation: { as: null, body: { token: 'x' } },
      acceptInvitation: { as: null, body: { token: 'x', password: 'something quite else' } },
      changePerson: {
        as: 'admin',
        params: { personId },
        body: { name: 'Other', role: 'rep', unitId, isActive: true, password: 'grey owl at seven', phone: '0577 2' },
      },
      listDevices: { as: 'admin', params: { personId }, query: {} },
      addDevice: { as: 'admin', params: { personId }, body: { label: 'x' } },
      revokeDevice: { as: 'admin', params: { deviceId: randomUUID() } },
      exportPeople: {
        as: 'admin',
        query: { format: 'xlsx', frame: 'wgs84', lang: 'en', q: 'a', role: 'rep', unitId },
      },
    },
  );
}
