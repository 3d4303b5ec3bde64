import { computed, signal } from '@preact/signals';
import { formatPlace, parsePlace, type Place, type Selection } from './place.ts';

/** What is looked at now: the address bar as a signal. */
export const place = signal<Place>(parsePlace(new URL(location.href)));

/** Parts of the place, each heard only when it changes: every move of the map changes the place. */
export const part = {
  path: computed(() => place.value.path),
  day: computed(() => place.value.day),
  unitId: computed(() => place.value.unitId),
  q: computed(() => place.value.q),
  state: computed(() => place.value.state),
  scenarioId: computed(() => place.value.scenarioId),
  inspectionId: computed(() => place.value.inspectionId),
  time: computed(() => place.value.time),
  alone: computed(() => place.value.alone),
  own: computed(() => place.value.own),
  /** As text: a list that is read anew is another list. */
  hidden: computed(() => place.value.hidden.join()),
};
export const selection = computed(() => place.value.selection);

/** Changes the place. `replace` for what is no step back: moving the map, typing. */
export function go(change: Partial<Place>, { replace = false } = {}): void {
  const next = { ...place.peek(), ...change };
  const address = formatPlace(next);
  if (address === formatPlace(place.peek())) return;
  place.value = next;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
}

/** Opens a screen, of its list the part named by `state`. */
export function open(path: string, state: string | null = null, own: Place['own'] = {}): void {
  go({ path, selection: null, q: '', state, scenarioId: null, inspectionId: null, time: null, alone: null, own });
}

/** The same thing again is no new step back. */
export function select(next: Selection | null): void {
  const now = place.peek().selection;
  if (now?.kind === next?.kind && now?.id === next?.id) return;
  go({ selection: next });
}

/** Takes the query out of the address: another site sent the browser here with it, and its words (`state`, `scope`) are no place. */
export function dropQuery(): void {
  history.replaceState(null, '', location.pathname);
  readAddress();
}

function readAddress(): void {
  place.value = parsePlace(new URL(location.href));
}

window.addEventListener('popstate', readAddress);
