import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';
import { railWord } from './railWords.ts';

export const screens: readonly Screen[] = [
  {
    path: '/scores',
    may: ['scores.read'],
    rail: { order: 3.6, icon: 'scores', word: () => railWord.value.rail.scores },
    key: { letter: 'k', word: () => railWord.value.keys.goScores },
    isWide: true,
    Panel: lazyPanel(async () => (await import('./panel.tsx')).ScoresScreen),
  },
];
