import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';

export const screens: readonly Screen[] = [
  {
    path: '/questionnaires',
    may: ['questionnaires.read'],
    partOf: '/inspections',
    Panel: lazyPanel(async () => (await import('./panel.tsx')).QuestionnairesScreen),
  },
];
