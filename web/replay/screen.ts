import { lazyPanel } from '../ui/lazy.tsx';
import type { Layer } from '../map/layers.ts';
import type { KeyHelp, Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { addReplay } from './layer.ts';
import { Player } from './player.tsx';
import { ReplaySigns } from './signs.tsx';
import { openReplay } from './run.ts';

const path = '/replay';

export const screens: readonly Screen[] = [
  {
    path,
    partOf: '/',
    may: ['positions.read'],
    key: { letter: 'd', word: () => words.value.replay.keys.go },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).ReplayScreen),
    panels: { rep: lazyPanel(async () => (await import('./repPanel.tsx')).ReplayRep) },
    open: openReplay,
    Foot: Player,
    Signs: ReplaySigns,
  },
];

export const layers: readonly Layer[] = [{ name: 'reps', lay: addReplay }];

export const keyHelp: readonly KeyHelp[] = [
  { path, keys: ['Space'], word: () => words.value.replay.keys.play },
  { path, keys: [',', '.'], word: () => words.value.replay.keys.minute },
  { path, keys: ['b', 'n'], word: () => words.value.replay.keys.press },
  { path, keys: ['s', 'f'], word: () => words.value.replay.keys.speed },
];
