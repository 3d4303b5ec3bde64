import { lazyPanel } from '../ui/lazy.tsx';
import type { KeyHelp, Screen } from '../ui/screen.ts';
import { LogInbox, logInbox } from './logInbox.ts';
import { railWord } from './railWords.ts';

const path = '/logs';

export const screens: readonly Screen[] = [
  {
    path,
    may: ['logs.read'],
    rail: { order: 3.2, icon: 'form', word: () => railWord.value.rail.logs },
    key: { letter: 'w', word: () => railWord.value.keys.goLogs },
    open: () => logInbox.open(new LogInbox()),
    Panel: lazyPanel(async () => (await import('./panel.tsx')).LogsScreen),
  },
];

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['j', 'k'], word: () => railWord.value.keys.logStep, may: 'logs.read', path },
  { keys: ['r'], word: () => railWord.value.keys.logRead, may: 'logs.review', path },
  { keys: ['c'], word: () => railWord.value.keys.logComment, may: 'logs.review', path },
  { keys: ['b'], word: () => railWord.value.keys.logReturn, may: 'logs.review', path },
  { keys: ['a'], word: () => railWord.value.keys.logAll, may: 'logs.review', path },
];
