import type { Layer } from '../map/layers.ts';
import { lazyPanel } from '../ui/lazy.tsx';
import type { Keys } from '../ui/keys.ts';
import type { KeyHelp, Panels, Screen } from '../ui/screen.ts';
import { words } from './words.ts';
import { addClusters, stepCluster } from './clusterLayer.ts';
import { ClusterList } from './clusterList.tsx';
import { followRetailers } from './columns.ts';
import { addFocus } from './focusLayer.ts';
import { addRetailers } from './retailerLayer.ts';
import { ClusterSwatch, RetailerSwatch } from './swatches.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/retailers',
    rail: { order: 4, icon: 'retailers', word: () => words.value.rail.retailers },
    key: { letter: 'r', word: () => words.value.keys.goRetailers },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).RetailersScreen),
  },
  {
    path: '/retailers/import',
    partOf: '/retailers',
    may: ['retailers.import'],
    Panel: lazyPanel(async () => (await import('./importPanel.tsx')).ImportScreen),
  },
];

export const panels: Panels = {
  retailer: lazyPanel(async () => (await import('./card.tsx')).RetailerCard),
  cluster: ClusterList,
};

export const layers: readonly Layer[] = [
  {
    name: 'retailers',
    legend: { order: 1, word: () => words.value.map.layer.retailers, Swatch: RetailerSwatch },
    lay: addRetailers,
  },
  {
    name: 'clusters',
    legend: { order: 2, word: () => words.value.map.layer.clusters, Swatch: ClusterSwatch },
    lay: addClusters,
  },
  { lay: addFocus },
];

export const follow = followRetailers;

export const keys: Keys = { c: stepCluster };

export const keyHelp: readonly KeyHelp[] = [{ keys: ['c'], word: () => words.value.keys.clusters }];
