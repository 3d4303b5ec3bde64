import { computed, signal } from '@preact/signals';
import { initials } from '../format.ts';
import type { Laid } from '../map/layers.ts';
import { select, selection } from '../ui/navigate.ts';
import type { MapView, Marker, Markers, Shapes } from '../map/map.ts';
import { toWorld, WORLD_PX, type WorldPoint } from '../map/mercator.ts';
import { addRepDots } from './repDots.ts';
import { CLOSE_FROM, MOST_ELEMENTS, scene, type RepMark } from '../map/scene.ts';
import { hovered } from '../ui/hover.ts';
import s from './live.module.css';

interface Shown {
  marker: Marker;
  /** Where it is drawn, which may be a fraction of a pixel from where it is. */
  drawn: WorldPoint;
}

/** How faded a report of this age is: fresh for five minutes, then in three steps. */
export function freshness(ageMin: number): 'fresh' | 'fading' | 'old' {
  return ageMin < 5 ? 'fresh' : ageMin < 30 ? 'fading' : 'old';
}

/** Reps in panes of their own. Few and near by they are elements with initials; a whole city's are dots on a canvas. */
export function addReps(map: MapView): Laid {
  const layer = map.markers('reps', 8);
  layer.farBelow(CLOSE_FROM);
  const rings = map.shapes('accuracy', 3);
  const shown = new Map<string, Shown>();
  const isOn = signal(true);
  const zoom = signal(map.view().zoom);
  const moves = signal(0);
  map.onMoved((view) => {
    zoom.value = view.zoom;
    moves.value += 1;
  });
  const chosen = computed(() => (selection.value?.kind === 'rep' ? selection.value.id : null));
  const parts = computed(() => {
    const marks = isOn.value ? scene.reps.value : [];
    if (marks.length <= MOST_ELEMENTS) return { near: marks, far: [] };
    void moves.value;
    const inSight = zoom.value >= CLOSE_FROM ? marks.filter((mark) => map.isInSight(mark.position)) : [];
    const close = new Set(inSight.length <= MOST_ELEMENTS ? inSight : []);
    const isNear = (mark: RepMark) => mark.repId === chosen.value || close.has(mark);
    return { near: marks.filter(isNear), far: marks.filter((mark) => !isNear(mark)) };
  });
  const dots = addRepDots(
    map,
    computed(() => parts.value.far),
  );
  map.follow(() => placeMarks(layer, shown, parts.value.near, zoom.value));
  map.follow(() => light(rings, shown, chosen.value, hovered.value));
  return {
    show(isShown: boolean) {
      isOn.value = isShown;
      rings.show(isShown);
    },
    under: dots.under,
  };
}

/** Adds who came, moves who is elsewhere now, and takes away who is gone. */
function placeMarks(layer: Markers, shown: Map<string, Shown>, marks: readonly RepMark[], zoom: number): void {
  const gone = new Set(shown.keys());
  const worldPx = WORLD_PX * 2 ** zoom;
  let isGliding = false;
  for (const mark of marks) {
    gone.delete(mark.repId);
    const old = shown.get(mark.repId);
    const at = toWorld(mark.position);
    if (!old) {
      shown.set(mark.repId, { marker: layer.add(mark.position, repElement(mark)), drawn: at });
      continue;
    }
    // A step that cannot be seen is not drawn.
    if (Math.hypot(at.x - old.drawn.x, at.y - old.drawn.y) * worldPx >= 1) {
      if (!isGliding) layer.glide();
      isGliding = true;
      old.marker.moveTo(mark.position);
      old.drawn = at;
    }
    dress(old.marker.element, mark);
  }
  for (const repId of gone) {
    shown.get(repId)!.marker.remove();
    shown.delete(repId);
  }
}

/** The rep who is chosen and the one who is pointed at: above their neighbours, and with the circle that their fix is good for. */
function light(rings: Shapes, shown: ReadonlyMap<string, Shown>, chosen: string | null, pointed: string | null): void {
  const lit = new Set([chosen, pointed]);
  rings.clear();
  for (const mark of scene.reps.value)
    if (lit.has(mark.repId) && mark.accuracyM !== null) rings.circle(mark.position, mark.accuracyM, s.accuracyRing);
  for (const [repId, { marker }] of shown) {
    marker.element.classList.toggle('is-selected', repId === chosen);
    marker.element.classList.toggle('is-hovered', repId === pointed);
    marker.element.parentElement?.classList.toggle('is-above', lit.has(repId));
  }
}

function repElement(mark: RepMark): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = `<span class="${s.repDisc}"></span><span class="${s.repName}"></span>`;
  // The lists are the way in by keyboard; a name is text, never markup.
  element.setAttribute('aria-hidden', 'true');
  element.addEventListener('click', (event) => {
    event.stopPropagation();
    select({ kind: 'rep', id: mark.repId });
  });
  element.addEventListener('mouseenter', () => (hovered.value = mark.repId));
  element.addEventListener('mouseleave', () => (hovered.value = null));
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
