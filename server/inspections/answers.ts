// Pure: what of a finding's answers is kept, by the questionnaire that was asked; the same rule as on the page that asked.
import type { NewFinding } from '../../shared/findings.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import { answersToFile, photosIn, reach, type AnswerFault } from '../../shared/reach.ts';

const codes = {
  REQUIRED: 'ANSWER_MISSING',
  WRONG_KIND: 'ANSWER_WRONG_KIND',
  NOT_AN_OPTION: 'ANSWER_NOT_OFFERED',
  OUT_OF_RANGE: 'ANSWER_OUT_OF_RANGE',
  TOO_LONG: 'ANSWER_OUT_OF_RANGE', // the contract lets no longer text in
  NOT_APPLICABLE_NOT_OFFERED: 'ANSWER_ALWAYS_APPLIES',
  CHECK: 'ANSWER_DOES_NOT_FIT',
  PHOTO_NEEDED: 'ANSWER_NEEDS_PHOTO',
} as const satisfies Record<AnswerFault, string>;
export type AnswerCode = (typeof codes)[AnswerFault];

type Told = Pick<NewFinding, 'outcome' | 'answers' | 'photos'>;

/**
 * Questions that were not reached were not asked: neither what is said to them nor its photos are kept. Who met nobody asked nothing.
 * @param asked null: the case has no questions
 */
export function answersKept(
  asked: Questionnaire | null,
  { outcome, answers, photos }: Told,
): { kept: Pick<Told, 'answers' | 'photos'> } | { faults: { key: string; code: AnswerCode }[] } {
  if (outcome !== 'met' || asked === null) return { kept: { answers: {}, photos } };
  const { errors } = reach(asked, answers);
  if (errors.length > 0) return { faults: errors.map(({ key, fault }) => ({ key, code: codes[fault] })) };
  const kept = answersToFile(asked, answers);
  const named = photosIn(asked, kept);
  const dropped = new Set(photosIn(asked, answers).filter((sha256) => !named.includes(sha256)));
  const loose = photos.filter((sha256) => !dropped.has(sha256));
  return { kept: { answers: kept, photos: [...new Set([...named, ...loose])] } };
}
