import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answersKept } from '../../server/inspections/answers.ts';
import { photosIn, reach } from '../../shared/reach.ts';
import { answers, questionnaires } from '../questionnaires/random.ts';
import { lastVisitForm } from './asked.ts';

const shelf = 'ab'.repeat(32);
const loose = 'cd'.repeat(32);

it('what is not reached is not kept, and neither is its photo', () => {
  const told = { outcome: 'met' as const, answers: { prices: true, shelf: [shelf], gone: 7 }, photos: [shelf, loose] };
  expect(answersKept(lastVisitForm, told)).toEqual({ kept: { answers: { prices: true }, photos: [loose] } });
  expect(answersKept(lastVisitForm, { ...told, answers: { ...told.answers, prices: false }, photos: [] })).toEqual({
    kept: { answers: { prices: false, shelf: [shelf] }, photos: [shelf] },
  });
});

it('what is missing or wrong is named, each by its question', () => {
  expect(
    answersKept(lastVisitForm, { outcome: 'met', answers: { lastVisit: 'onDay', lastVisitWho: 5 }, photos: [] }),
  ).toEqual({
    faults: [
      { key: 'lastVisitDay', code: 'ANSWER_MISSING' },
      { key: 'lastVisitWho', code: 'ANSWER_WRONG_KIND' },
      { key: 'prices', code: 'ANSWER_MISSING' },
    ],
  });
});

it('who met nobody asked nothing', () => {
  expect(answersKept(lastVisitForm, { outcome: 'shut', answers: { lastVisitWho: 5 }, photos: [loose] })).toEqual({
    kept: { answers: {}, photos: [loose] },
  });
});

it('whatever is sent, what is kept is right by itself and is kept again as it is', () => {
  fc.assert(
    fc.property(questionnaires, answers, (asked, said) => {
      const first = answersKept(asked, { outcome: 'met', answers: said, photos: [] });
      if (!('kept' in first)) return;
      expect(reach(asked, first.kept.answers).errors).toEqual([]);
      expect(first.kept.photos).toEqual(photosIn(asked, first.kept.answers));
      expect(answersKept(asked, { outcome: 'met', ...first.kept })).toEqual(first);
    }),
  );
});
