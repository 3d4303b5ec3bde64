import { bearingDeg } from '../format.ts';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { select } from '../ui/navigate.ts';
import { distanceM, type LngLat } from '../../shared/geo.ts';
import { scene } from '../map/scene.ts';
import { hovered } from '../ui/hover.ts';
import s from './plans.module.css';

/** Legs shorter than this have no room for an arrow between their numbers. */
const LEAST_ARROW_M = 60;

/** The plan that is open: its stops by number, and which way it goes. */
export function addRound(map: MapView): Laid {
  const lines = map.shapes('planLine', 5);
  const arrows = map.markers('planArrows', 6);
  const numbers = map.markers('planNumbers', 7.9);
  let shown: { id: string; remove(): void; element: HTMLElement }[] = [];
  map.follow(() => {
    const plan = scene.round.value;
    lines.clear();
    for (const mark of shown) mark.remove();
    shown = [];
    if (!plan) return;
    if (plan.path.length > 1) lines.line(plan.path, 'route ahead chosen');
    plan.path.slice(1).forEach((to, k) => {
      const from = plan.path[k]!;
      if (distanceM(from, to) < LEAST_ARROW_M) return;
      const element = document.createElement('div');
      element.className = s.planArrow;
      element.setAttribute('aria-hidden', 'true');
      element.style.setProperty('--turn', `${bearingDeg(from, to)}deg`);
      shown.push({ id: '', element, ...removable(arrows.add(middle(from, to), element)) });
    });
    for (const { id, position, number, state, visit } of plan.stops) {
      const element = document.createElement('div');
      element.className = [s.planNumber, state, visit && `made-${visit}`].filter(Boolean).join(' ');
      element.setAttribute('aria-hidden', 'true');
      element.textContent = String(number);
      element.addEventListener('click', (event) => {
        event.stopPropagation();
        select({ kind: 'retailer', id });
      });
      element.addEventListener('mouseenter', () => (hovered.value = id));
      element.addEventListener('mouseleave', () => (hovered.value = null));
      shown.push({ id, element, ...removable(numbers.add(position, element)) });
    }
  });
  map.follow(() => {
    const lit = hovered.value;
    void scene.round.value;
    for (const { id, element } of shown) {
      const isHovered = id !== '' && id === lit;
      element.classList.toggle('is-hovered', isHovered);
      element.parentElement?.classList.toggle('is-above', isHovered);
    }
  });
  return {};
}

/** Who could be added to the plan that is open: a press on one adds it. */
export function addDue(map: MapView): Laid {
  const marks = map.markers('planDue', 7.8);
  let shown: { id: string; remove(): void; element: HTMLElement }[] = [];
  map.follow(() => {
    for (const mark of shown) mark.remove();
    shown = scene.due.value.map(({ id, position, isOverdue, add }) => {
      const element = document.createElement('div');
      element.className = isOverdue ? `${s.dueMark} is-overdue` : s.dueMark!;
      element.setAttribute('aria-hidden', 'true');
      element.textContent = '+';
      element.addEventListener('click', (event) => {
        event.stopPropagation();
        add();
      });
      element.addEventListener('mouseenter', () => (hovered.value = id));
      element.addEventListener('mouseleave', () => (hovered.value = null));
      return { id, element, ...removable(marks.add(position, element)) };
    });
  });
  map.follow(() => {
    const lit = hovered.value;
    void scene.due.value;
    for (const { id, element } of shown) element.classList.toggle('is-hovered', id === lit);
  });
  return {};
}

function removable(mark: { remove(): void }): { remove(): void } {
  return { remove: () => mark.remove() };
}

function middle(a: LngLat, b: LngLat): LngLat {
  return { lng: (a.lng + b.lng) / 2, lat: (a.lat + b.lat) / 2 };
}
