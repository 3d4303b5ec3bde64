import { findPlace, type Finding, type PersonsWitness } from '../../server/places/learn/people.ts';
import { frameMixUp, readAs, readings, type ImportedPlace, type Reading } from '../../server/places/learn/frames.ts';
import { learnPlace, SIGMA_FLOOR_M, type Witness } from '../../server/places/learn/place.ts';
import { fixOf, newPhone } from '../../server/visits/simulate/phone.ts';
import { away, offset, uniform } from '../../server/visits/simulate/place.ts';
import { usualWorld } from '../../server/visits/simulate/world.ts';
import { distanceM, toPlane, type LngLat } from '../../shared/geo.ts';
import { createRandom, type Random } from '../../shared/random.ts';

/**
 * `npm run bench:places [-- COUNT]`: places learned from visits of the usual world, in which 40 % of the shops have a WiFi place that is
 * off for ever (Rayleigh, 25 m); eight plots to teach a tea house; files in the wrong frame.
 */
const TOWN: LngLat = { lng: 120.65, lat: 28.01 };
const WIFI_OFF_SHARE = 0.4;
const WIFI_OFF_M = 25;
const R = 100;

/** A shop, and what is always wrong with WiFi there, metres. */
interface Site {
  at: LngLat;
  wifi: [number, number];
}

function newSite(random: Random): Site {
  const isOff = random.next() < WIFI_OFF_SHARE;
  const axis = (): number => (isOff ? WIFI_OFF_M * random.normal() : 0);
  return { at: away(random, TOWN, 15_000 * Math.sqrt(random.next())), wifi: [axis(), axis()] };
}

/** One visit to a place: two presses, their mean by 1/σ². */
function witnessOf(random: Random, { at, wifi }: Site): Witness {
  const phone = newPhone(random);
  const presses = [0, 1].map(() => {
    const inside = offset(at, uniform(random, -8, 8), uniform(random, -8, 8));
    const fix = fixOf(random, { ...usualWorld, accuracyUnknownShare: 0 }, phone, inside, 0);
    const said = { lng: fix.lng!, lat: fix.lat! };
    const sigmaM = Math.max(SIGMA_FLOOR_M, fix.accuracyM! / 1.5096);
    return { ...toPlane(at, fix.source === 'wifi' ? offset(said, ...wifi) : said), weight: 1 / sigmaM ** 2 };
  });
  const weight = presses[0]!.weight + presses[1]!.weight;
  const mean = (axis: 'xM' | 'yM'): number => presses.reduce((sum, p) => sum + p.weight * p[axis], 0) / weight;
  return { at: offset(at, mean('xM'), mean('yM')), sigmaM: 1 / Math.sqrt(weight) };
}

const quantile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

function errors(count: number): void {
  console.log('\n| witnesses | median m | p95 m | within its 95 % |\n| --- | --- | --- | --- |');
  for (const n of [3, 5, 8, 12, 20]) {
    const random = createRandom(1_000 + n);
    let inside = 0;
    const apart = Array.from({ length: count }, () => {
      const site = newSite(random);
      const place = learnPlace(Array.from({ length: n }, () => witnessOf(random, site)))!;
      const errorM = distanceM(place.at, site.at);
      if (errorM <= 2.4477 * place.sigmaM) inside++;
      return errorM;
    });
    console.log(
      `| ${n} | ${quantile(apart, 0.5).toFixed(1)} | ${quantile(apart, 0.95).toFixed(1)} | ${percent(inside, count)} |`,
    );
  }
}

/** By two people who agree and an inspector, so that only the estimator decides. */
function proposals(count: number): void {
  console.log(
    '\n| witnesses | proposed | better than before | proposed or handed to a person, of > 50 m off | of 30 to 50 m | of < 20 m |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const n of [3, 5, 8, 12]) {
    const random = createRandom(2_000 + n);
    const seen = { proposed: 0, better: 0, far: 0, farFound: 0, mid: 0, midFound: 0, near: 0, nearFound: 0 };
    for (let i = 0; i < count; i++) {
      const site = newSite(random);
      const draw = random.next();
      const offM = (draw < 0.7 ? 12 : draw < 0.9 ? 50 : 250) * Math.sqrt(-2 * Math.log(1 - random.next()));
      const stored = away(random, site.at, offM);
      const witnesses = visits(random, site, n, (k) => ({ personId: `p${k % 2}`, isAnchor: true }));
      const found = findPlace({ registered: stored, stored, thresholdM: R }, witnesses);
      const isFound = found.is === 'proposed';
      if (isFound) {
        seen.proposed++;
        if (distanceM(found.place.at, site.at) < offM) seen.better++;
      }
      const band = offM > 50 ? 'far' : offM > 30 ? 'mid' : offM < 20 ? 'near' : null;
      if (band === null) continue;
      seen[band]++;
      if (isFound || found.is === 'disagreement') seen[`${band}Found`]++;
    }
    console.log(
      `| ${[n, seen.proposed, percent(seen.better, seen.proposed), percent(seen.farFound, seen.far), percent(seen.midFound, seen.mid), percent(seen.nearFound, seen.near)].join(' | ')} |`,
    );
  }
}

type Who = Pick<PersonsWitness, 'personId' | 'isAnchor'>;
let day = 0;
const visits = (random: Random, site: Site, n: number, who: (k: number) => Who): PersonsWitness[] =>
  Array.from({ length: n }, (_, k) => ({ ...witnessOf(random, site), ...who(k), day: String(1_000_000 + day++) }));

const rep: Who = { personId: 'rep', isAnchor: false };
const deputy: Who = { personId: 'deputy', isAnchor: false };
const inspector: Who = { personId: 'inspector', isAnchor: true };

type Plot = (random: Random, shop: Site, teaHouse: Site) => PersonsWitness[];
const plots: Record<string, Plot> = {
  'all of 12 faked, alone': (r, _, tea) => visits(r, tea, 12, () => rep),
  'with 2 of an honest deputy': (r, shop, tea) => [
    ...visits(r, tea, 12, () => rep),
    ...visits(r, shop, 2, () => deputy),
  ],
  '60 % faked, alone': (r, shop, tea) => [...visits(r, tea, 7, () => rep), ...visits(r, shop, 5, () => rep)],
  'an inspector once': (r, shop, tea) => [...visits(r, tea, 12, () => rep), ...visits(r, shop, 1, () => inspector)],
  'a colleague in the plot': (r, _, tea) => [...visits(r, tea, 8, () => rep), ...visits(r, tea, 4, () => deputy)],
  'colleague and inspector': (r, shop, tea) => [
    ...visits(r, tea, 8, () => rep),
    ...visits(r, tea, 4, () => deputy),
    ...visits(r, shop, 1, () => inspector),
  ],
  'three colleagues in the plot': (r, _, tea) =>
    visits(r, tea, 12, (k) => ({ personId: `c${k % 3}`, isAnchor: false })),
  '90 % faked, with 2 of a deputy': (r, shop, tea) => [
    ...visits(r, tea, 10, () => rep),
    ...visits(r, shop, 1, () => rep),
    ...visits(r, shop, 2, () => deputy),
  ],
};

/** A tea house is offered when the place that is proposed lies nearer to it than to the shop. */
function collusion(count: number): void {
  console.log(
    '\n| plot | tea house offered | disagreement | no anchor | one person only |\n| --- | --- | --- | --- | --- |',
  );
  for (const [name, plot] of Object.entries(plots)) {
    const random = createRandom(3_000 + name.length);
    const seen = new Map<Finding['is'] | 'offered', number>();
    for (let i = 0; i < count; i++) {
      const shop = newSite(random);
      const teaHouse = { ...newSite(random), at: away(random, shop.at, uniform(random, 120, 900)) };
      const found = findPlace({ registered: shop.at, stored: shop.at, thresholdM: R }, plot(random, shop, teaHouse));
      const isTea =
        found.is === 'proposed' && distanceM(found.place.at, teaHouse.at) < distanceM(found.place.at, shop.at);
      const what = isTea ? 'offered' : found.is;
      seen.set(what, (seen.get(what) ?? 0) + 1);
    }
    const shares = (['offered', 'disagreement', 'noAnchor', 'onePersonOnly'] as const).map((what) =>
      percent(seen.get(what) ?? 0, count),
    );
    console.log(`| ${[name, ...shares].join(' | ')} |`);
  }
  const random = createRandom(4_000);
  let offered = 0;
  for (let i = 0; i < count; i++) {
    const shop = newSite(random);
    const stored = away(random, shop.at, uniform(random, 60, 300));
    const honest = [
      ...visits(random, shop, 9, () => rep),
      ...visits(random, shop, 2, () => deputy),
      ...visits(random, shop, 1, () => inspector),
    ];
    if (findPlace({ registered: stored, stored, thresholdM: R }, honest).is === 'proposed') offered++;
  }
  console.log(
    `\nHonest shops 60 to 300 m off (9 visits of the rep, 2 of a deputy, 1 of an inspector), offered: ${percent(offered, count)}.`,
  );
}

const mixUps = readings.filter(({ numbersIn, takenFor }) => numbersIn !== takenFor);

function frames(count: number): void {
  console.log(
    '\n| retailers of the file | mix-up found | called another | found where there is none |\n| --- | --- | --- | --- |',
  );
  for (const n of [3, 5, 10]) {
    const random = createRandom(5_000 + n);
    let [found, wrong, none] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const mixUp = mixUps[i % mixUps.length]!;
      const file = (reading: Reading | null): ImportedPlace[] =>
        Array.from({ length: n }, () => {
          const site = newSite(random);
          const draw = random.next();
          const offM = (draw < 0.8 ? 12 : draw < 0.95 ? 50 : 250) * Math.sqrt(-2 * Math.log(1 - random.next()));
          const said = away(random, site.at, offM);
          // numbers in the one frame that were converted as the other
          const stored = reading ? readAs(said, { numbersIn: reading.takenFor, takenFor: reading.numbersIn }) : said;
          return { stored, learned: learnPlace(Array.from({ length: 4 }, () => witnessOf(random, site)))! };
        });
      const said = frameMixUp(file(mixUp));
      if (said?.numbersIn === mixUp.numbersIn && said.takenFor === mixUp.takenFor) found++;
      else if (said) wrong++;
      if (frameMixUp(file(null))) none++;
    }
    console.log(`| ${[n, percent(found, count), percent(wrong, count), `${none} of ${count}`].join(' | ')} |`);
  }
}

const count = Number(process.argv[2] ?? 10_000);
errors(count);
proposals(count);
collusion(count);
frames(count);
