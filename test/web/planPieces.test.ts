import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import type { Part, Pixels, Tile } from '../../web/map/paint.ts';
import { around, partNear } from '../../web/map/parts.ts';
import { planAreas } from '../../web/scenarios/map/areas.ts';
import { changedUnits, type PlanLook } from '../../web/scenarios/map/changes.ts';
import {
  dotReachPx,
  GROUND_REACH_PX,
  paintDots,
  paintGround,
  planPens,
  type PlanShown,
} from '../../web/scenarios/map/pixels.ts';
import { indexPoints } from '../../web/map/points.ts';
import { modelOf } from '../../web/scenarios/model.ts';
import { planTown } from './planTown.ts';

const grey = (v: number) => ({ r: v, g: v, b: v });
const pens = planPens({
  plan: [10, 40, 70, 100, 130, 160, 190].map(grey),
  none: grey(5),
  edge: grey(1),
  hole: grey(255),
  lock: grey(2),
  chosen: grey(3),
  nowhere: grey(4),
  border: grey(20),
  borderAlpha: 0.75,
});

/** A town on one tile of the map, and the two layers that are painted of it. */
function townOnTile(n: number, parts: number, seed: number, zoom: number, ratio: number) {
  const { units, design } = planTown(n, parts, seed);
  const model = modelOf(units, design);
  const index = indexPoints({ length: n, at: (i) => ({ lng: units.lng[i]!, lat: units.lat[i]! }) });
  const areas = planAreas(model.door, index);
  const worldPx = 256 * 2 ** zoom;
  const sizePx = 96;
  const all: Part = { left: 0, top: 0, width: sizePx * ratio, height: sizePx * ratio };
  const middle = index.world(0);
  const tile: Tile = {
    zoom,
    worldPx,
    left: Math.floor((middle.x * worldPx) / sizePx) * sizePx,
    top: Math.floor((middle.y * worldPx) / sizePx) * sizePx,
    sizePx,
    ratio,
    part: all,
  };
  const paint = (layer: 'ground' | 'dots', shown: PlanShown, part: Part): Pixels => {
    const pixels: Pixels = { ...part, data: new Uint32Array(part.width * part.height) };
    if (layer === 'ground') paintGround(pixels, { ...tile, part }, areas, shown, pens);
    else paintDots(pixels, { ...tile, part }, index, shown, pens);
    return pixels;
  };
  const near = (layer: 'ground' | 'dots', changed: readonly number[]) =>
    partNear(
      tile,
      changed.map((i) => index.world(i)),
      (k) => (layer === 'ground' ? areas.reach(changed[k]!) * worldPx + GROUND_REACH_PX : dotReachPx(zoom)),
    );
  return { units, model, all, paint, near };
}

function lay(over: Pixels, on: Pixels): void {
  for (let row = 0; row < over.height; row++)
    on.data.set(
      over.data.subarray(row * over.width, (row + 1) * over.width),
      (over.top - on.top + row) * on.width + over.left - on.left,
    );
}

describe('the planner’s map', () => {
  it('that was painted piece by piece is the map painted anew, to the last pixel', () => {
    let pieces = 0;
    fc.assert(
      fc.property(
        fc.record({
          n: fc.integer({ min: 4, max: 150 }),
          parts: fc.integer({ min: 1, max: 9 }),
          seed: fc.nat(1e6),
          zoom: fc.integer({ min: 10, max: 16 }),
          ratio: fc.constantFrom(1, 2),
          chance: fc.nat(1e6),
          isToday: fc.boolean(),
        }),
        ({ n, parts, seed, zoom, ratio, chance, isToday }) => {
          const town = townOnTile(n, parts, seed, zoom, ratio);
          const random = createRandom(chance);
          const looks = town.model.nos.map((_, j) => (j === 0 ? -1 : random.int(28)));
          let at = Int32Array.from(town.units.no, (no) => town.model.indexOf.get(no)!);
          let [locked, selected] = [new Uint8Array(n), new Uint8Array(n)];
          const shownNow = (): PlanShown => ({
            picture: {
              lng: town.units.lng,
              lat: town.units.lat,
              at,
              today: town.model.today,
              locked,
              looks,
              names: [],
              door: town.model.door,
            },
            at: isToday ? town.model.today : at,
            selected,
            lit: 0,
          });
          const lookNow = (): PlanLook => ({ picture: shownNow().picture, at: shownNow().at, selected, rest: pens });
          const kept = {
            ground: town.paint('ground', shownNow(), town.all),
            dots: town.paint('dots', shownNow(), town.all),
          };
          for (let step = 0; step < 4; step++) {
            const before = lookNow();
            const some = Array.from({ length: 1 + random.int(4) }, () => random.int(n));
            [at, locked, selected] = [at.slice(), locked.slice(), selected.slice()];
            for (const i of some) {
              if (random.next() < 0.6) at[i] = random.int(parts + 1);
              if (random.next() < 0.3) locked[i] = 1 - locked[i]!;
              if (random.next() < 0.5) selected[i] = 1 - selected[i]!;
            }
            const changed = changedUnits(before, lookNow())!;
            for (const layer of ['ground', 'dots'] as const) {
              const part = town.near(layer, changed[layer]);
              if (part) lay(town.paint(layer, shownNow(), part), kept[layer]);
              if (part && part.width * part.height < town.all.width * town.all.height) pieces++;
              const anew = town.paint(layer, shownNow(), town.all).data;
              expect(
                kept[layer].data.findIndex((pixel, k) => pixel !== anew[k]),
                layer,
              ).toBe(-1);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(pieces).toBeGreaterThan(20); // else nothing was tried
  });
});

describe('a part of a tile', () => {
  const tile = { worldPx: 1_000, left: 100, top: 200, sizePx: 100, ratio: 2 };

  it('holds all that is within reach of a point, in whole pixels, and ends where the tile ends', () => {
    expect(partNear(tile, [{ x: 0.15, y: 0.25 }], () => 10.3)).toEqual({ left: 79, top: 79, width: 42, height: 42 });
    expect(
      partNear(
        tile,
        [
          { x: 0.1, y: 0.2 },
          { x: 0.12, y: 0.2 },
        ],
        (k) => 5 + k,
      ),
    ).toEqual({ left: 0, top: 0, width: 52, height: 12 });
    expect(partNear(tile, [{ x: 0.3, y: 0.25 }], () => 20)).toBeNull();
    expect(partNear(tile, [], () => 20)).toBeNull();
  });

  it('around two parts holds both', () => {
    const part = fc.record({
      left: fc.nat(50),
      top: fc.nat(50),
      width: fc.integer({ min: 1, max: 50 }),
      height: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const both = around(a, b);
        expect(both.left).toBe(Math.min(a.left, b.left));
        expect(both.top).toBe(Math.min(a.top, b.top));
        expect([both.left + both.width, both.top + both.height]).toEqual([
          Math.max(a.left + a.width, b.left + b.width),
          Math.max(a.top + a.height, b.top + b.height),
        ]);
      }),
    );
  });
});
