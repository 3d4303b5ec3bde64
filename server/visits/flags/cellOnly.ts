// Pure: a property of the presses.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPress, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { sigmaOfRadius, usedAccuracy } from '../uncertainty.ts';

/** CELL_ONLY: both presses stand on cell towers, or on something no finer. */
export function cellOnly(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const start = visit.start?.fix;
  const end = visit.end?.fix;
  if (!start || !end || !isCell(visit.start!, rule) || !isCell(visit.end!, rule)) return null;
  return {
    flag: 'CELL_ONLY',
    startAccuracyM: usedAccuracy(start, rule).accuracyM,
    endAccuracyM: usedAccuracy(end, rule).accuracyM,
  };
}

function isCell(press: MeasuredPress, rule: Rule): boolean {
  const fix = press.fix!;
  return fix.source === 'cell' || usedAccuracy(fix, rule).sigmaM >= sigmaOfRadius(rule.cellOnlyFromM, 0.68);
}
