// Pure: what a state looks like, by shape as well as by colour; the same strokes on the map's canvas and in lists.
import type { DayState } from '../shared/tables/coded.ts';

export interface Glyph {
  /** The token of its colour in tokens.css. */
  colour: string;
  body: 'disc' | 'ring' | 'gap' | 'dot';
  /** Strokes inside a disc of radius 8 about 0, 0, as an SVG path. */
  mark: string | null;
  /** Token of the strokes' colour. */
  markColour: string;
}

/** Colours of Okabe and Ito (2008), told apart with every common colour blindness; the shape says it again. */
export const glyphs: Record<DayState, Glyph> = {
  planned: { colour: '--state-planned', body: 'ring', mark: null, markColour: '--on-dark' },
  open: { colour: '--state-open', body: 'disc', mark: 'M-2.6 -4 L4 0 L-2.6 4 Z', markColour: '--on-dark' },
  waiting: { colour: '--state-open', body: 'ring', mark: 'M0 -3.6 V0 L2.6 1.8', markColour: '--state-open' },
  valid: { colour: '--state-valid', body: 'disc', mark: 'M-3.8 0.2 L-1.2 2.9 L3.9 -2.7', markColour: '--on-dark' },
  suspect: {
    colour: '--state-suspect',
    body: 'disc',
    mark: 'M-2.3 -2 A2.4 2.4 0 1 1 1 0.2 Q0 0.8 0 1.7 M0 4 V4.2',
    markColour: '--on-light',
  },
  invalid: {
    colour: '--state-invalid',
    body: 'disc',
    mark: 'M-2.9 -2.9 L2.9 2.9 M2.9 -2.9 L-2.9 2.9',
    markColour: '--on-dark',
  },
  unverifiable: { colour: '--state-unverifiable', body: 'disc', mark: 'M-3.6 0 H3.6', markColour: '--on-light' },
  missed: { colour: '--state-missed', body: 'gap', mark: null, markColour: '--on-dark' },
  other: { colour: '--state-other', body: 'dot', mark: null, markColour: '--on-dark' },
};

/** From the least to the most important: later ones are drawn on top. */
export const drawOrder: readonly DayState[] = [
  'other',
  'planned',
  'missed',
  'valid',
  'waiting',
  'open',
  'unverifiable',
  'suspect',
  'invalid',
];

const rank = new Map(drawOrder.map((state, i) => [state, i]));

/** Puts marks into the order in which they are drawn: what needs a look lies on top of what does not, and none is left out. */
export function sortForDrawing<T extends { i: number; state: DayState }>(marks: T[]): T[] {
  return marks.sort((a, b) => rank.get(a.state)! - rank.get(b.state)! || a.i - b.i);
}
