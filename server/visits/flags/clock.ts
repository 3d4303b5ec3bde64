// Pure: a property of the presses' times.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { MeasuredPress, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/**
 * CLOCK: the phone's clock was not what this phone's clock usually is. A press that comes in late proves nothing, since
 * the phone may have been offline; these do: a press from the server's future; a fix that is younger than its press; and,
 * where this phone's usual clock is known, two presses that came in separately and late by the same time, which a slow
 * clock does and a dead zone does not. Seconds.
 */
export function clock(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const usualS = visit.history.deviceSkewMedianS ?? 0;
  const aheadS = Math.max(ahead(visit.start, usualS), ahead(visit.end, usualS));
  if (aheadS > rule.clockS) return { flag: 'CLOCK', sign: 'ahead of the server', aheadS };
  const youngerS = Math.max(younger(visit.start, usualS), younger(visit.end, usualS));
  if (youngerS > rule.staleS) return { flag: 'CLOCK', sign: 'position younger than the press', youngerS };
  if (visit.history.deviceSkewMedianS === null) return null;
  const behindS = behindAlike(visit, usualS, rule);
  return behindS > rule.clockS ? { flag: 'CLOCK', sign: 'behind the server, both presses alike', behindS } : null;
}

function ahead(press: MeasuredPress | null, usualS: number): number {
  if (!press || press.pressedAtMs === null || press.receivedAtMs === null) return 0;
  return (press.pressedAtMs - press.receivedAtMs) / 1000 - usualS;
}

/** How much later than its press the position is, by the kinder of two readings: phone's clock for both, or satellites' for the fix. */
function younger(press: MeasuredPress | null, usualS: number): number {
  if (!press?.fix || press.pressedAtMs === null || press.fixAtMs === null) return 0;
  const laterS = (press.fixAtMs - press.pressedAtMs) / 1000;
  return Math.abs(laterS + usualS) < Math.abs(laterS) ? laterS + usualS : laterS;
}

function behindAlike(visit: VisitEvidence, usualS: number, rule: Rule): number {
  const { start, end } = visit;
  if (
    !start ||
    !end ||
    start.pressedAtMs === null ||
    end.pressedAtMs === null ||
    start.receivedAtMs === null ||
    end.receivedAtMs === null
  )
    return 0;
  const cameApartS = (end.receivedAtMs - start.receivedAtMs) / 1000;
  const startLateS = (start.receivedAtMs - start.pressedAtMs) / 1000 + usualS;
  const endLateS = (end.receivedAtMs - end.pressedAtMs) / 1000 + usualS;
  const isAlike = Math.abs(startLateS - endLateS) <= rule.clockLagAlikeS;
  return isAlike && cameApartS > 2 * rule.clockLagAlikeS ? Math.min(startLateS, endLateS) : 0;
}
