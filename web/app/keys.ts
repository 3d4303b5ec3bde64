import { shiftDay } from '../format.ts';
import { day, today } from '../ui/day.ts';
import { pressKey, stepBack, type Keys } from '../ui/keys.ts';
import { may } from '../ui/me.ts';
import { go, place, select } from '../ui/navigate.ts';
import { enter, features, screenNow, screens } from './desk.ts';
import { maySee } from './feature.ts';
import { menu } from './rail.tsx';

/** One keyboard for every screen. Returns how to stop listening. */
export function listenToKeys(): () => void {
  let isGoing = false;
  const pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    // letters are for the fields that take them: a scrubber that was dragged, or a box that was ticked, keeps the focus
    const { type } = target as HTMLInputElement;
    const takesLetters = type !== 'range' && (type !== 'checkbox' || event.key === ' ');
    const isWriting = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && takesLetters;
    if (event.altKey || event.defaultPrevented || isWriting) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'z' && stepBack(event.shiftKey ? 'redo' : 'undo')) event.preventDefault();
      return;
    }
    const wasGoing = isGoing;
    isGoing = event.key === 'g' && !wasGoing;
    if (wasGoing ? goTo(event.key) : pressKey(event, everywhere)) event.preventDefault();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** What keys mean where nothing that is open says otherwise. */
const everywhere: Keys = {
  '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
  '?': () => (menu.value = menu.value === 'keys' ? null : 'keys'),
  j: () => step(1),
  k: () => step(-1),
  Escape: () => {
    if (menu.value) menu.value = null;
    else if (place.value.selection) select(null);
  },
  '[': () => showDay(shiftDay(day.peek(), -1)),
  ']': () => showDay(shiftDay(day.peek(), 1)),
  ...Object.assign({}, ...features.map((one) => one.keys)),
};

function goTo(letter: string): boolean {
  const screen = screens.find(({ key }) => key?.letter === letter);
  if (!screen || !maySee(screen, may)) return false;
  enter(screen);
  return true;
}

function showDay(wanted: string): void {
  if (wanted <= today.peek() || screenNow.peek().hasFuture) go({ day: wanted === today.peek() ? null : wanted });
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
