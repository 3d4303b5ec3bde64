import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';

export const screens: readonly Screen[] = [
  {
    path: '/start',
    partOf: '/settings',
    may: ['people.manage'],
    Panel: lazyPanel(async () => (await import('./panel.tsx')).StartScreen),
  },
];
