import { effect, signal, untracked } from '@preact/signals';
import { selection } from '../shell/navigate.ts';
import type { MapView } from './map.ts';
import { scene } from './scene.ts';

/** Routes of the day: what is done is a full line, what is to come a dashed one; the selected rep's stand out. */
export function addRoutes(map: MapView) {
  const shapes = map.shapes('routes', 5);
  effect(() => {
    const chosen = selection.value?.kind === 'rep' ? selection.value.id : null;
    shapes.clear();
    for (const route of scene.routes.value) {
      const rank = chosen === null ? 'quiet' : route.repId === chosen ? 'chosen' : 'faint';
      if (route.done > 1) shapes.line(route.points.slice(0, route.done), `route done ${rank}`);
      if (route.done < route.points.length) shapes.line(route.points.slice(Math.max(0, route.done - 1)), `route ahead ${rank}`);
    }
  });
  return shapes;
}

/** Territories: quiet fills, neighbours in different colours, each with its name. */
export function addAreas(map: MapView) {
  const shapes = map.shapes('areas', 2);
  const labels = map.markers('areaNames', 7);
  let shown: { remove(): void }[] = [];
  const isOn = signal(true);
  effect(() => {
    shapes.clear();
    for (const label of shown) label.remove();
    shown = [];
    for (const area of scene.areas.value) {
      shapes.area(area.ring, `area area-${area.colour}`);
      if (!isOn.value) continue;
      const element = document.createElement('div');
      element.className = 'area-name';
      element.setAttribute('aria-hidden', 'true');
      element.textContent = area.name;
      shown.push(labels.add(area.centre, element));
    }
  });
  return {
    show(isShown: boolean) {
      isOn.value = isShown;
      shapes.show(isShown);
    },
  };
}

/** A visit's evidence: the threshold around the retailer, each press with its accuracy, and the line between. */
export function addEvidence(map: MapView): void {
  const ground = map.shapes('evidence', 3);
  const above = map.shapes('presses', 7);
  effect(() => {
    const evidence = scene.evidence.value;
    ground.clear();
    above.clear();
    if (!evidence) return;
    ground.circle(evidence.retailer, evidence.thresholdM, 'threshold');
    for (const press of evidence.presses) {
      if (press.accuracyM !== null && press.accuracyM > 0) ground.circle(press.position, press.accuracyM, `press-accuracy ${press.kind}`);
      ground.line([press.position, evidence.retailer], 'press-line');
      above.dot(press.position, 5, `press ${press.kind}`);
    }
    const places = [evidence.retailer, ...evidence.presses.map((press) => press.position)];
    untracked(() => (evidence.presses.length === 0 ? map.reveal(evidence.retailer, 16) : map.fit(places, 17)));
  });
}

/** The ring around the retailer that is selected or pointed at. */
export function addFocus(map: MapView): void {
  const shapes = map.shapes('focus', 7);
  effect(() => {
    const focus = scene.focus.value;
    shapes.clear();
    if (!focus) return;
    shapes.dot(focus.position, 14, 'focus-ring');
  });
}
