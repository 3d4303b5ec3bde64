import { useComputed } from '@preact/signals';
import { scene } from '../map/scene.ts';

/** Ties a row of a list to its mark on the map: each lights the other. Only the row that is pointed at is drawn again. */
export function useHover(id: string) {
  const isHovered = useComputed(() => scene.hovered.value === id);
  return {
    class: isHovered.value ? 'item is-hovered' : 'item',
    onMouseEnter: () => void (scene.hovered.value = id),
    onMouseLeave: () => void (scene.hovered.value = null),
  };
}
