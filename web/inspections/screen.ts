import type { Layer } from '../map/layers.ts';
import { lazyPanel } from '../ui/lazy.tsx';
import type { Panels, Screen } from '../ui/screen.ts';
import { addCases } from './layer.ts';
import { ShownCases, shownCases } from './shown.ts';
import { railWord } from './railWords.ts';

export const screens: readonly Screen[] = [
  {
    path: '/inspections',
    may: ['inspections.read'],
    rail: { order: 3.4, icon: 'dice', word: () => railWord.value.rail.inspections },
    key: { letter: 'i', word: () => railWord.value.keys.goInspections },
    open: () => shownCases.open(new ShownCases()),
    Panel: lazyPanel(async () => (await import('./panel.tsx')).InspectionsScreen),
  },
];

export const panels: Panels = { case: lazyPanel(async () => (await import('./case.tsx')).CasePanel) };

export const layers: readonly Layer[] = [{ lay: addCases }];
