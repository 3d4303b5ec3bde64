import type { Feature, LabelRule } from 'protomaps-leaflet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelRules } from '../../web/map/vectorTiles/labels.ts';
import { paintRules } from '../../web/map/vectorTiles/rules.ts';

const colours = Object.fromEntries(
  ['land', 'sea', 'text', 'green', 'paved', 'building', 'road', 'road-edge', 'rail'].map((name, i) => [
    `--map-${name}`,
    `#00000${i}`,
  ]),
);
const EVERY_ZOOM = Array.from({ length: 20 }, (_, z) => z);

function feature(geomType: number, props: Record<string, string | number>, points: [number, number][]): Feature {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const geom = [points.map(([x, y]) => ({ x, y, add: () => null, mult: () => null }))];
  return {
    geomType,
    props,
    geom,
    numVertices: points.length,
    bbox: { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) },
  } as unknown as Feature;
}

const holds = (
  rule: { minzoom?: number; maxzoom?: number; filter?: LabelRule['filter'] },
  zoom: number,
  one: Feature,
): boolean => zoom >= (rule.minzoom ?? 0) && zoom <= (rule.maxzoom ?? 99) && (rule.filter?.(zoom, one) ?? true);

/** What a page in a language writes for a thing of a layer, at any zoom. */
function written(language: 'zh' | 'en', dataLayer: string, one: Feature): string | undefined {
  for (const rule of labelRules(colours, language).filter((each) => each.dataLayer === dataLayer)) {
    const zoom = EVERY_ZOOM.find((z) => holds(rule, z, one));
    if (zoom === undefined) continue;
    const words: string[] = [];
    const scratch = {
      font: '',
      measureText: (text: string) => ({
        width: text.length * 10,
        actualBoundingBoxAscent: 8,
        actualBoundingBoxDescent: 2,
      }),
    };
    const layout = { zoom, scratch, order: 0, overzoom: 0, index: {} } as unknown as Parameters<
      LabelRule['symbolizer']['place']
    >[0];
    const pen = {
      fillText: (text: string) => words.push(text),
      strokeText() {},
      translate() {},
      measureText: scratch.measureText,
    } as unknown as CanvasRenderingContext2D;
    for (const label of rule.symbolizer.place(layout, one.geom, one) ?? []) label.draw(pen);
    return words.join(' ');
  }
  return undefined;
}

describe('names on a base map', () => {
  const town = (props: Record<string, string>) => feature(1, { kind: 'locality', ...props }, [[10, 10]]);
  it('are in the language of the page, and as people there write them where there is none in it', () => {
    expect(written('zh', 'places', town({ name: 'Vienna', 'name:zh': '维也纳', 'name:en': 'Vienna' }))).toBe('维也纳');
    expect(written('zh', 'places', town({ name: 'Vienna', 'name:zh-Hans': '维也纳' }))).toBe('维也纳');
    expect(written('en', 'places', town({ name: '温州市', 'name:en': 'Wenzhou' }))).toBe('Wenzhou');
    expect(written('en', 'places', town({ name: '温州市' }))).toBe('温州市');
    expect(written('zh', 'places', town({ 'name:en': 'Wenzhou' }))).toBeFalsy();
  });

  it('of countries and provinces are not written, and boundaries are not drawn, however a file has them', () => {
    for (const kind of ['country', 'region'])
      expect(written('zh', 'places', feature(1, { kind, name: 'X' }, [[1, 1]])), kind).toBeUndefined();
    expect(
      [...paintRules(colours), ...labelRules(colours, 'zh')].filter((rule) => rule.dataLayer === 'boundaries'),
    ).toEqual([]);
  });
});

describe('a base map of vector tiles', () => {
  it('draws every kind of road from some zoom on, in the colours of the page', () => {
    for (const kind of ['highway', 'major_road', 'minor_road', 'path', 'rail']) {
      const road = feature(2, { kind }, [
        [0, 0],
        [9, 9],
      ]);
      expect(
        paintRules(colours).some((rule) => rule.dataLayer === 'roads' && EVERY_ZOOM.some((z) => holds(rule, z, road))),
        kind,
      ).toBe(true);
    }
  });

  it('gives a finite width and a colour to whatever stands in a file', () => {
    const anything = fc.record({
      geomType: fc.constantFrom(1, 2, 3),
      kind: fc.oneof(fc.string(), fc.constantFrom('highway', 'river', 'park', 'locality')),
      min_zoom: fc.oneof(fc.integer(), fc.string()),
    });
    fc.assert(
      fc.property(anything, fc.constantFrom(...EVERY_ZOOM), ({ geomType, ...props }, zoom) => {
        const one = feature(geomType, props, [
          [0, 0],
          [5, 5],
          [0, 5],
        ]);
        for (const rule of paintRules(colours)) {
          if (!holds(rule, zoom, one)) continue;
          const pen = {
            save() {},
            restore() {},
            beginPath() {},
            moveTo() {},
            lineTo() {},
            fill() {},
            stroke() {},
            lineWidth: 1,
            fillStyle: '',
            strokeStyle: '',
          };
          rule.symbolizer.before?.(pen as unknown as CanvasRenderingContext2D, zoom);
          rule.symbolizer.draw(pen as unknown as CanvasRenderingContext2D, one.geom, zoom, one);
          expect(Number.isFinite(pen.lineWidth)).toBe(true);
          expect(pen.fillStyle || pen.strokeStyle).toMatch(/^#00000\d|^black$/);
        }
      }),
    );
  });
});
