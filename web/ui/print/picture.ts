// Pure: places, ways and outlines as a drawing to scale, for paper: black and white, no map, no network, north is up.
import { toPlane, type LngLat } from '../../../shared/geo.ts';
import { metres, type Language } from '../../format.ts';
import { e, middleOf } from './html.ts';

export interface PaperPlace {
  position: LngLat;
  /** Written beside it; a place without one is a small dot. */
  label?: string;
  /** Filled: done. */
  isDone?: boolean;
}

export interface Drawing {
  places: readonly PaperPlace[];
  /** A line through places, in their order. */
  way?: readonly LngLat[];
  /** Rings; one inside another is a hole. */
  outline?: readonly (readonly LngLat[])[];
  /** Small grey dots of what lies around. */
  around?: readonly LngLat[];
}

const WIDTH = 720;
const HEIGHT = 320;
const EDGE = 26;
/** Of the disc a number stands in. */
const RADIUS = 8.5;
/** Where a number goes when its place is taken: rings around it. */
const RINGS = [2.1, 3.4, 4.8, 6.4];
const DIRECTIONS = 12;

interface Px {
  x: number;
  y: number;
}

/** An SVG element as text. */
export function drawn({ places, way = [], outline = [], around = [] }: Drawing, label: string, l: Language): string {
  const shown = [...places.map((place) => place.position), ...way, ...outline.flat()];
  if (shown.length === 0) return '';
  const origin = middleOf(shown);
  const flat = shown.map((p) => toPlane(origin, p));
  // a single place, or several in one house, still has a street around it
  const halfM = {
    x: Math.max(150, ...flat.map(({ xM }) => Math.abs(xM))),
    y: Math.max(100, ...flat.map(({ yM }) => Math.abs(yM))),
  };
  const pxPerM = Math.min((WIDTH / 2 - EDGE) / halfM.x, (HEIGHT / 2 - EDGE) / halfM.y);
  const px = (p: LngLat): Px => {
    const { xM, yM } = toPlane(origin, p);
    return { x: round(WIDTH / 2 + xM * pxPerM), y: round(HEIGHT / 2 - yM * pxPerM) };
  };
  const line = (points: readonly LngLat[]) => points.map((p) => `${px(p).x},${px(p).y}`).join(' ');
  const numbered = labelled(places.map((place) => ({ ...place, at: px(place.position) })));
  const parts = [
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" fill="#fff" stroke="#9aa5af"/>`,
    ...around
      .map(px)
      .filter(({ x, y }) => x > 0 && y > 0 && x < WIDTH && y < HEIGHT)
      .map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="1.2" fill="#b9c1c8"/>`),
    outline.length > 0
      ? `<path d="${outline.map((ring) => `M${line(ring)}Z`).join('')}" fill="#000" fill-rule="evenodd" fill-opacity="0.04" stroke="#000" stroke-width="1.8"/>`
      : '',
    way.length > 1
      ? `<polyline points="${line(way)}" fill="none" stroke="#555" stroke-width="1.5" stroke-linejoin="round"/>`
      : '',
    ...numbered.map(({ at, to }) =>
      at === to ? '' : `<line x1="${at.x}" y1="${at.y}" x2="${to.x}" y2="${to.y}" stroke="#000" stroke-width="0.7"/>`,
    ),
    ...numbered.map(
      ({ at, label: text }) => `<circle cx="${at.x}" cy="${at.y}" r="${text === undefined ? 1.7 : 2.4}" fill="#000"/>`,
    ),
    ...numbered.map(({ to, label: text, isDone }) =>
      text === undefined
        ? ''
        : `<circle cx="${to.x}" cy="${to.y}" r="${RADIUS}" fill="${isDone ? '#000' : '#fff'}" stroke="#000" stroke-width="1.2"/><text x="${to.x}" y="${round(to.y + 3.4)}" font-size="9.5" font-weight="700" text-anchor="middle" fill="${isDone ? '#fff' : '#000'}">${e(text)}</text>`,
    ),
    scaleBar(pxPerM, l),
    `<text x="${WIDTH - 12}" y="20" font-size="13" text-anchor="end" fill="#000">N ↑</text>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" class="paper-map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${e(label)}">${parts.join('')}</svg>`;
}

/** Puts each number where no other is: on its place, or beside it with a line. */
function labelled<P extends PaperPlace & { at: Px }>(places: readonly P[]): (P & { to: Px })[] {
  const taken: Px[] = [];
  const isFree = (p: Px) =>
    p.x > RADIUS &&
    p.y > RADIUS &&
    p.x < WIDTH - RADIUS &&
    p.y < HEIGHT - RADIUS &&
    taken.every((other) => Math.hypot(other.x - p.x, other.y - p.y) > RADIUS * 2);
  return places.map((place) => {
    if (place.label === undefined) return { ...place, to: place.at };
    const around = RINGS.flatMap((ring) =>
      Array.from({ length: DIRECTIONS }, (_, k): Px => {
        const angle = (2 * Math.PI * k) / DIRECTIONS;
        return {
          x: round(place.at.x + Math.cos(angle) * ring * RADIUS),
          y: round(place.at.y + Math.sin(angle) * ring * RADIUS),
        };
      }),
    );
    const to = [place.at, ...around].find(isFree) ?? place.at;
    taken.push(to);
    return { ...place, to };
  });
}

/** The longest round length that takes at most a quarter of the width. */
function scaleBar(pxPerM: number, l: Language): string {
  const longestM = WIDTH / 4 / pxPerM;
  const power = 10 ** Math.floor(Math.log10(longestM));
  const lengthM = [5, 2, 1].map((step) => step * power).find((m) => m <= longestM)!;
  const px = round(lengthM * pxPerM);
  return `<path d="M14 ${HEIGHT - 18}v6h${px}v-6" fill="none" stroke="#000" stroke-width="1.4"/><text x="${14 + px / 2}" y="${HEIGHT - 22}" font-size="12" text-anchor="middle" fill="#000">${metres(lengthM, l)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
