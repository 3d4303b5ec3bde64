import type { Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { SettingsScreen } from './panel.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/settings',
    may: ['settings.change', 'ledger.read'],
    rail: { order: 7, icon: 'settings', word: () => words.value.rail.settings },
    key: { letter: 's', word: () => words.value.keys.goSettings },
    Panel: SettingsScreen,
  },
];
