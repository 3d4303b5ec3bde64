import { factorContracts } from '../../shared/factors.ts';
import { accessOf, admin, anyone, api, roles } from '../api/rules.ts';

export const access = accessOf(factorContracts, {
  readMyFactors: { may: roles },
  beginTotp: { may: roles, body: { password: 'wrong password' } },
  confirmTotp: { may: roles, body: { code: '000000' } },
  removeTotp: { may: roles, body: { password: 'wrong password' } },
  beginPasskey: { may: roles, body: { password: 'wrong password' } },
  addPasskey: { may: roles },
  removePasskey: { may: roles, body: { password: 'wrong password' } },
  renewRecoveryCodes: { may: roles, body: { password: 'wrong password' } },
  passkeyChallenge: { may: anyone },
  signInByPasskey: { may: anyone },
  resetFactors: {
    may: admin,
    scope: [{ login: 'admin.east', ask: (a, at) => a.delete(api(`/people/${at.formerId}/factors`)) }],
  },
});
