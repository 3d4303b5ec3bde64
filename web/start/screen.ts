import type { Screen } from '../ui/screen.ts';
import { StartScreen } from './panel.tsx';

export const screens: readonly Screen[] = [
  { path: '/start', partOf: '/settings', may: ['people.manage'], Panel: StartScreen },
];
