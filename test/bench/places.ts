import { findPlace, type Finding, type PersonsWitness } from '../../server/places/learn/people.ts';
import { frameMixUp, readAs, readings, type ImportedPlace, type Reading } from '../../server/places/learn/frames.ts';
import { learnPlace } from '../../server/places/learn/place.ts';
import { away, uniform } from '../../server/visits/simulate/place.ts';
import { distanceM } from '../../shared/geo.ts';
import { createRandom, type Random } from '../../shared/random.ts';
import {
  newSite,
  otherGrounds,
  usualGround,
  visitTo,
  visitsTo,
  type Ground,
  type Site,
  type Who,
} from './shopVisits.ts';

/**
 * `npm run bench:places [-- COUNT]`: places learned from visits of the usual world, in which 40 % of the shops have a WiFi place that is
 * off for ever (Rayleigh, 25 m), and of worlds that the estimator was not made on; eight plots to teach a tea house; files in the wrong frame.
 */
const R = 100;

const quantile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

interface Errors {
  medianM: number;
  p95M: number;
  insideShare: string;
}

function errorsOf(ground: Ground, n: number, count: number): Errors {
  const random = createRandom(1_000 + n + ground.seed);
  let inside = 0;
  const apart = Array.from({ length: count }, () => {
    const site = newSite(random, ground);
    const place = learnPlace(Array.from({ length: n }, () => visitTo(random, site)))!;
    const errorM = distanceM(place.at, site.at);
    if (errorM <= 2.4477 * place.sigmaM) inside++;
    return errorM;
  });
  return { medianM: quantile(apart, 0.5), p95M: quantile(apart, 0.95), insideShare: percent(inside, count) };
}

interface Proposed {
  proposed: number;
  better: string;
  far: string;
  mid: string;
  near: string;
}

/** By two people who agree and an inspector, so that only the estimator decides. */
function proposalsOf(ground: Ground, n: number, count: number): Proposed {
  const random = createRandom(2_000 + n + ground.seed);
  const seen = { proposed: 0, better: 0, far: 0, farFound: 0, mid: 0, midFound: 0, near: 0, nearFound: 0 };
  for (let i = 0; i < count; i++) {
    const site = newSite(random, ground);
    const draw = random.next();
    const offM = (draw < 0.7 ? 12 : draw < 0.9 ? 50 : 250) * Math.sqrt(-2 * Math.log(1 - random.next()));
    const stored = away(random, site.at, offM);
    const witnesses = visitsTo(random, site, n, (k) => ({ personId: `p${k % 2}`, isAnchor: true }));
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
  return {
    proposed: seen.proposed,
    better: percent(seen.better, seen.proposed),
    far: percent(seen.farFound, seen.far),
    mid: percent(seen.midFound, seen.mid),
    near: percent(seen.nearFound, seen.near),
  };
}

function usual(count: number): void {
  console.log('\n| witnesses | median m | p95 m | within its 95 % |\n| --- | --- | --- | --- |');
  for (const n of [3, 5, 8, 12, 20]) {
    const { medianM, p95M, insideShare } = errorsOf(usualGround, n, count);
    console.log(`| ${n} | ${medianM.toFixed(1)} | ${p95M.toFixed(1)} | ${insideShare} |`);
  }
  console.log(
    '\n| witnesses | proposed | better than before | proposed or handed to a person, of > 50 m off | of 30 to 50 m | of < 20 m |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const n of [3, 5, 8, 12]) {
    const { proposed, better, far, mid, near } = proposalsOf(usualGround, n, count);
    console.log(`| ${[n, proposed, better, far, mid, near].join(' | ')} |`);
  }
}

/** The same bars on grounds that nothing was tuned on. */
function elsewhere(count: number): void {
  console.log(
    '\n| ground | p95 m of 3 | of 5 | of 8 | within its 95 %, of 8 | 8: better than before | of > 50 m off | of < 20 m |\n| --- | --- | --- | --- | --- | --- | --- | --- |',
  );
  for (const ground of otherGrounds) {
    const errors = [3, 5, 8].map((n) => errorsOf(ground, n, count));
    const { better, far, near } = proposalsOf(ground, 8, count);
    console.log(
      `| ${[ground.name, ...errors.map(({ p95M }) => p95M.toFixed(1)), errors[2]!.insideShare, better, far, near].join(' | ')} |`,
    );
  }
}

const rep: Who = { personId: 'rep', isAnchor: false };
const deputy: Who = { personId: 'deputy', isAnchor: false };
const inspector: Who = { personId: 'inspector', isAnchor: true };

type Plot = (random: Random, shop: Site, teaHouse: Site) => PersonsWitness[];
const plots: Record<string, Plot> = {
  'all of 12 faked, alone': (r, _, tea) => visitsTo(r, tea, 12, () => rep),
  'with 2 of an honest deputy': (r, shop, tea) => [
    ...visitsTo(r, tea, 12, () => rep),
    ...visitsTo(r, shop, 2, () => deputy),
  ],
  '60 % faked, alone': (r, shop, tea) => [...visitsTo(r, tea, 7, () => rep), ...visitsTo(r, shop, 5, () => rep)],
  'an inspector once': (r, shop, tea) => [...visitsTo(r, tea, 12, () => rep), ...visitsTo(r, shop, 1, () => inspector)],
  'a colleague in the plot': (r, _, tea) => [...visitsTo(r, tea, 8, () => rep), ...visitsTo(r, tea, 4, () => deputy)],
  'colleague and inspector': (r, shop, tea) => [
    ...visitsTo(r, tea, 8, () => rep),
    ...visitsTo(r, tea, 4, () => deputy),
    ...visitsTo(r, shop, 1, () => inspector),
  ],
  'three colleagues in the plot': (r, _, tea) =>
    visitsTo(r, tea, 12, (k) => ({ personId: `c${k % 3}`, isAnchor: false })),
  '90 % faked, with 2 of a deputy': (r, shop, tea) => [
    ...visitsTo(r, tea, 10, () => rep),
    ...visitsTo(r, shop, 1, () => rep),
    ...visitsTo(r, shop, 2, () => deputy),
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
      const shop = newSite(random, usualGround);
      const teaHouse = { ...newSite(random, usualGround), at: away(random, shop.at, uniform(random, 120, 900)) };
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
    const shop = newSite(random, usualGround);
    const stored = away(random, shop.at, uniform(random, 60, 300));
    const honest = [
      ...visitsTo(random, shop, 9, () => rep),
      ...visitsTo(random, shop, 2, () => deputy),
      ...visitsTo(random, shop, 1, () => inspector),
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
          const site = newSite(random, usualGround);
          const draw = random.next();
          const offM = (draw < 0.8 ? 12 : draw < 0.95 ? 50 : 250) * Math.sqrt(-2 * Math.log(1 - random.next()));
          const said = away(random, site.at, offM);
          // numbers in the one frame that were converted as the other
          const stored = reading ? readAs(said, { numbersIn: reading.takenFor, takenFor: reading.numbersIn }) : said;
          return { stored, learned: learnPlace(Array.from({ length: 4 }, () => visitTo(random, site)))! };
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
usual(count);
elsewhere(count);
collusion(count);
frames(count);
