// Pure: what may be decided of a judged visit, and taken back: the server refuses by it, the page offers by it.
import type { Decision, VisitDetail, VisitState } from './visits.ts';

/** What a person should look at: judged against the rep, or in doubt. */
export const statesToLookAt = ['invalid', 'suspect', 'unverifiable'] as const;

export function needsLook(state: string): boolean {
  return (statesToLookAt as readonly string[]).includes(state);
}

/** The machine came to no answer of its own: a person does. */
function isInDoubt(machineState: VisitState): boolean {
  return machineState === 'suspect' || machineState === 'unverifiable';
}

/** Whether a judged visit waits for an auditor: appealed, judged otherwise since it was decided, or in doubt and undecided. */
export function mayBeDecided({
  appeal,
  decision,
  machineState,
  evidenceChangedSince,
}: Pick<VisitDetail, 'appeal' | 'decision' | 'machineState' | 'evidenceChangedSince'>): boolean {
  return appeal === 'open' || evidenceChangedSince || (!decision && isInDoubt(machineState));
}

/** A slip is seen at once; after a day the rep has gone by the decision. */
const TAKE_BACK_MS = 24 * 3_600_000;

export function isInTimeToTakeBack({ at }: Pick<Decision, 'at'>, nowMs: number): boolean {
  return nowMs - Date.parse(at) <= TAKE_BACK_MS;
}
