import { signal, useComputed } from '@preact/signals';

/** A retailer or rep that a list or the map points at. */
export const hovered = signal<string | null>(null);

/** Ties a row of a list to its mark on the map: each lights the other. Only the row that is pointed at is drawn again. */
export function useHover(id: string) {
  const isHovered = useComputed(() => hovered.value === id);
  return {
    class: isHovered.value ? 'item is-hovered' : 'item',
    onMouseEnter: () => void (hovered.value = id),
    onMouseLeave: () => void (hovered.value = null),
  };
}
