import { settingContracts } from '../../shared/settingChanges.ts';
import { samplesOf, today, type Known } from '../api/sample.ts';

export const samples = ({ unitId }: Known) =>
  samplesOf(settingContracts, {
    readSettings: { as: 'admin', query: {} },
    changeSettings: { as: 'admin', body: { recording: 'always' } },
    readSettingsInForce: { as: 'admin', query: { unitId, day: today } },
    readSettingHistory: { as: 'admin', query: { unitId, key: 'workHours' } },
    changeSetting: {
      as: 'admin',
      body: {
        key: 'workHours',
        value: { from: '09:00', to: '18:00' },
        unitId,
        fromDay: '2090-01-01',
        revision: 0,
        reason: 'x',
      },
    },
    withdrawSetting: {
      as: 'admin',
      body: { key: 'workHours', unitId, fromDay: '2090-01-02', revision: 1, reason: 'x' },
    },
  });
