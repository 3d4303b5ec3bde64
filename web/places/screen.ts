import type { Layer } from '../map/layers.ts';
import { lazyPanel } from '../ui/lazy.tsx';
import type { KeyHelp, Screen } from '../ui/screen.ts';
import { addPlaces } from './placeLayer.ts';
import { PlaceQueue, placeQueue } from './queue.ts';
import { PlaceSigns } from './signs.tsx';
import { words } from './words.ts';

const path = '/places';

export const screens: readonly Screen[] = [
  {
    path,
    may: ['retailers.correct'],
    rail: { order: 4.5, icon: 'pin', word: () => words.value.rail.places },
    key: { letter: 'o', word: () => words.value.keys.goPlaces },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).PlacesScreen),
    panels: { proposal: lazyPanel(async () => (await import('./proposal.tsx')).ProposalPanel) },
    Signs: PlaceSigns,
  },
];

export const layers: readonly Layer[] = [{ lay: addPlaces }];

export const follow = () => placeQueue.open(new PlaceQueue());

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['j', 'k'], word: () => words.value.keys.placeSkip, may: 'retailers.correct', path },
  { keys: ['a'], word: () => words.value.keys.placeAccept, may: 'retailers.correct', path },
  { keys: ['m'], word: () => words.value.keys.placeMove, may: 'retailers.correct', path },
  { keys: ['r'], word: () => words.value.keys.placeRefuse, may: 'retailers.correct', path },
  { keys: ['i'], word: () => words.value.keys.placeInspect, may: 'retailers.correct', path },
  { keys: ['x'], word: () => words.value.keys.placeChoose, may: 'retailers.correct', path },
  { keys: ['Ctrl+Z'], word: () => words.value.keys.placeUndo, may: 'retailers.correct', path },
];
