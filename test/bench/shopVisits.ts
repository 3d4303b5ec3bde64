import type { PersonsWitness } from '../../server/places/learn/people.ts';
import type { Witness } from '../../server/places/learn/place.ts';
import { witnessOf } from '../../server/places/witness.ts';
import { fixOf, newPhone, type Phone } from '../../server/visits/simulate/phone.ts';
import { away, offset, uniform } from '../../server/visits/simulate/place.ts';
import { harshWorld, phonesWorld, usualWorld, type World } from '../../server/visits/simulate/world.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { Random } from '../../shared/random.ts';

/** What phones and WiFi are like where the shops are. */
export interface Ground {
  name: string;
  world: World;
  /** So many shops have a WiFi place that is off for ever, by a Rayleigh distance of so many metres in one direction. */
  wifiOffShare: number;
  wifiOffM: number;
  /** Moves every seed. */
  seed: number;
}

const known: World = { ...usualWorld, accuracyUnknownShare: 0 };
/** The ground of the bar: the estimator was made on it, with these seeds. */
export const usualGround: Ground = { name: 'usual', world: known, wifiOffShare: 0.4, wifiOffM: 25, seed: 0 };

/** Grounds that nothing was tuned on. */
export const otherGrounds: Ground[] = [
  { ...usualGround, name: 'usual, other seeds', seed: 770_000 },
  { ...usualGround, name: 'no WiFi off', wifiOffShare: 0, seed: 10_000 },
  { ...usualGround, name: 'WiFi off by 15 m at 80 %', wifiOffShare: 0.8, wifiOffM: 15, seed: 20_000 },
  { ...usualGround, name: 'WiFi off by 40 m at 40 %', wifiOffM: 40, seed: 30_000 },
  {
    ...usualGround,
    name: 'malls: two fixes of three by WiFi',
    world: { ...known, gnssShare: 0.25, wifiShare: 0.65 },
    seed: 40_000,
  },
  { ...usualGround, name: 'harsh', world: { ...harshWorld, accuracyUnknownShare: 0 }, seed: 50_000 },
  { ...usualGround, name: 'phones at rest', world: { ...phonesWorld, accuracyUnknownShare: 0 }, seed: 60_000 },
];

/** A shop, and what is always wrong with WiFi there, metres. */
export interface Site {
  at: LngLat;
  wifi: [number, number];
  ground: Ground;
}

export const TOWN: LngLat = { lng: 120.65, lat: 28.01 };
const VISIT_MS = 8 * 60_000;

export function newSite(random: Random, ground: Ground): Site {
  const isOff = random.next() < ground.wifiOffShare;
  const axis = (): number => (isOff ? ground.wifiOffM * random.normal() : 0);
  return { at: away(random, TOWN, 15_000 * Math.sqrt(random.next())), wifi: [axis(), axis()], ground };
}

/** One visit to a place, its two presses read as the server reads them. */
export function visitTo(random: Random, { at, wifi, ground }: Site): Witness {
  const phone = newPhone(random);
  const presses = [0, VISIT_MS].map((atMs) => {
    const inside = offset(at, uniform(random, -8, 8), uniform(random, -8, 8));
    const fix = fixOf(random, ground.world, phone, inside, atMs);
    const said = { lng: fix.lng!, lat: fix.lat! };
    const position = isByWifi(phone, fix.accuracyM!) ? offset(said, ...wifi) : said;
    return { position, numbers: { accuracyM: fix.accuracyM!, accuracyLevel: 0.68, source: fix.source ?? null } };
  });
  return witnessOf(presses)!;
}

/** An iPhone does not say: 65 and 30 m are its WiFi's, 10 and 5 m its satellites'. */
function isByWifi(phone: Phone, accuracyM: number): boolean {
  return phone.isIos ? accuracyM >= 30 : phone.source === 'wifi';
}

export type Who = Pick<PersonsWitness, 'personId' | 'isAnchor'>;
let day = 0;
export const visitsTo = (random: Random, site: Site, n: number, who: (k: number) => Who): PersonsWitness[] =>
  Array.from({ length: n }, (_, k) => ({ ...visitTo(random, site), ...who(k), day: String(1_000_000 + day++) }));
