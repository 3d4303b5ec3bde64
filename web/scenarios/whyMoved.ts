// Pure: why a retailer changes hands, in a sentence.
import type { ScenarioMove } from '../../shared/scenarios.ts';
import type { Words } from './words.ts';

export function whyMoved({ reason, measure }: Pick<ScenarioMove, 'reason' | 'measure'>, w: Words['planning']): string {
  if (reason === null) return w.byHand;
  return measure === null ? w.moveReason[reason] : w.because(w.moveReason[reason], w.measure[measure]);
}
