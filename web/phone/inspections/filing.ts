// Pure: a finding as it grows on the phone, and what is sent of it.
import type { z } from 'zod';
import type { InspectorPress, MyCase, NewFinding, Outcome } from '../../../shared/findings.ts';
import type { Answers, Questionnaire } from '../../../shared/questions.ts';
import { answersToFile, photosIn, reach, type AnswerFault } from '../../../shared/reach.ts';
import type { Failed, FailureCode } from '../../apiError.ts';

export type Press = z.input<typeof InspectorPress>;

/** A finding that is being made; each change of it is on the phone's disk. Once filed it is kept for a day, to be corrected. */
export interface Draft {
  personId: string;
  caseId: string;
  /** The case as it was read: it may be somebody else's by the time it is filed. */
  of: MyCase;
  /** Made here, so that a finding that is sent twice is one. */
  findingId: string;
  arrive: Press | null;
  outcome: Outcome | null;
  answers: Answers;
  /** Photos that belong to no question. */
  loose: readonly string[];
  note: string;
  filedAt: string | null;
}

interface Waits {
  /** The order of making; given by the store. */
  seq?: number;
  personId: string;
  caseId: string;
  retailerName: string;
  /** Why the server did not take it; a person decides what becomes of it. */
  refused: FailureCode | null;
  why?: Failed;
}

export interface WaitingFinding extends Waits {
  body: z.input<typeof NewFinding>;
}

/** A new draft; of one that was filed, its correction. */
export function begun(before: Draft | null, of: MyCase, personId: string, findingId: string): Draft {
  const { arrive = null, outcome = null, answers = {}, loose = [], note = '' } = before ?? {};
  return { personId, caseId: of.caseId, of, findingId, arrive, outcome, answers, loose, note, filedAt: null };
}

/** The questions that are asked: of nobody whom the inspector did not meet. */
export function askedOf(draft: Draft, questionnaire: Questionnaire | null): Questionnaire | null {
  return draft.outcome === 'met' ? questionnaire : null;
}

/** What keeps a finding from being filed; `null` is the outcome itself. */
export function missingIn(
  draft: Draft,
  questionnaire: Questionnaire | null,
): { key: string; fault: AnswerFault }[] | null {
  if (draft.outcome === null) return null;
  const asked = askedOf(draft, questionnaire);
  return asked ? reach(asked, draft.answers).errors : [];
}

/** What is sent: answers to questions that are asked, and no others. */
export function findingOf(
  draft: Draft,
  questionnaire: Questionnaire | null,
  leave: Press | null,
): WaitingFinding['body'] {
  const asked = askedOf(draft, questionnaire);
  const answers = asked ? answersToFile(asked, draft.answers) : {};
  return {
    findingId: draft.findingId,
    outcome: draft.outcome!,
    arrive: draft.arrive,
    leave,
    questionnaire: asked ? draft.of.questionnaire : null,
    answers,
    photos: asked ? photosIn(asked, answers) : [...draft.loose],
    note: draft.note.trim() === '' ? null : draft.note,
  };
}
