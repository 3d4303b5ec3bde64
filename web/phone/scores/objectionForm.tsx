import type { Standing, StandingLine } from '../../../shared/scores.ts';
import { dayName } from '../../format.ts';
import { language } from '../../ui/words.ts';
import { newId } from '../newAct.ts';
import { WordForm } from '../wordForm.tsx';
import { standingWords } from './words.ts';

/** One word against a line, within the term. */
export function ObjectionForm({ of, line, name }: { of: Standing; line: StandingLine; name: string }) {
  const w = standingWords.value.standing;
  const { unitId, month, untilDay } = of;
  const { itemKey } = line;
  return (
    <WordForm
      label={w.note}
      lead={w.once(dayName(untilDay!, language.value))}
      send={w.object}
      name={name}
      actOf={(note, at) => ({ kind: 'objected', unitId, month, body: { objectionId: newId(at), itemKey, note } })}
    />
  );
}
