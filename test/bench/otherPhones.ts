// A second simulator, of other habits than server/visits/simulate, which no threshold of the judge was chosen on: phones by make with
// their own steps of accuracy, streets whose houses bend satellites, WiFi places that are off for ever, and nine more frauds.
import type { LngLat } from '../../shared/geo.ts';
import { createRandom, type Random } from '../../shared/random.ts';
import type { EvidenceFix, EvidencePress, JudgeInput } from '../../shared/verdicts.ts';

export type Apartness = 'honest' | 'told apart' | 'half told' | 'alike';
export type OtherVisit = JudgeInput & { label: { kind: string; is: Apartness } };

interface Make {
  share: number;
  /** What it says of its source, and the accuracies it knows by satellites and by network, metres. */
  says: (kind: Kind) => EvidenceFix['source'];
  steps: Record<'gnss' | 'wifi', readonly number[]>;
  /** How often the second press is the first one's measurement with a little noise. */
  holds: number;
}
type Kind = 'gnss' | 'wifi' | 'cell';

const makes: readonly Make[] = [
  { share: 0.25, says: () => null, steps: { gnss: [5, 10, 14], wifi: [20, 35, 47, 65, 65] }, holds: 0.85 },
  {
    share: 0.25,
    says: (kind) => kind,
    steps: { gnss: [3.79, 4.55, 5.36, 7.5, 11.2, 16], wifi: [11.6, 15.3, 20, 28.4, 40] },
    holds: 0.3,
  },
  {
    share: 0.2,
    says: (kind) => kind,
    steps: { gnss: [5, 10, 15, 20, 25, 30], wifi: [20, 25, 30, 40, 50, 60, 100] },
    holds: 0.5,
  },
  {
    share: 0.15,
    says: (kind) => (kind === 'gnss' ? 'gnss' : 'wifi'),
    steps: { gnss: [3, 4, 6, 8, 12, 24, 48], wifi: [30, 40, 50, 75, 120] },
    holds: 0.4,
  },
  { share: 0.15, says: () => null, steps: { gnss: [4, 9, 13, 19, 27, 38], wifi: [22, 31, 55, 90, 140] }, holds: 0.6 },
];
const CELL = [800, 1_000, 1_400, 2_000, 3_000];

const R = 100;
const DWELL_S = 180;
const METRE = 1 / 111_195;
const moved = (p: LngLat, east: number, north: number): LngLat => ({
  lng: Number((p.lng + (east * METRE) / Math.cos((p.lat * Math.PI) / 180)).toFixed(7)),
  lat: Number((p.lat + north * METRE).toFixed(7)),
});
const iso = (ms: number): string => new Date(ms).toISOString();

class Street {
  readonly random: Random;
  readonly make: Make;
  readonly shop: LngLat;
  readonly stored: JudgeInput['retailer'] & LngLat;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly lateS: readonly [number, number];
  private readonly bends: { gnss: [number, number]; wifi: [number, number] };
  private readonly indoors: number;
  private last: { at: LngLat; fix: EvidenceFix; kind: Kind } | null = null;

  constructor(seed: number) {
    const random = (this.random = createRandom(seed));
    let draw = random.next();
    this.make = makes.find(({ share }) => (draw -= share) < 0) ?? makes[0]!;
    this.shop = moved({ lng: 113.26, lat: 23.13 }, 9_000 * (random.next() - 0.5), 9_000 * (random.next() - 0.5));
    const isCanyon = random.next() < 0.3;
    const axis = random.next() * Math.PI;
    const alongM = (isCanyon ? 28 : 5) * random.normal(); // houses throw satellites across the street, not along it
    this.bends = {
      gnss: [-Math.sin(axis) * alongM, Math.cos(axis) * alongM],
      wifi: [16 * random.normal(), 16 * random.normal()],
    };
    this.indoors = isCanyon ? 0.65 : 0.4;
    const trust = random.next();
    const coordinate = trust < 0.15 ? 'surveyed' : trust < 0.6 ? 'confirmed' : 'imported';
    const errorM = { surveyed: 4, confirmed: 9, imported: random.next() < 0.85 ? 20 : 90 }[coordinate];
    const at = moved(this.shop, errorM * random.normal(), errorM * random.normal());
    this.stored = {
      ...at,
      sigmaM: { surveyed: 5, confirmed: 10, imported: null }[coordinate],
      thresholdM: R,
      coordinate,
    };
    this.fromMs = Date.UTC(2026, 8, 1 + random.int(28), 1, random.int(480), random.int(60));
    this.untilMs = this.fromMs + 1000 * (DWELL_S + 15 + 300 * random.next() ** 2 + random.int(200));
    const offlineS = random.next() < 0.12 ? 120 + random.int(9_000) : 0;
    this.lateS =
      offlineS > 0
        ? [offlineS + (this.untilMs - this.fromMs) / 1000, offlineS + 1]
        : [1 + random.int(4), 1 + random.int(4)];
  }

  /** Somewhere at a distance from the shop. */
  off(leastM: number, mostM: number): LngLat {
    const [angle, m] = [this.random.next() * 2 * Math.PI, leastM + (mostM - leastM) * this.random.next()];
    return moved(this.shop, m * Math.cos(angle), m * Math.sin(angle));
  }

  inside(): LngLat {
    return moved(this.shop, 12 * (this.random.next() - 0.5), 12 * (this.random.next() - 0.5));
  }

  fix(at: LngLat, atMs: number, forced?: Kind): EvidenceFix {
    const { random, make, last } = this;
    const fixAt = iso(atMs - 1000 * random.int(random.next() < 0.05 ? 50 : 12));
    const isHere = last !== null && Math.hypot(last.at.lng - at.lng, last.at.lat - at.lat) < 40 * METRE;
    if (last !== null && isHere && forced === undefined && random.next() < make.holds) {
      const noiseM = 0.12 * last.fix.accuracyM!;
      const said = moved(
        { lng: last.fix.lng!, lat: last.fix.lat! },
        noiseM * random.normal(),
        noiseM * random.normal(),
      );
      return { ...last.fix, ...said, fixAt };
    }
    const draw = random.next();
    const kind = forced ?? (draw < 0.04 ? 'cell' : draw < this.indoors ? 'wifi' : 'gnss');
    const steps = kind === 'cell' ? CELL : make.steps[kind];
    const accuracyM = steps[random.int(steps.length)]!;
    const [east, north] = kind === 'cell' ? [0, 0] : this.bends[kind];
    const worse = random.next() < 0.05 ? 3 : 1;
    const sigmaM = (worse * accuracyM) / 1.9; // most radii hold more than they say
    const said = moved(at, east + sigmaM * random.normal(), north + sigmaM * random.normal());
    const fix = {
      ...said,
      accuracyM,
      accuracyLevel: 0.68,
      source: make.says(kind),
      fixAt,
      mock: false,
      deviceId: 'own',
    };
    this.last = { at, fix, kind };
    return fix;
  }

  press(at: LngLat, atMs: number, lateS: number): EvidencePress {
    return { ...this.fix(at, atMs), pressedAt: iso(atMs), receivedAt: iso(atMs + 1000 * lateS) };
  }

  presses(start: LngLat, end: LngLat): { start: EvidencePress; end: EvidencePress } {
    return { start: this.press(start, this.fromMs, this.lateS[0]), end: this.press(end, this.untilMs, this.lateS[1]) };
  }

  /** A fix a minute from eight minutes before to eight after; by satellites on the way, as the make likes inside. */
  track(placeAt: (atMs: number) => LngLat, hasTrack: boolean): EvidenceFix[] {
    if (!hasTrack) return [];
    const { last } = this;
    const fixes: EvidenceFix[] = [];
    for (let atMs = this.fromMs - 480_000; atMs < this.untilMs + 480_000; atMs += 45_000 + this.random.int(20_000))
      fixes.push(this.fix(placeAt(atMs), atMs, atMs > this.fromMs && atMs < this.untilMs ? undefined : 'gnss'));
    this.last = last;
    return fixes;
  }

  /** There by car, a stay, and away again. */
  around(place: LngLat, hasTrack: boolean): EvidenceFix[] {
    const [from, to] = [this.off(2_000, 4_000), this.off(2_000, 4_000)];
    const way = (a: LngLat, b: LngLat, share: number): LngLat => ({
      lng: a.lng + (b.lng - a.lng) * Math.min(1, share),
      lat: a.lat + (b.lat - a.lat) * Math.min(1, share),
    });
    return this.track(
      (atMs) =>
        atMs < this.fromMs - 60_000
          ? way(place, from, (this.fromMs - 60_000 - atMs) / 420_000)
          : atMs > this.untilMs + 60_000
            ? way(place, to, (atMs - this.untilMs - 60_000) / 420_000)
            : place,
      hasTrack,
    );
  }
}

type Said = Omit<JudgeInput, 'id' | 'retailer' | 'requiredDwellS' | 'repId'>;
type Story = { is: Apartness; story: (street: Street, hasTrack: boolean) => Said };

const stay = (street: Street, place: LngLat, hasTrack: boolean): Said => ({
  ...street.presses(place, place),
  track: street.around(place, hasTrack),
});
const later = (press: EvidencePress, ms: number): EvidencePress => ({
  ...press,
  pressedAt: iso(Date.parse(press.pressedAt!) + ms),
});

export const otherStories: Record<string, Story> = {
  honest: {
    is: 'honest',
    story: (street, hasTrack) => ({
      ...street.presses(street.inside(), street.inside()),
      track: street.around(street.inside(), hasTrack),
    }),
  },
  teaHouse: { is: 'told apart', story: (street, hasTrack) => stay(street, street.off(250, 900), hasTrack) },
  office: { is: 'told apart', story: (street, hasTrack) => stay(street, street.off(1_500, 6_000), hasTrack) },
  endFromNextStop: {
    is: 'told apart',
    story: (street, hasTrack) => {
      const next = street.off(350, 900);
      return { ...street.presses(street.inside(), next), track: street.around(next, hasTrack) };
    },
  },
  towersOnly: {
    is: 'told apart',
    story: (street) => {
      const place = street.off(600, 2_500);
      const press = (atMs: number, lateS: number) => ({
        ...street.fix(place, atMs, 'cell'),
        pressedAt: iso(atMs),
        receivedAt: iso(atMs + 1000 * lateS),
      });
      return { start: press(street.fromMs, street.lateS[0]), end: press(street.untilMs, street.lateS[1]) };
    },
  },
  fromTheBus: {
    is: 'told apart',
    story: (street) => {
      const [before, after] = [street.off(300, 700), street.off(300, 700)];
      return { ...street.presses(before, after), track: [] };
    },
  },
  yesterdayTyped: {
    is: 'told apart',
    story: (street) => {
      const { start, end } = street.presses(street.inside(), street.inside());
      const before = (press: EvidencePress): EvidencePress =>
        Object.fromEntries(
          Object.entries(press).map(([name, value]) => [
            name,
            name.endsWith('At') ? iso(Date.parse(value as string) - 86_400_000) : value,
          ]),
        );
      return {
        start,
        end,
        history: { visits: [{ visitId: 'y', repId: 'rep', start: before(start), end: before(end) }] },
      };
    },
  },
  lentPhone: {
    is: 'told apart',
    story: (street) => ({
      ...street.presses(street.inside(), street.inside()),
      history: { fixes: [{ ...street.fix(street.off(2_000, 5_000), street.fromMs - 1_500_000), repId: 'other' }] },
    }),
  },
  clockSetBack: {
    is: 'half told',
    story: (street) => {
      const { start, end } = street.presses(street.inside(), street.inside());
      const stayMs = 20_000 + street.random.int(20_000);
      // both pressed within a minute, the first with the clock set back; sent when the network is there again
      const soon = { ...later(end, street.fromMs + stayMs - street.untilMs), fixAt: iso(street.fromMs + stayMs) };
      const early = { ...later(start, -DWELL_S * 1000 - 60_000), fixAt: iso(street.fromMs - DWELL_S * 1000 - 60_000) };
      return {
        start: { ...early, receivedAt: iso(street.fromMs + stayMs + 2_000) },
        end: { ...soon, receivedAt: iso(street.fromMs + stayMs + 3_000) },
      };
    },
  },
  roundedPin: {
    is: 'half told',
    story: (street) => {
      const at = { lng: Number(street.shop.lng.toFixed(4)), lat: Number(street.shop.lat.toFixed(4)) };
      const { start, end } = street.presses(street.shop, street.shop);
      const typed = { ...at, accuracyM: 20, source: null };
      return { start: { ...start, ...typed }, end: { ...end, ...typed } };
    },
  },
};

/** `count` honest visits and as many of each fraud, with the track of the shift or without. */
export function* otherVisits(seed: number, count: number, hasTrack: boolean): Generator<OtherVisit> {
  for (const [kind, { is, story }] of Object.entries(otherStories))
    for (let i = 0; i < count; i++) {
      const street = new Street(seed * 1_000_003 + i * 31 + kind.length);
      const said = story(street, hasTrack);
      yield {
        id: `${kind}-${i}`,
        retailer: street.stored,
        requiredDwellS: DWELL_S,
        repId: 'rep',
        ...said,
        label: { kind, is },
      };
    }
}
