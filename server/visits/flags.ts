// Pure: the list of the flags, in the order in which they are written. A new flag is a file in flags/ and a line here.
import type { FlagNumbers } from '../../shared/flags.ts';
import type { VisitEvidence } from './evidence.ts';
import { carrierElsewhere } from './flags/carrierElsewhere.ts';
import { cellOnly } from './flags/cellOnly.ts';
import { claimed } from './flags/claimed.ts';
import { clock } from './flags/clock.ts';
import { coordinateMoved } from './flags/coordinateMoved.ts';
import { device } from './flags/device.ts';
import { frame } from './flags/frame.ts';
import { frozen } from './flags/frozen.ts';
import { longDwell } from './flags/longDwell.ts';
import { mock } from './flags/mock.ts';
import { moving } from './flags/moving.ts';
import { noticedElsewhere } from './flags/noticedElsewhere.ts';
import { outOfHours } from './flags/outOfHours.ts';
import { overlap } from './flags/overlap.ts';
import { replay } from './flags/replay.ts';
import { sharedCoord } from './flags/sharedCoord.ts';
import { shortDwell } from './flags/shortDwell.ts';
import { stale } from './flags/stale.ts';
import { teleport } from './flags/teleport.ts';
import { timeUnknown } from './flags/timeUnknown.ts';
import { tooPerfect } from './flags/tooPerfect.ts';
import { trackElsewhere } from './flags/trackElsewhere.ts';
import type { Rule } from './rule.ts';
import type { TrackWitness } from './trackWitness.ts';

const checks: readonly ((visit: VisitEvidence, rule: Rule, witness: TrackWitness) => FlagNumbers | null)[] = [
  mock,
  teleport,
  frozen,
  replay,
  tooPerfect,
  stale,
  clock,
  timeUnknown,
  device,
  cellOnly,
  moving,
  trackElsewhere,
  coordinateMoved,
  frame,
  sharedCoord,
  shortDwell,
  longDwell,
  overlap,
  outOfHours,
  noticedElsewhere,
  claimed,
  carrierElsewhere,
];

/** Every flag that the evidence raises, with its numbers. */
export function raiseFlags(visit: VisitEvidence, rule: Rule, witness: TrackWitness): FlagNumbers[] {
  const raised: FlagNumbers[] = [];
  for (const check of checks) {
    const flag = check(visit, rule, witness);
    if (flag !== null) raised.push(flag);
  }
  return raised;
}
