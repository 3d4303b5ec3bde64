// How the layers of Protomaps' basemap schema (version 4) look: a quiet ground for what lies over it.
import { exp, GeomType, LineSymbolizer, PolygonSymbolizer, type PaintRule } from 'protomaps-leaflet';
import { isOf, kindOf } from './kinds.ts';

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
