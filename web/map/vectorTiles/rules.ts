// How the layers of Protomaps' basemap schema (version 4) look: a quiet ground for what lies over it.
import {
  CenteredTextSymbolizer,
  exp,
  GeomType,
  LineLabelSymbolizer,
  LineSymbolizer,
  linear,
  PolygonSymbolizer,
  type Feature,
  type LabelRule,
  type PaintRule,
} from 'protomaps-leaflet';

/** Of tokens.css, by their names there. */
export type Colours = Readonly<Record<string, string>>;

/**
 * What is not drawn on purpose: boundaries and the names of countries and provinces. Where those run and what they are called is law
 * in many countries, China among them, and OpenStreetMap does not follow it; a city's retailers need neither.
 */
export function paintRules(colours: Colours): PaintRule[] {
  const colour = (name: string): string => colours[`--map-${name}`]!;
  const area = (
    dataLayer: string,
    name: string,
    filter: PaintRule['filter'],
    more: Partial<PaintRule> = {},
  ): PaintRule => ({
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill: colour(name) }),
    filter: (z, f) => f.geomType === GeomType.Polygon && (filter?.(z, f) ?? true),
    ...more,
  });
  return [
    area('earth', 'land', undefined),
    area('landcover', 'green', isOf(['forest', 'grassland', 'scrub']), { maxzoom: 9 }),
    area('landuse', 'green', isOf(GREEN), { minzoom: 9 }),
    area('landuse', 'paved', isOf(PAVED), { minzoom: 12 }),
    area('water', 'sea', undefined),
    line(
      'water',
      colour('sea'),
      [
        [9, 0.5],
        [13, 1.2],
        [18, 10],
      ],
      (_z, f) => f.geomType === GeomType.Line && ['river', 'canal'].includes(kindOf(f)),
      { minzoom: 9 },
    ),
    line(
      'water',
      colour('sea'),
      [
        [13, 0.5],
        [18, 4],
      ],
      (_z, f) => f.geomType === GeomType.Line && ['stream', 'ditch', 'drain'].includes(kindOf(f)),
      { minzoom: 14 },
    ),
    area('buildings', 'building', undefined, { minzoom: 14 }),
    ...roads(colour('road-edge'), colour('road')),
    {
      dataLayer: 'roads',
      minzoom: 11,
      symbolizer: new LineSymbolizer({
        color: colour('rail'),
        width: exp(1.6, [
          [11, 0.6],
          [19, 4],
        ]),
        opacity: 0.8,
      }),
      filter: isOf(['rail']),
    },
  ];
}

const GREEN = [
  'park',
  'forest',
  'wood',
  'grass',
  'grassland',
  'meadow',
  'nature_reserve',
  'national_park',
  'protected_area',
  'golf_course',
  'cemetery',
  'garden',
  'recreation_ground',
  'village_green',
  'pitch',
  'playground',
  'zoo',
  'orchard',
  'scrub',
  'wetland',
  'allotments',
];
const PAVED = [
  'industrial',
  'commercial',
  'hospital',
  'school',
  'university',
  'college',
  'railway',
  'aerodrome',
  'military',
  'pedestrian',
  'pier',
  'runway',
  'taxiway',
];

type Stops = [zoom: number, widthPx: number][];
/** From the least to the greatest, so that the great ones run over the small; pixels by zoom. */
const classes: { kinds: string[]; from: number; width: Stops }[] = [
  {
    kinds: ['path', 'other', 'pier'],
    from: 15,
    width: [
      [15, 0.6],
      [18, 2.5],
      [20, 6],
    ],
  },
  {
    kinds: ['minor_road', 'aeroway'],
    from: 12,
    width: [
      [12, 0.4],
      [14, 1.4],
      [16, 4],
      [18, 10],
      [20, 24],
    ],
  },
  {
    kinds: ['medium_road', 'major_road'],
    from: 8,
    width: [
      [8, 0.5],
      [12, 1.8],
      [15, 4.5],
      [18, 15],
      [20, 32],
    ],
  },
  {
    kinds: ['highway'],
    from: 5,
    width: [
      [5, 0.6],
      [9, 1.2],
      [12, 2.6],
      [15, 6],
      [18, 18],
      [20, 36],
    ],
  },
];
/** The edge on each side of a road. Nearer than this: at fewer pixels it is all there would be to see of a road. */
const EDGE_PX = 0.8;
const EDGES_FROM = 13;

/** All edges first, so that roads of any class join. Far off, where a road is a thread, it has the edge's colour to be seen at all. */
function roads(edge: string, road: string): PaintRule[] {
  return [
    ...classes.map(({ kinds, from, width }) =>
      line(
        'roads',
        edge,
        width.map(([zoom, px]): [number, number] => [zoom, px + (zoom >= EDGES_FROM ? 2 * EDGE_PX : 0)]),
        isOf(kinds),
        { minzoom: from },
      ),
    ),
    ...classes.map(({ kinds, from, width }) =>
      line('roads', road, width, isOf(kinds), { minzoom: Math.max(from, EDGES_FROM) }),
    ),
  ];
}

function line(
  dataLayer: string,
  color: string,
  width: Stops,
  filter: PaintRule['filter'],
  more: Partial<PaintRule>,
): PaintRule {
  return {
    dataLayer,
    symbolizer: new LineSymbolizer({ color, width: exp(1.6, width), lineCap: 'round', lineJoin: 'round' }),
    filter,
    ...more,
  };
}

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/** From what is said first to what has to give way. Names in the page's language where there is one, else as people there write them. */
export function labelRules(colours: Colours, language: 'zh' | 'en'): LabelRule[] {
  const labelProps = language === 'zh' ? ['name:zh', 'name:zh-Hans', 'name'] : ['name:en', 'name'];
  const words = {
    labelProps,
    fill: colours['--map-text']!,
    stroke: colours['--map-land']!,
    width: 1.5,
    lineHeight: 1.3,
  };
  const named = (
    dataLayer: string,
    weight: number,
    size: [number, number][],
    filter: LabelRule['filter'],
    more: Partial<LabelRule> = {},
  ): LabelRule => ({
    dataLayer,
    ...more,
    filter: (z, f) => f.geomType === GeomType.Point && filter!(z, f),
    symbolizer: new CenteredTextSymbolizer({ ...words, font: (z) => `${weight} ${linear(size)(z)}px ${FONT}` }),
  });
  const along = (kinds: string[], size: number, minzoom: number): LabelRule => ({
    dataLayer: 'roads',
    minzoom,
    filter: isOf(kinds),
    symbolizer: alongStraight(
      new LineLabelSymbolizer({ ...words, width: 3, position: 2, font: `400 ${size}px ${FONT}` }),
    ),
  });
  return [
    named(
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
      'water',
      400,
      [
        [5, 10],
        [14, 12],
      ],
      (z, f) => isDue(z, f),
      { minzoom: 5 },
    ),
    along(['highway', 'major_road', 'medium_road'], 12, 14),
    along(['minor_road'], 11, 16),
    named(
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

const kindOf = (f: Feature): string => String(f.props.kind ?? '');

function isOf(kinds: readonly string[]): NonNullable<PaintRule['filter']> {
  const set = new Set(kinds);
  return (_zoom, f) => set.has(kindOf(f));
}

/** The schema says from which zoom on a thing deserves its name. */
const isDue = (zoom: number, f: Feature): boolean => zoom >= Number(f.props.min_zoom ?? 0);
