import type { DayState } from '../../shared/tables/coded.ts';
import { glyphs } from '../glyphs.ts';

/** A state's glyph in a list or a legend; the word stands beside it. */
export function StateMark({ state, size = 18 }: { state: DayState; size?: number }) {
  const glyph = glyphs[state];
  const colour = `var(${glyph.colour})`;
  return (
    <svg class="state-mark" viewBox="-10 -10 20 20" width={size} height={size} aria-hidden="true" focusable="false">
      {glyph.body === 'disc' && <circle r="8" fill={colour} stroke="var(--mark-edge)" stroke-width="1" />}
      {glyph.body === 'ring' && <circle r="7" fill="var(--mark-hole)" stroke={colour} stroke-width="2" />}
      {glyph.body === 'gap' && (
        <circle
          r="7"
          fill="var(--mark-hole)"
          stroke={colour}
          stroke-width="2.5"
          stroke-dasharray="33 11"
          transform="rotate(-45)"
        />
      )}
      {glyph.body === 'dot' && <circle r="4" fill={colour} />}
      {glyph.mark && (
        <path
          d={glyph.mark}
          fill="none"
          stroke={`var(${glyph.markColour})`}
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      )}
    </svg>
  );
}
