import { shiftDay } from '../format.ts';
import { stepCluster } from './stage.tsx';
import { enter } from './enter.ts';
import { go, open, place, select } from '../ui/navigate.ts';
import { pressKey, pushKeys, stepBack, type Keys } from '../ui/keys.ts';
import { may } from '../ui/me.ts';
import { menu } from './rail.tsx';

/** Told by the live day, which this file must not know. */
export interface Days {
  day(): string;
  today(): string;
}

/** One keyboard for every screen. Returns how to stop listening. */
export function listenToKeys(days: Days): () => void {
  let isGoing = false;
  const pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    // letters are for the fields that take them: a scrubber that was dragged keeps the focus
    const isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'range';
    if (event.altKey || event.defaultPrevented || isWriting) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'z' && stepBack(event.shiftKey ? 'redo' : 'undo')) event.preventDefault();
      return;
    }
    const wasGoing = isGoing;
    isGoing = event.key === 'g' && !wasGoing;
    const go = wasGoing ? rooms[event.key] : undefined;
    if (go) go();
    if (go || (!wasGoing && pressKey(event))) event.preventDefault();
  };
  document.addEventListener('keydown', pressed);
  const stop = pushKeys(everywhere(days));
  return () => {
    stop();
    document.removeEventListener('keydown', pressed);
  };
}

const rooms: Record<string, () => void> = {
  l: () => open('live'),
  a: () => enter('visits'),
  r: () => open('retailers'),
  t: () => may('territories.plan') && open('territories'),
  s: () => (may('settings.change') || may('ledger.read')) && open('settings'),
  p: () => open('plans'),
  d: () => may('positions.read') && open('replay'),
  e: () => may('people.read') && open('people'),
};

/** What keys mean where nothing that is open says otherwise. */
const everywhere = ({ day, today }: Days): Keys => ({
  '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
  '?': () => (menu.value = menu.value === 'keys' ? null : 'keys'),
  c: () => stepCluster(),
  j: () => step(1),
  k: () => step(-1),
  Escape: () => {
    if (menu.value) menu.value = null;
    else if (place.value.selection) select(null);
  },
  '[': () => showDay(shiftDay(day(), -1), today()),
  ']': () => showDay(shiftDay(day(), 1), today()),
});

/** Plans are made for days to come; everything else has been. */
function showDay(day: string, today: string): void {
  if (day <= today || place.peek().screen === 'plans') go({ day: day === today ? null : day });
}

/** Moves the focus through the list in the panel. */
function step(by: number): void {
  const items = [...document.querySelectorAll<HTMLElement>('.panel [data-item]')];
  const focused = items.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : items.findIndex((item) => item.getAttribute('aria-current') === 'true');
  const next = items[Math.max(0, Math.min(items.length - 1, from + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
