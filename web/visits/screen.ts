import { lazyPanel } from '../ui/lazy.tsx';
import type { Layer } from '../map/layers.ts';
import { may } from '../ui/me.ts';
import type { KeyHelp, Panels, Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { DecidedNote } from './decidedNote.tsx';
import { addEvidence } from './evidenceLayer.ts';
import { VisitsScreen } from './panel.tsx';
import { CaseQueue, caseQueue } from './queue.ts';

export const screens: readonly Screen[] = [
  {
    path: '/visits',
    rail: { order: 3, icon: 'visits', word: () => words.value.rail.visits },
    key: { letter: 'a', word: () => words.value.keys.goVisits },
    // whoever decides on visits finds first those that wait for it
    door: () => (may('visits.decide') ? 'review' : null),
    Panel: VisitsScreen,
  },
];

export const panels: Panels = { visit: lazyPanel(async () => (await import('./case.tsx')).VisitCase) };

export const layers: readonly Layer[] = [{ lay: addEvidence }];

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['j', 'k'], word: () => words.value.keys.nextCase },
  { keys: ['a'], word: () => words.value.keys.accept, may: 'visits.decide' },
  { keys: ['r'], word: () => words.value.keys.reject, may: 'visits.decide' },
  { keys: ['n'], word: () => words.value.keys.note, may: 'visits.decide' },
  { keys: ['Ctrl+Z'], word: () => words.value.keys.undo, may: 'visits.decide' },
];

export const follow = () => caseQueue.open(new CaseQueue());

export const Note = DecidedNote;
