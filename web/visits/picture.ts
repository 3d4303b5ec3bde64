// Pure: a visit's evidence as a drawing to scale, for paper and for files: no map, no network, north is up.
import { toPlane, type LngLat } from '../../shared/geo.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { metres } from '../format.ts';
import { readTrack } from './answer.ts';
import { formerPlaces, latestAnswer } from './caseFacts.ts';
import type { Speech } from './words.ts';

const WIDTH = 360;
const HEIGHT = 250;
const EDGE = 16;
/** A vague accuracy circle is not drawn whole when that would make all else a dot: the drawing is at most so many thresholds wide. */
const MOST_THRESHOLDS = 6;

/** Metres east and north of the retailer. */
interface Flat {
  xM: number;
  yM: number;
}

interface Px {
  x: number;
  y: number;
}

interface Press {
  kind: 'start' | 'end';
  at: Flat;
  /** null: not known. */
  accuracyM: number | null;
}

/** What is drawn, in metres. */
interface Evidence {
  thresholdM: number;
  presses: Press[];
  track: Flat[];
  /** Where the retailer was said to be before. */
  formerly: Flat[];
}

/** An SVG element as text. */
export function evidencePicture(visit: VisitDetail, speech: Speech): string {
  const evidence = flatEvidence(visit);
  const reachM = reachOf(evidence);
  const pxPerM = (HEIGHT / 2 - EDGE) / reachM;
  const px = ({ xM, yM }: Flat): Px => ({ x: round(WIDTH / 2 + xM * pxPerM), y: round(HEIGHT / 2 - yM * pxPerM) });
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf7" stroke="#c4ccd4"/>`,
    ...circles(evidence, px, pxPerM),
    ...placesBefore(evidence, px),
    ...evidence.presses.map(({ at }) => lineToRetailer(px(at))),
    `<path d="M${WIDTH / 2 - 6} ${HEIGHT / 2 + 5}v-7l6 -5 6 5v7z" fill="#15202b"/>`,
    ...evidence.presses.map(({ kind, at }) => mark(kind, px(at))),
    scaleBar(pxPerM, reachM, speech),
    `<text x="${WIDTH - 12}" y="18" font-size="11" text-anchor="end" fill="#15202b">N ↑</text>`,
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="case-picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${speech.w.case.map}">` +
    `<clipPath id="case-frame"><rect width="${WIDTH}" height="${HEIGHT}"/></clipPath><g clip-path="url(#case-frame)">${parts.join('')}</g></svg>`
  );
}

function flatEvidence(visit: VisitDetail): Evidence {
  const flat = (p: LngLat): Flat => toPlane(visit.retailerPosition, p);
  return {
    thresholdM: latestAnswer(visit)?.thresholdM ?? 100,
    presses: visit.presses.flatMap(({ kind, position, accuracyM }) =>
      position ? [{ kind, at: flat(position), accuracyM: accuracyM !== null && accuracyM > 0 ? accuracyM : null }] : [],
    ),
    track: readTrack(visit.verdicts.at(-1)?.evidence).map(flat),
    formerly: formerPlaces(visit).map(flat),
  };
}

/** How far from the retailer the drawing goes. */
function reachOf({ thresholdM, presses }: Evidence): number {
  return Math.max(
    thresholdM * 1.15,
    ...presses.map(({ at, accuracyM }) => {
      const awayM = Math.hypot(at.xM, at.yM);
      return Math.max(awayM * 1.12, Math.min(awayM + (accuracyM ?? 0), thresholdM * (MOST_THRESHOLDS / 2)));
    }),
  );
}

/** How exact each press is, and the threshold round the retailer. */
function circles({ presses, thresholdM }: Evidence, px: (at: Flat) => Px, pxPerM: number): string[] {
  const circle = (at: Flat, radiusM: number, look: string) =>
    `<circle cx="${px(at).x}" cy="${px(at).y}" r="${round(radiusM * pxPerM)}" ${look}/>`;
  return [
    ...presses.flatMap(({ kind, at, accuracyM }) =>
      accuracyM === null
        ? []
        : [
            circle(
              at,
              accuracyM,
              `fill="${colours[kind]}" fill-opacity="0.12" stroke="${colours[kind]}" stroke-width="1"`,
            ),
          ],
    ),
    circle({ xM: 0, yM: 0 }, thresholdM, 'fill="none" stroke="#15202b" stroke-width="1.4" stroke-dasharray="6 4"'),
  ];
}

/** The rep's way, and where the retailer was said to be before. */
function placesBefore({ track, formerly }: Evidence, px: (at: Flat) => Px): string[] {
  return [
    track.length > 1
      ? `<polyline points="${track.map((at) => `${px(at).x},${px(at).y}`).join(' ')}" fill="none" stroke="#5f6b76" stroke-width="1.2"/>`
      : '',
    ...track.map((at) => `<circle cx="${px(at).x}" cy="${px(at).y}" r="1.6" fill="#5f6b76"/>`),
    ...formerly.map(
      (at) =>
        `<path d="M${px(at).x - 4} ${px(at).y}h8M${px(at).x} ${px(at).y - 4}v8" stroke="#a33f00" stroke-width="1.6"/>`,
    ),
  ];
}

function lineToRetailer({ x, y }: Px): string {
  return `<line x1="${x}" y1="${y}" x2="${WIDTH / 2}" y2="${HEIGHT / 2}" stroke="#51606e" stroke-width="1" stroke-dasharray="2 3"/>`;
}

const colours = { start: '#0072b2', end: '#9c4f78' };

/** Told apart by shape and by number, for printers without colour. */
function mark(kind: 'start' | 'end', { x, y }: Px): string {
  const shape =
    kind === 'start' ? `<circle cx="${x}" cy="${y}" r="6.5"` : `<rect x="${x - 6}" y="${y - 6}" width="12" height="12"`;
  return `${shape} fill="${colours[kind]}" stroke="#fff" stroke-width="1.5"/><text x="${x}" y="${y + 3.2}" font-size="9" font-weight="700" text-anchor="middle" fill="#fff">${kind === 'start' ? 1 : 2}</text>`;
}

/** The longest round length that takes at most a quarter of the width. */
function scaleBar(pxPerM: number, reachM: number, { l }: Speech): string {
  const longestM = WIDTH / 4 / pxPerM;
  const power = 10 ** Math.floor(Math.log10(longestM));
  const lengthM = [5, 2, 1].map((step) => step * power).find((m) => m <= longestM) ?? reachM;
  const px = round(lengthM * pxPerM);
  return `<path d="M12 ${HEIGHT - 16}v6h${px}v-6" fill="none" stroke="#15202b" stroke-width="1.4"/><text x="${12 + px / 2}" y="${HEIGHT - 19}" font-size="10" text-anchor="middle" fill="#15202b">${metres(lengthM, l)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
