// Pure: labelled visits from a seed: the same seed, world and count give the same bytes.
import { createRandom } from '../../../shared/random.ts';
import type { JudgeInput } from '../../../shared/verdicts.ts';
import { fraudStories } from './frauds.ts';
import { honestStories } from './honest.ts';
import { chance } from './place.ts';
import { newScene } from './scene.ts';
import type { World } from './world.ts';

/** The truth about a simulated visit, which the judge does not see. */
export interface Label {
  honest: boolean;
  kind: string;
  /** A position was made up. */
  mocks: boolean;
}

export type LabelledVisit = JudgeInput & { label: Label };

/** `count` visits, `world.fraudShare` of them faked, all kinds of fraud equally often. */
export function* simulateVisits(seed: number, count: number, world: World): Generator<LabelledVisit> {
  const random = createRandom(seed);
  const frauds = Object.keys(fraudStories);
  for (let i = 0; i < count; i++) {
    const isFraud = chance(random, world.fraudShare);
    const kind = isFraud ? frauds[random.int(frauds.length)]! : drawHonest(random.next());
    yield oneVisit(`s${seed}-${i + 1}`, kind, isFraud, random.int(2 ** 31), world);
  }
}

/** One visit of a kind. Its own seed: a change in one story leaves the other visits as they were. */
export function oneVisit(id: string, kind: string, isFraud: boolean, seed: number, world: World): LabelledVisit {
  const entry = isFraud ? fraudStories[kind] : honestStories[kind];
  if (!entry) throw new RangeError(`no ${isFraud ? 'fraud' : 'honest visit'} of the kind '${kind}'`);
  const scene = newScene(createRandom(seed), world);
  const said = entry.story(scene);
  return {
    id,
    retailer: scene.retailer,
    requiredDwellS: world.requiredDwellS,
    repId: scene.repId,
    ...said,
    label: { honest: !isFraud, kind, mocks: 'mocks' in entry && entry.mocks === true },
  };
}

function drawHonest(draw: number): string {
  const kinds = Object.entries(honestStories);
  let left = draw * kinds.reduce((sum, [, { weight }]) => sum + weight, 0);
  for (const [kind, { weight }] of kinds) {
    left -= weight;
    if (left < 0) return kind;
  }
  return 'usual';
}
