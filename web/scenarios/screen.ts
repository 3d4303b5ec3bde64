import type { Layer } from '../map/layers.ts';
import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { addPlan } from './map/layer.ts';
import { PlanHand } from './map/hand.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/territories',
    may: ['territories.plan'],
    rail: { order: 5, icon: 'territories', word: () => words.value.rail.territories },
    key: { letter: 't', word: () => words.value.keys.goTerritories },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).TerritoriesScreen),
  },
];

export const layers: readonly Layer[] = [{ lay: addPlan, Over: PlanHand }];
