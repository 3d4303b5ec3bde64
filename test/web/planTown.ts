import { Delaunay } from 'd3-delaunay';
import { createRandom } from '../../shared/random.ts';
import type { Scenario, ScenarioUnits } from '../../shared/scenarios.ts';
import type { ScenarioTerritory } from '../../shared/scenarioSettings.ts';

const measures = ['retailers', 'orders', 'volume', 'visits', 'workloadMin'] as const;
const id = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;

/** n shops in K territories by angle, some at one door, some in none today, with figures to the last digit. */
export function planTown(
  n: number,
  parts: number,
  seed: number,
): { units: ScenarioUnits; design: Pick<Scenario, 'settings' | 'territories'> } {
  const random = createRandom(seed);
  const places = Array.from({ length: Math.max(1, Math.ceil(n * 0.95)) }, () => ({
    lng: 120 + random.normal() / 20,
    lat: 28 + random.normal() / 20,
  }));
  const door = Array.from({ length: n }, (_, i) => (i < places.length ? i : random.int(places.length)));
  const { triangles } = Delaunay.from(
    places,
    (p) => p.lng,
    (p) => p.lat,
  );
  const pairs = new Set<string>();
  for (let e = 0; e < triangles.length; e++) {
    const [a, b] = [triangles[e]!, triangles[e % 3 === 2 ? e - 2 : e + 1]!];
    pairs.add(a < b ? `${a},${b}` : `${b},${a}`);
  }
  const no = door.map(
    (d) =>
      1 +
      Math.min(
        parts - 1,
        Math.floor(((Math.atan2(places[d]!.lat - 28, places[d]!.lng - 120) / Math.PI + 1) / 2) * parts),
      ),
  );
  const text = (words: string) => door.map(() => words[random.int(words.length)]!);
  const numbers = () => door.map(() => Math.exp(random.normal()));
  const units = {
    revision: 1,
    retailerId: door.map((_, i) => id(i)),
    code: door.map((_, i) => `R${i}`),
    name: door.map((_, i) => `R${i}`),
    lng: door.map((d) => places[d]!.lng),
    lat: door.map((d) => places[d]!.lat),
    grade: text('ABCD'),
    businessType: text('xyz'),
    scale: text('SML'),
    no,
    todayNo: no.map((one) => (random.next() < 0.05 ? 0 : random.next() < 0.05 ? -1 : one)),
    locked: no.map(() => 0),
    gone: [{ no: -1, name: 'gone', repId: null }],
    measures: {
      retailers: door.map(() => 1),
      orders: numbers(),
      volume: numbers(),
      visits: numbers(),
      workloadMin: numbers(),
      dailyOrderingRetailers: numbers(),
    },
    barriersKey: '',
    door,
    edges: [...pairs].flatMap((pair) => pair.split(',').map(Number)),
  } satisfies ScenarioUnits;
  const territories = Array.from({ length: parts }, (_, j): ScenarioTerritory => ({
    no: j + 1,
    territoryId: id(1e6 + j),
    name: `T${j + 1}`,
    repId: null,
    isLocked: false,
    share: 1,
    capacity: {},
    base: null,
  }));
  const settings = {
    measures: measures.map((measure) => ({ measure, isBalanced: true, tolerance: 0.05 })),
    unknown: 'refuse',
  } as unknown as Scenario['settings'];
  return { units, design: { settings, territories } };
}
