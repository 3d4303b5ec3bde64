import { lazyPanel } from '../ui/lazy.tsx';
import type { KeyHelp, Screen } from '../ui/screen.ts';
import { CalendarMaking, calendarMaking } from './making.ts';
import { railWord } from './railWords.ts';

export const screens: readonly Screen[] = [
  {
    path: '/calendar',
    may: ['plans.read'],
    rail: { order: 2.5, icon: 'calendar', word: () => railWord.value.rail.calendar },
    key: { letter: 'c', word: () => railWord.value.keys.goCalendar },
    hasFuture: true,
    Panel: lazyPanel(async () => (await import('./panel.tsx')).CalendarScreen),
    panels: { rep: lazyPanel(async () => (await import('./repPanel.tsx')).RepCalendarPanel) },
  },
];

export const follow = () => calendarMaking.open(new CalendarMaking());

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['Ctrl+Z'], word: () => railWord.value.keys.undoMove, may: 'plans.make', path: '/calendar' },
];
