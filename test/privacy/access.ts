import { privacyContracts } from '../../shared/privacy.ts';
import { accessOf, roles, admin, api, type List } from '../api/rules.ts';

export const access = accessOf(privacyContracts, {
  readStored: { may: roles },
  exportStored: { may: roles },
  erasePositions: {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) => a.post(api('/positions/erasures')).send({ personId: at.formerId, note: 'Left.' }),
      },
    ],
  },
});

export const lists: List[] = [
  { path: '/me/stored', logins: ['rep.east', 'admin.east'] },
  { path: '/me/stored/export', logins: ['rep.east', 'admin.east'] },
];
