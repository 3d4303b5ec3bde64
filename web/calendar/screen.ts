import type { KeyHelp, Screen } from '../ui/screen.ts';
import { CalendarMaking, calendarMaking } from './making.ts';
import { CalendarScreen } from './panel.tsx';
import { RepCalendarPanel } from './repPanel.tsx';
import { words } from './words.ts';

export const screens: readonly Screen[] = [
  {
    path: '/calendar',
    may: ['plans.read'],
    rail: { order: 2.5, icon: 'calendar', word: () => words.value.rail.calendar },
    key: { letter: 'c', word: () => words.value.keys.goCalendar },
    hasFuture: true,
    Panel: CalendarScreen,
    panels: { rep: RepCalendarPanel },
  },
];

export const follow = () => calendarMaking.open(new CalendarMaking());

export const keyHelp: readonly KeyHelp[] = [
  { keys: ['Ctrl+Z'], word: () => words.value.keys.undoMove, may: 'plans.make', path: '/calendar' },
];
