import { signal } from '@preact/signals';
import {
  answerProposal,
  answerProposals,
  undoAnswer,
  undoAnswers,
  type AnswerWord,
  type Proposal,
  type ProposalSummary,
  type SeveralAnswered,
} from '../../shared/placeProposals.ts';
import type { LngLat } from '../../shared/geo.ts';
import { call } from '../api.ts';
import { createOpened } from '../ui/opened.ts';
import { select, selection } from '../ui/navigate.ts';

/** What the map shows of a proposal, or of stands. */
export interface ShownPlaces {
  moves: { from: LngLat | null; to: LngLat | null; thresholdM: number | null; sigmaM: number | null }[];
  /** Each person by a number of their own. */
  witnesses: { at: LngLat; person: number; isAnchor: boolean }[];
  walk: LngLat[];
}

/** What was answered last: one proposal by its name, or several. */
interface Said {
  answers: SeveralAnswered['answered'];
  name: string | null;
  word: AnswerWord | 'undone';
}

/** What visits taught can be answered with others; files and what reps say are looked at one by one. */
export function isForSeveral({ kind, state }: ProposalSummary): boolean {
  return kind === 'learned' && state === 'open';
}

/** The proposals that were listed last, what was answered last, and what the map shows of them. */
export class PlaceQueue {
  readonly items = signal<readonly ProposalSummary[]>([]);
  readonly said = signal<Said | null>(null);
  /** Of several that were answered at once, those that were left as they are. */
  readonly left = signal<SeveralAnswered['left']>([]);
  /** The proposals that are to be answered together. */
  readonly chosen = signal<ReadonlySet<string>>(new Set());
  /** Raised by each answer: what is shown is read again. */
  readonly version = signal(0);

  readonly shown = signal<ShownPlaces | null>(null);

  /** Opens the proposal so many places on, unanswered; at an end nothing happens. */
  step(proposalId: string, by: number): void {
    const items = this.items.peek();
    const next = items[items.findIndex((one) => one.proposalId === proposalId) + by];
    if (!next) return;
    if (this.said.peek()?.word === 'undone') this.said.value = null;
    select({ kind: 'proposal', id: next.proposalId });
  }

  /** Answers, and opens the next one. @throws ApiError */
  async answer(
    { proposalId, name }: Proposal,
    body: { word: AnswerWord; fromDay: string | null; reason: string | null },
  ): Promise<void> {
    const answered = await call(answerProposal, { params: { proposalId }, body });
    this.said.value = { answers: [{ proposalId, answerNo: answered.answers.at(-1)!.answerNo }], name, word: body.word };
    this.left.value = [];
    this.choose(proposalId, false);
    const items = this.items.peek();
    const at = items.findIndex((one) => one.proposalId === proposalId);
    const next = items[at + 1] ?? items[at - 1];
    this.items.value = items.filter((one) => one.proposalId !== proposalId);
    if (selection.peek()?.id === proposalId) select(next ? { kind: 'proposal', id: next.proposalId } : null);
    this.version.value += 1;
  }

  /** Adds a proposal to those that are answered together, or takes it away; `false` where it cannot be one of them. */
  choose(proposalId: string, isChosen = !this.chosen.peek().has(proposalId)): boolean {
    const one = this.items.peek().find((item) => item.proposalId === proposalId);
    if (isChosen && !(one && isForSeveral(one))) return false;
    const chosen = new Set(this.chosen.peek());
    if (isChosen) chosen.add(proposalId);
    else chosen.delete(proposalId);
    this.chosen.value = chosen;
    return true;
  }

  /** Answers those that are chosen, for one reason. @throws ApiError */
  async answerChosen(
    proposalIds: readonly string[],
    word: Exclude<AnswerWord, 'moved'>,
    reason: string | null,
  ): Promise<void> {
    const { answered, left } = await call(answerProposals, { body: { proposalIds: [...proposalIds], word, reason } });
    this.said.value = answered.length > 0 ? { answers: answered, name: null, word } : null;
    this.left.value = left;
    this.chosen.value = new Set();
    this.version.value += 1;
  }

  /** Takes the last answer back, of several all of them; one alone is opened again. @throws ApiError */
  async undo(): Promise<void> {
    const last = this.said.peek();
    if (!last || last.word === 'undone') return;
    const [{ proposalId, answerNo }] = last.answers as [Said['answers'][number]];
    if (last.name !== null) {
      await call(undoAnswer, { params: { proposalId }, body: { answerNo } });
      this.said.value = { ...last, word: 'undone' };
      select({ kind: 'proposal', id: proposalId });
    } else {
      const { answered, left } = await call(undoAnswers, { body: { answers: last.answers } });
      this.said.value = answered.length > 0 ? { ...last, answers: answered, word: 'undone' } : null;
      this.left.value = left;
    }
    this.version.value += 1;
  }
}

export const placeQueue = createOpened<PlaceQueue>();
