import { signal } from '@preact/signals';
import type { Layer } from '../map/layers.ts';
import type { Panels, Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { addAreas } from './areaLayer.ts';
import { followDay } from './day.ts';
import { unfoldedLists } from './folded.tsx';
import { addDay } from './dayLayer.ts';
import { LiveScreen } from './panel.tsx';
import { addReps } from './repLayer.ts';
import { RepPanel } from './repPanel.tsx';
import { addRoutes } from './routeLayer.ts';
import { AreaSwatch, RepSwatch, RouteSwatch } from './swatches.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/',
    rail: { order: 1, icon: 'live', word: () => words.value.rail.live },
    key: { letter: 'l', word: () => words.value.keys.goLive },
    Panel: LiveScreen,
    open: () => unfoldedLists.open(signal([])),
  },
];

export const panels: Panels = { rep: RepPanel };

export const layers: readonly Layer[] = [
  {
    name: 'territories',
    legend: { order: 3, word: () => words.value.map.layer.territories, Swatch: AreaSwatch },
    lay: addAreas,
  },
  {
    name: 'plans',
    legend: { order: 4, word: () => words.value.map.layer.plans, Swatch: RouteSwatch },
    lay: addRoutes,
  },
  { lay: addDay },
  { name: 'reps', legend: { order: 5, word: () => words.value.map.layer.reps, Swatch: RepSwatch }, lay: addReps },
];

export const follow = followDay;
