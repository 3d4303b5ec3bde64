import { describe, expect, it } from 'vitest';
import { shopAnswers, wordsOf } from '../../server/demo/inspection.ts';
import { aboutOf, contradictionsIn } from '../../shared/contradictions.ts';
import { marketCheck } from '../../shared/defaultQuestionnaires.ts';
import type { Answers } from '../../shared/questions.ts';
import { reach } from '../../shared/reach.ts';

describe('what shops of the demo say', () => {
  const today = '2026-03-06';
  const days = ['2026-03-05', '2026-03-05', '2026-03-03', '2026-03-02', '2026-03-04'];
  const said = wordsOf(days, today).map((word, i) => ({ ...shopAnswers(i), ...word }));

  it('is a whole finding of the market check', () => {
    for (const answers of said) expect(reach(marketCheck, answers as Answers).errors).toEqual([]);
  });

  it('speaks once against a rep, once for one, and otherwise fits', () => {
    const abouts = said.map((answers, i) =>
      contradictionsIn([{ visitId: 'v', repId: 'r', day: days[i]!, isValid: true }], {
        outcome: 'met',
        answers,
        askedDay: today,
        stay: null,
        isPhotoRepeated: false,
      }).map(({ code }) => aboutOf[code]),
    );
    expect(abouts).toEqual([['repAgainst'], [], ['repFor'], [], []]);
  });
});
