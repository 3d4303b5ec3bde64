import { settingContracts } from '../../shared/settingChanges.ts';
import { accessOf, roles, rolesAndPhone, admin, api, daysAhead } from '../api/rules.ts';

export const access = accessOf(settingContracts, {
  readSettings: { may: rolesAndPhone },
  changeSettings: { may: admin },
  readSettingsInForce: {
    may: roles,
    scope: [
      { login: 'rep.east', ask: (a, at) => a.get(api('/settings/in-force')).query({ unitId: at.unitId }) },
      { login: 'admin.east', ask: (a, at) => a.get(api('/settings/in-force')).query({ unitId: at.unitId }) },
    ],
  },
  readSettingHistory: {
    may: roles,
    scope: [{ login: 'auditor.east', ask: (a, at) => a.get(api('/settings/history')).query({ unitId: at.unitId }) }],
  },
  changeSetting: {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) =>
          a
            .post(api('/settings/changes'))
            .send({ key: 'visitMinutes', value: 12, unitId: at.unitId, fromDay: daysAhead(9), revision: 0 }),
      },
    ],
  },
  withdrawSetting: {
    may: admin,
    scope: [
      {
        login: 'admin.east',
        ask: (a, at) =>
          a
            .post(api('/settings/withdrawals'))
            .send({ key: 'visitMinutes', unitId: at.unitId, fromDay: daysAhead(9), revision: 1 }),
      },
    ],
  },
});
