import { planColour } from './map/layer.ts';
import { palette } from '../map/palette.ts';
import { patternOf } from './colours.ts';

/** What a territory looks like on the map, small: its colour, and its hatching where it has one. */
export function Swatch({ look }: { look: number }) {
  void palette.value;
  const colour = planColour(look);
  const pattern = look < 0 ? 0 : patternOf(look);
  const strokes = [null, 'M0 3H14 M0 9H14', 'M3 0V14 M9 0V14', 'M3 3H7V7H3z M9 9H13V13H9z'][pattern] ?? null;
  return (
    <svg class="swatch" width="14" height="14" aria-hidden="true">
      <rect width="14" height="14" rx="3" fill={colour} />
      {strokes && <path d={strokes} stroke={palette.value['--mark-hole']} stroke-width="2" fill="none" />}
    </svg>
  );
}
