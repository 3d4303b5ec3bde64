import { signal } from '@preact/signals';
import {
  answerProposal,
  undoAnswer,
  type AnswerWord,
  type Proposal,
  type ProposalSummary,
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

/** The proposals that were listed last, what was answered last, and what the map shows of them. */
export class PlaceQueue {
  readonly items = signal<readonly ProposalSummary[]>([]);
  readonly said = signal<{ proposalId: string; name: string; answerNo: number; word: AnswerWord | 'undone' } | null>(
    null,
  );
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
    this.said.value = { proposalId, name, answerNo: answered.answers.at(-1)!.answerNo, word: body.word };
    const items = this.items.peek();
    const at = items.findIndex((one) => one.proposalId === proposalId);
    const next = items[at + 1] ?? items[at - 1];
    this.items.value = items.filter((one) => one.proposalId !== proposalId);
    if (selection.peek()?.id === proposalId) select(next ? { kind: 'proposal', id: next.proposalId } : null);
    this.version.value += 1;
  }

  /** Takes the last answer back, and opens its proposal again. @throws ApiError */
  async undo(): Promise<void> {
    const last = this.said.peek();
    if (!last || last.word === 'undone') return;
    await call(undoAnswer, { params: { proposalId: last.proposalId }, body: { answerNo: last.answerNo } });
    this.said.value = { ...last, word: 'undone' };
    this.version.value += 1;
    select({ kind: 'proposal', id: last.proposalId });
  }
}

export const placeQueue = createOpened<PlaceQueue>();
