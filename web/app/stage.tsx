import { computed, effect, signal, untracked } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { addBase } from '../map/base.ts';
import { fitAll, holdCamera, zoomBy } from '../map/camera.ts';
import type { Laid, Under } from '../map/layers.ts';
import { createMap, type MapView } from '../map/map.ts';
import type { Pointed } from '../map/grab.ts';
import { readColoursAgain } from '../map/palette.ts';
import { scene } from '../map/scene.ts';
import { hovered } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { me, readMe } from '../ui/me.ts';
import { go, part, place, select } from '../ui/navigate.ts';
import { isDark, reducedMotion } from '../ui/theme.ts';
import { words } from './words.ts';
import { language } from '../ui/words.ts';
import { features, screenNow } from './desk.ts';
import s from './app.module.css';

const layers = features.flatMap((one) => one.layers ?? []);
const overs = layers.flatMap(({ Over }) => (Over ? [Over] : []));
const tiles = computed(() => me.value?.tiles ?? null);

/** What the pointer is over, for the small label beside it. */
const tip = signal<{ text: string; x: number; y: number } | null>(null);

/** The map is there until the returned function is called. */
function build(element: HTMLElement): () => void {
  const { centre, zoom } = place.peek();
  const map = createMap(element, { centre: centre ?? { lng: 110, lat: 30 }, zoom: zoom ?? 4 }, reducedMotion.matches);
  const letGo = holdCamera(map);
  addBase(map, {
    tiles,
    language,
    onLost: () => void readMe().catch(() => {}), // a server that does not answer now is heard of elsewhere
  });
  const laid = layers.map((layer) => ({ name: layer.name, ...layer.lay(map) }));
  listen(map, laid);
  const stops = [
    isDark.subscribe(readColoursAgain),
    effect(() => {
      const hidden = part.hidden.value.split(',');
      for (const { name, show } of laid) if (name) show?.(!hidden.includes(name));
    }),
    effect(() => map.dress('has-player', screenNow.value.Foot !== undefined)),
    ...followPlace(map, centre !== null),
  ];
  const observer = new ResizeObserver(() => map.resized());
  observer.observe(element);
  return () => {
    letGo();
    observer.disconnect();
    for (const stop of stops) stop();
    map.remove();
  };
}

/** What a click and the pointer mean: what whoever has the map to themselves says, else what lies on top. */
function listen(map: MapView, laid: readonly Laid[]): void {
  const handsNow = () => {
    for (const { hands } of laid) {
      const now = hands?.();
      if (now) return now;
    }
    return null;
  };
  const under = (pointed: Pointed) =>
    laid.reduce<Under | null>((best, layer) => {
      const found = layer.under?.(pointed) ?? null;
      return found && (!best || found.rank > best.rank) ? found : best;
    }, null);
  map.onClick((pointed) => {
    const hands = handsNow();
    if (hands) return hands.click(pointed);
    const found = under(pointed);
    if (found?.selection) select(found.selection);
  });
  const say = (pointed: Pointed | null, isOver: boolean, text: string | null | undefined) => {
    map.dress('is-over', isOver);
    tip.value = text && pointed ? { text, x: pointed.x, y: pointed.y } : null;
  };
  map.onHover((pointed) => {
    const hands = handsNow();
    if (hands) {
      const { isOver, text } = hands.hover(pointed);
      return say(pointed, isOver, text);
    }
    const found = pointed && under(pointed);
    hovered.value = found?.selection && found.selection.kind !== 'cluster' ? found.selection.id : null;
    say(pointed, Boolean(found?.selection), found?.text);
  });
  map.onMoved((view) => go({ centre: view.centre, zoom: view.zoom }, { replace: true }));
}

/** The map shows what the address says. The first look shows the whole of the work, where no link says otherwise. */
function followPlace(map: MapView, isLink: boolean): (() => void)[] {
  return [
    effect(() => {
      if (isLink || fitted) return;
      if (!scene.points.value && scene.reps.value.length === 0) return;
      fitted = scene.points.value !== null;
      untracked(fitAll);
    }),
    // Back and forward, and links inside the page.
    effect(() => {
      const { centre: wanted, zoom } = place.value;
      if (!wanted || zoom === null) return;
      const now = map.view();
      const isThere =
        Math.abs(now.centre.lng - wanted.lng) < 1e-4 &&
        Math.abs(now.centre.lat - wanted.lat) < 1e-4 &&
        now.zoom === zoom;
      if (!isThere) untracked(() => map.setView({ centre: wanted, zoom }));
    }),
  ];
}
let fitted = false;

/** The map with what lies on it. */
export function Stage({ children }: { children: ComponentChildren }) {
  const element = useRef<HTMLDivElement>(null);
  const w = words.value;
  useEffect(() => build(element.current!), []);
  const at = tip.value;
  return (
    <section class={s.stage} aria-label={w.map.label}>
      <div class="map" ref={element} role="application" aria-label={w.map.label} />
      {overs.map((Over, i) => (
        <Over key={i} />
      ))}
      {at && (
        <div class="map-tip" style={{ transform: `translate(${at.x + 14}px, ${at.y + 10}px)` }}>
          {at.text}
        </div>
      )}
      <div class={s.mapButtons}>
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
      <p class={s.mapAttribution}>{[me.value?.tiles?.attribution, w.map.attribution].filter(Boolean).join(' · ')}</p>
    </section>
  );
}
