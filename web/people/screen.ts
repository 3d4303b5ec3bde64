import type { Screen } from '../ui/screen.ts';
import { AddPeopleScreen } from './addPeople.tsx';
import { words } from './words.ts';
import { PeopleScreen } from './panel.tsx';
import { PhonesScreen } from './phonesPanel.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/people',
    may: ['people.read'],
    rail: { order: 6, icon: 'people', word: () => words.value.rail.people },
    key: { letter: 'e', word: () => words.value.keys.goPeople },
    Panel: PeopleScreen,
  },
  // Not /phone: that address belongs to the phones' tracking apps.
  { path: '/people/add', partOf: '/people', may: ['people.manage'], Panel: AddPeopleScreen },
  { path: '/people/phone', partOf: '/people', may: ['devices.manage'], Panel: PhonesScreen },
];
