import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';
import { words } from './words.ts';

export const screens: readonly Screen[] = [
  {
    path: '/settings',
    may: ['settings.change', 'ledger.read'],
    rail: { order: 7, icon: 'settings', word: () => words.value.rail.settings },
    key: { letter: 's', word: () => words.value.keys.goSettings },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).SettingsScreen),
  },
];
