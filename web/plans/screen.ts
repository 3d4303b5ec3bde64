import { lazyPanel } from '../ui/lazy.tsx';
import type { Layer } from '../map/layers.ts';
import type { Parts } from '../ui/parts.ts';
import type { KeyHelp, Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { planQuality } from './certificate.ts';
import { daySheetOf } from './dayOf.ts';
import { PlanMaking, planMaking } from './making.ts';
import { PlansScreen } from './panel.tsx';
import { addDue, addRound } from './roundLayer.ts';

export const screens: readonly Screen[] = [
  {
    path: '/plans',
    may: ['plans.read'],
    rail: { order: 2, icon: 'plans', word: () => words.value.rail.plans },
    key: { letter: 'p', word: () => words.value.keys.goPlans },
    hasFuture: true,
    Panel: PlansScreen,
    panels: { rep: lazyPanel(async () => (await import('./planPanel.tsx')).PlanPanel) },
  },
];

export const layers: readonly Layer[] = [{ lay: addRound }, { lay: addDue }];

export const follow = () => planMaking.open(new PlanMaking());

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['Ctrl+Z', 'Ctrl+Shift+Z'], word: () => words.value.keys.undoPlan, may: 'plans.make' },
];

export const parts: Partial<Parts> = { planQuality, daySheet: daySheetOf };
