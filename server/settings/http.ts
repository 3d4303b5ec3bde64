import { settingContracts } from '../../shared/settingChanges.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { changeSetting, settingHistory, settingsOfDay, withdrawSetting, type SettingDeps } from './change.ts';
import { keepingOf, setRecording } from './recording.ts';

export function settingEndpoints(deps: SettingDeps): Endpoint[] {
  return [
    endpoint(settingContracts.readSettings, ({ who, now }) => keepingOf(deps.db, deps.environment, who, now)),
    endpoint(settingContracts.changeSettings, async ({ who, body, now }) => {
      await setRecording(deps.db, who, body.recording, now);
      return body;
    }),
    endpoint(settingContracts.readSettingsInForce, ({ who, query, now }) => settingsOfDay(deps, who, query, now)),
    endpoint(settingContracts.readSettingHistory, ({ who, query, now }) => settingHistory(deps, who, query, now)),
    endpoint(settingContracts.changeSetting, ({ who, body, now }) => changeSetting(deps, who, body, now)),
    endpoint(settingContracts.withdrawSetting, ({ who, body, now }) => withdrawSetting(deps, who, body, now)),
  ];
}
