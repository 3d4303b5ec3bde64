import { lazyPanel } from '../ui/lazy.tsx';
import type { Screen } from '../ui/screen.ts';
import { railWord } from './railWords.ts';

export const screens: readonly Screen[] = [
  {
    path: '/people',
    may: ['people.read'],
    rail: { order: 6, icon: 'people', word: () => railWord.value.rail.people },
    key: { letter: 'e', word: () => railWord.value.keys.goPeople },
    Panel: lazyPanel(async () => (await import('./panel.tsx')).PeopleScreen),
  },
  // Not /phone: that address belongs to the phones' tracking apps.
  {
    path: '/people/add',
    partOf: '/people',
    may: ['people.manage'],
    Panel: lazyPanel(async () => (await import('./addPeople.tsx')).AddPeopleScreen),
  },
  {
    path: '/people/phone',
    partOf: '/people',
    may: ['devices.manage'],
    Panel: lazyPanel(async () => (await import('./phonesPanel.tsx')).PhonesScreen),
  },
];
