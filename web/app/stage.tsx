import { computed, effect, signal, untracked } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { count } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { go, part, place, select } from '../ui/navigate.ts';
import { isDark, reducedMotion } from '../ui/theme.ts';
import { me, readMe } from '../ui/me.ts';
import { addReplay } from '../replay/layer.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { addBase } from '../map/base.ts';
import { fitAll, holdCamera, zoomBy } from '../map/camera.ts';
import { areClustersOn } from '../map/clustering.ts';
import { addClusters, type ClusterUnder } from '../retailers/clusterLayer.ts';
import { addDay } from '../live/dayLayer.ts';
import { addAreas } from '../live/areaLayer.ts';
import { addRoutes } from '../live/routeLayer.ts';
import { addEvidence } from '../visits/evidenceLayer.ts';
import { addFocus } from '../retailers/focusLayer.ts';
import { createMap, type Pointed } from '../map/map.ts';
import { toWorld, WORLD_PX } from '../map/mercator.ts';
import { addPlan, carried, lasso } from '../scenarios/map/layer.ts';
import { planScene } from '../scenarios/map/scene.ts';
import { addReps } from '../live/repLayer.ts';
import { addRound } from '../plans/roundLayer.ts';
import { addRetailers } from '../retailers/retailerLayer.ts';
import { readColoursAgain } from '../map/palette.ts';
import { scene } from '../map/scene.ts';
import { hovered } from '../ui/hover.ts';

/** How near to a mark a click or the pointer counts, pixels: half a finger. */
const REACH_PX = 12;

export const layerNames = ['retailers', 'clusters', 'territories', 'plans', 'reps'] as const;
export type LayerName = (typeof layerNames)[number];

const tiles = computed(() => me.value?.tiles ?? null);

/** What the pointer is over, for the small label beside it. */
const tip = signal<{ text: string; x: number; y: number } | null>(null);
let clustersInSight: () => ClusterUnder[] = () => [];

function build(element: HTMLElement): () => void {
  const { centre, zoom } = place.peek();
  const hadView = centre !== null;
  const made = createMap(element, { centre: centre ?? { lng: 110, lat: 30 }, zoom: zoom ?? 4 }, reducedMotion.matches);
  const letGo = holdCamera(made);
  addBase(made, {
    tiles,
    language,
    onLost: () => void readMe().catch(() => {}), // a server that does not answer now is heard of elsewhere
  });
  const areas = addAreas(made);
  const retailers = addRetailers(made);
  const routes = addRoutes(made);
  addEvidence(made);
  const day = addDay(made);
  const clusters = addClusters(made);
  clustersInSight = clusters.inSight;
  addRound(made, (retailerId) => select({ kind: 'retailer', id: retailerId }));
  addFocus(made);
  const reps = addReps(made, (repId) => select({ kind: 'rep', id: repId }));

  const replay = addReplay(made);
  const plan = addPlan(made);

  const pick = ({ at, zoom: z }: Pointed) => {
    if (clusters.hides(toWorld(at), z)) return null;
    const reach = REACH_PX / (WORLD_PX * 2 ** z);
    const mark = day.pick(toWorld(at), reach);
    const retailer = place.peek().hidden.includes('retailers')
      ? null
      : retailers.pick(toWorld(at), mark ? reach : reach * 0.7);
    return mark?.retailerId ?? retailer?.id ?? null;
  };
  const pickRep = ({ at, zoom: z }: Pointed) => {
    const reach = REACH_PX / (WORLD_PX * 2 ** z);
    return replay.pick(toWorld(at), reach * 1.2)?.repId ?? reps.pick(toWorld(at), reach);
  };
  made.onClick((pointed) => {
    const hands = planScene.hands.peek();
    if (hands)
      return planScene.isLasso.peek() || planScene.line.peek()
        ? undefined
        : hands.clicked(plan.unitAt(pointed), plan.territoryAt(pointed), pointed.isAdding);
    const repId = pickRep(pointed);
    if (repId) return select({ kind: 'rep', id: repId });
    const cluster = clusters.pick(toWorld(pointed.at), pointed.zoom);
    if (cluster) return select({ kind: 'cluster', id: cluster.id });
    const id = pick(pointed);
    if (id) select({ kind: 'retailer', id });
  });
  made.onHover((pointed) => {
    const hands = planScene.hands.peek();
    if (hands) {
      if (carried.peek() || lasso.peek().length > 0) return; // the hand is at work
      const unit = pointed ? plan.unitAt(pointed) : -1;
      element.classList.toggle('is-over', unit >= 0);
      tip.value = unit >= 0 && pointed ? { text: hands.tipOf(unit), x: pointed.x, y: pointed.y } : null;
      return;
    }
    const repId = pointed && pickRep(pointed);
    const cluster = pointed && !repId ? clusters.pick(toWorld(pointed.at), pointed.zoom) : null;
    const id = repId ?? (pointed && !cluster ? pick(pointed) : null);
    hovered.value = id;
    element.classList.toggle('is-over', id !== null || cluster !== null);
    const nameOf = (at: Pointed) => retailers.pick(toWorld(at.at), REACH_PX / (WORLD_PX * 2 ** at.zoom))?.name;
    const text = repId
      ? scene.reps.peek().find((mark) => mark.repId === repId)?.name
      : id && pointed
        ? nameOf(pointed)
        : cluster && clusterWords(cluster);
    tip.value = text && pointed ? { text, x: pointed.x, y: pointed.y } : null;
  });
  made.onMoved((view) => go({ centre: view.centre, zoom: view.zoom }, { replace: true }));

  const stops = [
    isDark.subscribe(readColoursAgain),
    effect(() => {
      const words = part.hidden.value.split(',');
      const isOn = (name: LayerName) => !words.includes(name);
      areClustersOn.value = isOn('retailers') && isOn('clusters');
      retailers.show(isOn('retailers'));
      areas.show(isOn('territories'));
      routes.show(isOn('plans'));
      reps.show(isOn('reps'));
      replay.show(isOn('reps'));
    }),
    effect(() => {
      element.classList.toggle('has-player', part.screen.value === 'replay');
      element.classList.toggle('is-planning', planScene.picture.value !== null);
      element.classList.toggle('is-lasso', planScene.isLasso.value || planScene.line.value !== null);
    }),
    // The first look shows the whole of the work; a link shows what it says.
    effect(() => {
      if (hadView || fitted) return;
      if (!scene.points.value && scene.reps.value.length === 0) return;
      fitted = scene.points.value !== null;
      untracked(fitAll);
    }),
    // Back and forward, and links inside the page.
    effect(() => {
      const { centre: wanted, zoom: wantedZoom } = place.value;
      if (!wanted || wantedZoom === null) return;
      const now = made.view();
      const isThere =
        Math.abs(now.centre.lng - wanted.lng) < 1e-4 &&
        Math.abs(now.centre.lat - wanted.lat) < 1e-4 &&
        now.zoom === wantedZoom;
      if (!isThere) untracked(() => made.setView({ centre: wanted, zoom: wantedZoom }));
    }),
  ];
  const observer = new ResizeObserver(() => made.resized());
  observer.observe(element);
  return () => {
    letGo();
    observer.disconnect();
    for (const stop of stops) stop();
    made.remove();
  };
}
let fitted = false;

/** Opens the list of the next cluster on the screen: the way to them by keyboard. */
export function stepCluster(): void {
  const all = clustersInSight();
  const { selection } = place.peek();
  const at = selection?.kind === 'cluster' ? all.findIndex((one) => one.id === selection.id) : -1;
  const next = all[(at + 1) % all.length];
  if (next) select({ kind: 'cluster', id: next.id });
}

function clusterWords({ count: all, exceptions }: ClusterUnder): string {
  const w = words.peek();
  const l = language.peek();
  return [w.map.retailerCount(all, count(all, l)), exceptions > 0 && `${w.live.needsLook} ${count(exceptions, l)}`]
    .filter(Boolean)
    .join(' · ');
}

/** The map with what lies on it. */
export function Stage({ children }: { children: ComponentChildren }) {
  const element = useRef<HTMLDivElement>(null);
  const w = words.value;
  useEffect(() => build(element.current!), []);
  const at = tip.value;
  return (
    <section class="stage" aria-label={w.map.label}>
      <div class="map" ref={element} role="application" aria-label={w.map.label} />
      {lasso.value.length > 1 && (
        <svg class="lasso" aria-hidden="true">
          <polygon points={lasso.value.map((p) => `${p.x},${p.y}`).join(' ')} />
        </svg>
      )}
      {carried.value && (
        <div class="map-tip" style={{ transform: `translate(${carried.value.x + 14}px, ${carried.value.y + 10}px)` }}>
          {planScene.picture.value?.names[carried.value.territory] ?? ''}
        </div>
      )}
      {at && !carried.value && (
        <div class="map-tip" style={{ transform: `translate(${at.x + 14}px, ${at.y + 10}px)` }}>
          {at.text}
        </div>
      )}
      <div class="map-buttons">
        <button type="button" class="tool" title={w.map.zoomIn} aria-label={w.map.zoomIn} onClick={() => zoomBy(1)}>
          <Icon name="plus" />
        </button>
        <button type="button" class="tool" title={w.map.zoomOut} aria-label={w.map.zoomOut} onClick={() => zoomBy(-1)}>
          <Icon name="minus" />
        </button>
        <button type="button" class="tool" title={w.map.fit} aria-label={w.map.fit} onClick={fitAll}>
          <Icon name="fit" />
        </button>
      </div>
      {children}
      <p class="map-attribution">{[me.value?.tiles?.attribution, w.map.attribution].filter(Boolean).join(' · ')}</p>
    </section>
  );
}
