// Pure: lines of everybody from what is known of each, with the facts they stand on.
import { scoreLines, type Scored } from '../../shared/score.ts';
import type { ScoreScheme } from '../../shared/scoreScheme.ts';
import { evidenceText, type FrozenLine } from './record.ts';

export function reckon(scheme: ScoreScheme, scored: readonly Scored[]): FrozenLine[] {
  const lines = scoreLines(scheme, scored);
  return scored.flatMap(({ repId, facts }) =>
    lines.get(repId)!.map((line) => ({
      ...line,
      repId,
      evidence: evidenceText(facts.get(line.itemKey)?.evidence ?? []),
      corrected: null,
    })),
  );
}
