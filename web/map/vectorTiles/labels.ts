// Which names stand on the map, and how they are written.
import {
  CenteredTextSymbolizer,
  GeomType,
  LineLabelSymbolizer,
  linear,
  type Feature,
  type LabelRule,
} from 'protomaps-leaflet';
import { isOf, kindOf } from './kinds.ts';
import type { Colours } from './rules.ts';

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/** From what is said first to what has to give way. Names in the page's language where there is one, else as people there write them. */
export function labelRules(colours: Colours, language: 'zh' | 'en'): LabelRule[] {
  const labelProps = language === 'zh' ? ['name:zh', 'name:zh-Hans', 'name'] : ['name:en', 'name'];
  const look = {
    labelProps,
    fill: colours['--map-text']!,
    stroke: colours['--map-land']!,
    width: 1.5,
    lineHeight: 1.3,
  };
  return [
    named(
      look,
      'places',
      500,
      [
        [4, 11],
        [10, 14],
        [15, 16],
      ],
      (z, f) => kindOf(f) === 'locality' && isDue(z, f),
      { maxzoom: 16, sort: (a, b) => Number(b.population_rank ?? 0) - Number(a.population_rank ?? 0) },
    ),
    named(
      look,
      'places',
      400,
      [
        [12, 11],
        [16, 13],
      ],
      (z, f) => ['neighbourhood', 'macrohood', 'borough'].includes(kindOf(f)) && isDue(z, f),
      { minzoom: 12 },
    ),
    named(
      look,
      'water',
      400,
      [
        [5, 10],
        [14, 12],
      ],
      (z, f) => isDue(z, f),
      { minzoom: 5 },
    ),
    along(look, ['highway', 'major_road', 'medium_road'], 12, 14),
    along(look, ['minor_road'], 11, 16),
    named(
      look,
      'pois',
      400,
      [
        [15, 10.5],
        [18, 11.5],
      ],
      isOf(LANDMARKS),
      { minzoom: 16 },
    ),
  ];
}

/** How all names look. */
interface Look {
  labelProps: string[];
  fill: string;
  stroke: string;
  width: number;
  lineHeight: number;
}

/** The name of what is a point. */
function named(
  look: Look,
  dataLayer: string,
  weight: number,
  size: [number, number][],
  filter: LabelRule['filter'],
  more: Partial<LabelRule> = {},
): LabelRule {
  return {
    dataLayer,
    ...more,
    filter: (z, f) => f.geomType === GeomType.Point && filter!(z, f),
    symbolizer: new CenteredTextSymbolizer({ ...look, font: (z) => `${weight} ${linear(size)(z)}px ${FONT}` }),
  };
}

/** The names of roads of these kinds, written along them. */
function along(look: Look, kinds: string[], size: number, minzoom: number): LabelRule {
  return {
    dataLayer: 'roads',
    minzoom,
    filter: isOf(kinds),
    symbolizer: alongStraight(
      new LineLabelSymbolizer({ ...look, width: 3, position: 2, font: `400 ${size}px ${FONT}` }),
    ),
  };
}

/**
 * The library looks for room between points of a line, and gives up pieces hardly longer than the name: on a road of many points a short
 * name, as Chinese ones are, finds none. Points that a line does without to within so many pixels are therefore left out first.
 */
const STRAIGHT_PX = 2;

function alongStraight(names: LineLabelSymbolizer): LabelRule['symbolizer'] {
  return {
    place: (layout, lines, feature) =>
      names.place(
        layout,
        lines.map((points) => straightened(points)),
        feature,
      ),
  };
}

type Points = Parameters<LineLabelSymbolizer['place']>[1][number];

/** Douglas and Peucker (1973). */
function straightened(points: Points): Points {
  const isKept = new Uint8Array(points.length);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    isKept[from] = isKept[to] = 1;
    const [a, b] = [points[from]!, points[to]!];
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    let [far, farPx] = [-1, STRAIGHT_PX];
    for (let i = from + 1; i < to; i++) {
      const p = points[i]!;
      // of a ring, whose ends are one point, the distance from that
      const px =
        length === 1
          ? Math.hypot(p.x - a.x, p.y - a.y)
          : Math.abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length;
      if (px > farPx) [far, farPx] = [i, px];
    }
    if (far > 0) spans.push([from, far], [far, to]);
  }
  return points.filter((_point, i) => isKept[i]);
}

/** What people name to say where something is; everything else would compete with the retailers. */
const LANDMARKS = [
  'station',
  'bus_station',
  'hospital',
  'university',
  'college',
  'school',
  'park',
  'townhall',
  'marketplace',
  'aerodrome',
  'ferry_terminal',
];

/** The schema says from which zoom on a thing deserves its name. */
const isDue = (zoom: number, f: Feature): boolean => zoom >= Number(f.props.min_zoom ?? 0);
