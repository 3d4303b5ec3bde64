import { lazyPanel } from '../ui/lazy.tsx';
import type { KeyHelp, Screen } from '../ui/screen.ts';
import { LogInbox, logInbox } from './logInbox.ts';
import { words } from './words.ts';

const path = '/logs';

export const screens: readonly Screen[] = [
  {
    path,
    may: ['logs.read'],
    rail: { order: 3.2, icon: 'form', word: () => words.value.rail.logs },
    key: { letter: 'w', word: () => words.value.keys.goLogs },
    open: () => logInbox.open(new LogInbox()),
    Panel: lazyPanel(async () => (await import('./panel.tsx')).LogsScreen),
  },
];

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['j', 'k'], word: () => words.value.keys.logStep, may: 'logs.read', path },
  { keys: ['r'], word: () => words.value.keys.logRead, may: 'logs.review', path },
  { keys: ['c'], word: () => words.value.keys.logComment, may: 'logs.review', path },
  { keys: ['b'], word: () => words.value.keys.logReturn, may: 'logs.review', path },
  { keys: ['a'], word: () => words.value.keys.logAll, may: 'logs.review', path },
];
