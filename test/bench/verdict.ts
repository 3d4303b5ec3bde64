import { geodesicM } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { fraudStories } from '../../server/visits/simulate/frauds.ts';
import { simulateVisits } from '../../server/visits/simulate/visits.ts';
import type { LabelledVisit } from '../../server/visits/simulate/visits.ts';
import {
  harshWorld,
  learnedWorld,
  phonesAloneWorld,
  phonesWorld,
  registeredWorld,
  usualWorld,
} from '../../server/visits/simulate/world.ts';
import type { World } from '../../server/visits/simulate/world.ts';
import type { EvidencePress, Verdict } from '../../shared/verdicts.ts';
import { otherVisits } from './otherPhones.ts';
import { countFalseAlarms } from './tracks.ts';

/**
 * `npm run bench:verdict [FOLDER] [--seeds 101,102] [--count N] [--worlds usual,harsh]`: how often Rounds and five naive rules are wrong about the
 * same simulated visits; how fast the pure judge is; and, with a folder of real tracks, how often the flags cry wolf.
 */
type Call = Verdict | 'unknown';
type Judge = (visit: LabelledVisit) => Call;

const positioned = (press: EvidencePress | null | undefined, retailer: LabelledVisit['retailer']): number | null =>
  typeof press?.lng === 'number' && typeof press.lat === 'number'
    ? geodesicM({ lng: press.lng, lat: press.lat }, { lng: retailer.lng!, lat: retailer.lat! })
    : null;
const within = (d: number | null, limitM: number): Call => (d === null ? 'unknown' : d <= limitM ? 'valid' : 'invalid');
const limit = (visit: LabelledVisit) => visit.retailer.thresholdM ?? 100;

const judges: Record<string, Judge> = {
  'd ≤ R, one press': (v) => within(positioned(v.start, v.retailer), limit(v)),
  'd ≤ 500 m': (v) => within(positioned(v.start, v.retailer), 500),
  'd − acc < R': (v) => within(positioned(v.start, v.retailer), limit(v) + (v.start?.accuracyM ?? 0)),
  'over 60 m dropped, d ≤ R': (v) =>
    (v.start?.accuracyM ?? 0) > 60 ? 'unknown' : within(positioned(v.start, v.retailer), limit(v)),
  'd ≤ R, either press': (v) => {
    const ds = [positioned(v.start, v.retailer), positioned(v.end, v.retailer)].filter((d) => d !== null);
    return ds.length === 0 ? 'unknown' : within(Math.min(...ds), limit(v));
  },
  Rounds: (v) => judge(measureVisit(v, geodesicM)).verdict,
};

class Tally {
  counts: Record<Call, number> = { valid: 0, suspect: 0, invalid: 0, unverifiable: 0, unknown: 0 };
  total = 0;
  add(call: Call) {
    this.counts[call]++;
    this.total++;
  }
  share(call: Call): string {
    return this.total === 0 ? '–' : `${((100 * this.counts[call]) / this.total).toFixed(2)} %`;
  }
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const tally = tallies.get(key) ?? new Tally();
  tallies.set(key, tally);
  return tally;
}

function confusion(world: World, seeds: number[], count: number): void {
  const tallies = new Map<string, Tally>();
  for (const seed of seeds) {
    for (const visit of simulateVisits(seed, count, world)) {
      for (const [name, call] of Object.entries(judges)) {
        const verdict = call(visit);
        if (!fraudStories[visit.label.kind]?.isAlike)
          tallyOf(tallies, `${name} | ${visit.label.honest ? 'honest' : 'fraud'}`).add(verdict);
        if (name !== 'Rounds') continue;
        tallyOf(
          tallies,
          `kind | ${visit.label.honest ? 'honest' : 'fraud'} ${visit.label.kind}${visit.label.mocks ? ' (mock)' : ''}${fraudStories[visit.label.kind]?.isAlike ? ' (like an honest visit)' : ''}`,
        ).add(verdict);
        if (isPlainlyRemote(visit))
          tallyOf(tallies, 'kind | remote > 300 m by GNSS or WiFi, trusted coordinate').add(verdict);
      }
    }
  }
  console.log(`\n### World '${world.name}', seeds ${seeds.join(', ')}, ${count} visits each\n`);
  console.log(
    '| rule | honest: valid | suspect | unverifiable | **invalid** | fraud: **valid** | invalid |\n| --- | --- | --- | --- | --- | --- | --- |',
  );
  for (const name of Object.keys(judges)) {
    const honest = tallyOf(tallies, `${name} | honest`);
    const fraud = tallyOf(tallies, `${name} | fraud`);
    const unproven = honest.counts.unknown > 0 ? 'unknown' : 'unverifiable';
    console.log(
      `| ${[name, honest.share('valid'), honest.share('suspect'), honest.share(unproven), honest.share('invalid'), fraud.share('valid'), fraud.share('invalid')].join(' | ')} |`,
    );
  }
  console.log(
    '\n| Rounds, by kind | visits | valid | suspect | unverifiable | invalid |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const [key, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!key.startsWith('kind | ')) continue;
    console.log(
      `| ${[key.slice(7), tally.total, ...(['valid', 'suspect', 'unverifiable', 'invalid'] as const).map((v) => tally.share(v))].join(' | ')} |`,
    );
  }
}

function isPlainlyRemote(visit: LabelledVisit): boolean {
  if (!['fromHome', 'nextStreet'].includes(visit.label.kind) || visit.retailer.coordinate === 'imported') return false;
  const isFine = [visit.start, visit.end].every((press) => press?.source === 'gnss' || press?.source === 'wifi');
  return isFine && [visit.start, visit.end].every((press) => (positioned(press, visit.retailer) ?? 0) > 300);
}

/** The second simulator, which no threshold was chosen on. */
function otherConfusion(hasTrack: boolean, seeds: number[], count: number): void {
  const tallies = new Map<string, Tally>();
  for (const seed of seeds)
    for (const visit of otherVisits(seed, count, hasTrack))
      tallyOf(tallies, `${visit.label.is} | ${visit.label.kind}`).add(judge(measureVisit(visit, geodesicM)).verdict);
  console.log(
    `\n### Other phones, ${hasTrack ? 'with' : 'without'} tracks, seeds ${seeds.join(', ')}, ${count} visits of each kind each\n`,
  );
  console.log('| what | kind | valid | suspect | unverifiable | invalid |\n| --- | --- | --- | --- | --- | --- |');
  for (const [key, tally] of tallies)
    console.log(
      `| ${[key, ...(['valid', 'suspect', 'unverifiable', 'invalid'] as const).map((v) => tally.share(v))].join(' | ')} |`,
    );
}

/** Visits a second of CPU (not of wall time) of the pure judge, beside JSON.parse of the same evidence: median and worst of nine rounds. */
function speed(): void {
  const visits = [...simulateVisits(7, 5000, usualWorld)].map((visit) => measureVisit(visit, geodesicM));
  const texts = visits.map((visit) => JSON.stringify(visit));
  const rates = (task: (i: number) => unknown) =>
    Array.from({ length: 11 }, () => {
      const before = process.cpuUsage();
      for (let i = 0; i < visits.length; i++) task(i);
      const used = process.cpuUsage(before);
      return visits.length / ((used.user + used.system) / 1e6);
    })
      .slice(2)
      .sort((a, b) => a - b);
  const judged = rates((i) => judge(visits[i]!));
  const parsed = rates((i) => JSON.parse(texts[i]!));
  const points = visits.reduce((sum, visit) => sum + visit.path.length, 0) / visits.length;
  console.log(
    `\nPure judge: median ${Math.round(judged[4]!)}, worst ${Math.round(judged[0]!)} visits a second of CPU, ${points.toFixed(1)} path points a visit; JSON.parse of the same evidence: median ${Math.round(parsed[4]!)}.`,
  );
}

const args = process.argv.slice(2);
const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const seeds = (option('--seeds') ?? '101,102,103').split(',').map(Number);
const count = Number(option('--count') ?? 20_000);
const folder = args.find((arg, i) => !arg.startsWith('--') && !args[i - 1]?.startsWith('--'));

const worlds = [usualWorld, registeredWorld, learnedWorld, harshWorld, phonesWorld, phonesAloneWorld];
for (const world of worlds)
  if (option('--worlds')?.split(',').includes(world.name) ?? true) confusion(world, seeds, count);
if (option('--worlds')?.split(',').includes('other') ?? true)
  for (const hasTrack of [true, false]) otherConfusion(hasTrack, seeds, Math.ceil(count / 4));
speed();
if (folder) countFalseAlarms(folder);
