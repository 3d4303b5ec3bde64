import { computed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LngLat } from '../../shared/geo.ts';
import { addOwnTiles } from '../map/base.ts';
import { createMap, type MapView } from '../map/map.ts';
import { me } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { addPicture } from './map/layer.ts';
import type { PlanPicture } from './map/scene.ts';
import s from './scenarios.module.css';

/** Maps that show the same part of the world: one is moved, and the others follow. */
export interface Together {
  join(map: MapView): () => void;
  /** All of them so many steps nearer. */
  zoomBy(steps: number): void;
  fit(): void;
}

export function moveTogether(places: readonly LngLat[]): Together {
  const maps: MapView[] = [];
  let isFollowing = false;
  const follow = (leader: MapView): void => {
    if (isFollowing) return;
    isFollowing = true;
    const view = leader.view();
    for (const map of maps) if (map !== leader) map.setView(view);
    isFollowing = false;
  };
  return {
    join(map) {
      maps.push(map);
      if (maps.length > 1) map.setView(maps[0]!.view());
      else map.fit(places);
      map.onMoving(() => follow(map));
      return () => void maps.splice(maps.indexOf(map), 1);
    },
    zoomBy: (steps) => maps[0]?.zoomBy(steps),
    fit: () => maps[0]?.fit(places),
  };
}

/** The base map under them. */
export const tiles = computed(() => me.value?.tiles ?? null);

/** One scenario over the operator's own base map, where there is one. */
export function CompareMap({ picture, together, label }: { picture: PlanPicture; together: Together; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // what follows another map must be where it is at once
    const map = createMap(element.current!, { centre: { lng: 110, lat: 30 }, zoom: 4 }, true);
    addOwnTiles(map, { tiles, language, onLost: () => {} });
    addPicture(map, picture);
    const leave = together.join(map);
    const observer = new ResizeObserver(() => map.resized());
    observer.observe(element.current!);
    return () => {
      observer.disconnect();
      leave();
      map.remove();
    };
  }, [picture, together]);
  return <div ref={element} class={`map ${s.compareMap}`} role="application" aria-label={label} />;
}
