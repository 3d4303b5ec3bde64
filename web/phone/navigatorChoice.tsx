import { signal } from '@preact/signals';
import { remember, remembered } from '../ui/remember.ts';
import { words } from './words.ts';
import { isNavigator, navigators, type Navigator } from './navigation.ts';

const KEY = 'rounds-navigator';
const before = remembered(KEY);

/** The app that whoever holds this phone finds their way with. */
export const chosenNavigator = signal<Navigator>(isNavigator(before) ? before : 'own');

export function NavigatorChoice() {
  const w = words.value.phone;
  return (
    <label>
      {w.navigateWith}
      <select
        value={chosenNavigator.value}
        onChange={({ currentTarget: { value } }) => {
          if (!isNavigator(value)) return;
          chosenNavigator.value = value;
          remember(KEY, value);
        }}
      >
        {navigators.map((app) => (
          <option key={app} value={app}>
            {w.navigator[app]}
          </option>
        ))}
      </select>
    </label>
  );
}
