import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';
import { railWord } from './railWords.ts';

export const screens: readonly Screen[] = [
  {
    path: '/settings',
    may: ['settings.change', 'ledger.read'],
    rail: { order: 7, icon: 'settings', word: () => railWord.value.rail.settings },
    key: { letter: 's', word: () => railWord.value.keys.goSettings },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).SettingsScreen),
  },
];
