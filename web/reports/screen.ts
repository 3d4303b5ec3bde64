import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';
import { railWord } from './railWords.ts';

export const screens: readonly Screen[] = [
  {
    path: '/reports',
    may: ['reports.read'],
    rail: { order: 3.5, icon: 'reports', word: () => railWord.value.rail.reports },
    key: { letter: 'f', word: () => railWord.value.keys.goReports },
    isWide: true,
    Panel: lazyPanel(async () => (await import('./overview.tsx')).OverviewScreen),
  },
  {
    path: '/reports/metric',
    partOf: '/reports',
    may: ['reports.read'],
    isWide: true,
    Panel: lazyPanel(async () => (await import('./panel.tsx')).MetricScreen),
  },
  {
    path: '/reports/changes',
    partOf: '/reports',
    may: ['reports.read'],
    isWide: true,
    Panel: lazyPanel(async () => (await import('./changesPanel.tsx')).ChangesScreen),
  },
  {
    path: '/reports/effect',
    partOf: '/reports',
    may: ['reports.read'],
    isWide: true,
    Panel: lazyPanel(async () => (await import('./effectPanel.tsx')).EffectScreen),
  },
];
