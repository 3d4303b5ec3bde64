import { effect, signal } from '@preact/signals';
import { initials } from '../format.ts';
import { selection } from '../shell/navigate.ts';
import type { MapView, Marker } from './map.ts';
import { scene, type RepMark } from './scene.ts';

interface Shown {
  marker: Marker;
  mark: RepMark;
}

/** Below this zoom a rep is a dot: initials would lie on each other. */
const CLOSE_FROM = 12;

/** How faded a report of this age is: fresh for five minutes, then in three steps. */
export function freshness(ageMin: number): 'fresh' | 'fading' | 'old' {
  return ageMin < 5 ? 'fresh' : ageMin < 30 ? 'fading' : 'old';
}

/** Reps as elements in a pane of their own: 500 of them never make a point tile be painted again. */
export function addReps(map: MapView, onPick: (repId: string) => void) {
  const layer = map.markers('reps', 8);
  layer.farBelow(CLOSE_FROM);
  const rings = map.shapes('accuracy', 3);
  const shown = new Map<string, Shown>();
  const isOn = signal(true);

  effect(() => {
    const marks = isOn.value ? scene.reps.value : [];
    const gone = new Set(shown.keys());
    layer.glide();
    for (const mark of marks) {
      gone.delete(mark.repId);
      const old = shown.get(mark.repId);
      if (!old) shown.set(mark.repId, { marker: layer.add(mark.position, repElement(mark, onPick)), mark });
      else {
        if (old.mark.position.lng !== mark.position.lng || old.mark.position.lat !== mark.position.lat) old.marker.moveTo(mark.position);
        dress(old.marker.element, mark);
        old.mark = mark;
      }
    }
    for (const repId of gone) {
      shown.get(repId)!.marker.remove();
      shown.delete(repId);
    }
  });

  effect(() => {
    const chosen = selection.value?.kind === 'rep' ? selection.value.id : null;
    const hovered = scene.hovered.value;
    rings.clear();
    for (const mark of scene.reps.value) {
      const element = shown.get(mark.repId)?.marker.element;
      const isChosen = mark.repId === chosen;
      const isHovered = mark.repId === hovered;
      element?.classList.toggle('is-selected', isChosen);
      element?.classList.toggle('is-hovered', isHovered);
      // The selected one lies above its neighbours.
      element?.parentElement?.classList.toggle('is-above', isChosen || isHovered);
      if ((isChosen || isHovered) && mark.accuracyM !== null) rings.circle(mark.position, mark.accuracyM, 'accuracy-ring');
    }
  });

  return {
    show(isShown: boolean) {
      isOn.value = isShown;
      rings.show(isShown);
    },
  };
}

function repElement(mark: RepMark, onPick: (repId: string) => void): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = '<span class="rep-disc"></span><span class="rep-name"></span>';
  // The lists are the way in by keyboard; a name is text, never markup.
  element.setAttribute('aria-hidden', 'true');
  element.addEventListener('click', (event) => {
    event.stopPropagation();
    onPick(mark.repId);
  });
  element.addEventListener('mouseenter', () => (scene.hovered.value = mark.repId));
  element.addEventListener('mouseleave', () => (scene.hovered.value = null));
  dress(element, mark);
  return element;
}

function dress(element: HTMLElement, mark: RepMark): void {
  const kept = [...element.classList].filter((name) => name.startsWith('is-') && name !== 'is-late');
  const className = ['rep', freshness(mark.ageMin), ...kept, ...(mark.isLate ? ['is-late'] : [])].join(' ');
  if (element.className !== className) element.className = className;
  const [disc, name] = element.children as unknown as [HTMLElement, HTMLElement];
  if (name.textContent === mark.name) return;
  disc.textContent = initials(mark.name);
  name.textContent = mark.name;
}
