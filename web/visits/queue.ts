import { signal } from '@preact/signals';
import { decideVisit, listVisits, withdrawDecision, type DecisionWord, type VisitDetail } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { createOpened } from '../ui/opened.ts';
import { select, selection } from '../ui/navigate.ts';

/** The visits that were listed last, and what was decided of them. */
export class CaseQueue {
  /** In the order of the list: what 'next' and 'previous' walk through. */
  readonly ids = signal<readonly string[]>([]);
  /** There are more behind them that are not listed yet. */
  readonly hasMore = signal(false);
  /** The last decision that this page made: offered to be taken back until the next one. */
  readonly decided = signal<{
    visitId: string;
    retailerName: string;
    decisionNo: number;
    word: DecisionWord | 'withdrawn';
  } | null>(null);

  /** A case that was opened by its link has no list around it: the review queue is read, with the case before it where it is not in there. */
  async ensure(visitId: string, unitId: string | null): Promise<void> {
    if (this.ids.peek().includes(visitId)) return;
    const { items, next } = await call(listVisits, { query: { unitId, review: 'open', limit: 200 } });
    const ids = items.map((visit) => visit.visitId);
    if (this.ids.peek().includes(visitId)) return;
    this.ids.value = ids.includes(visitId) ? ids : [visitId, ...ids];
    this.hasMore.value = next !== null;
  }

  /** Opens the case so many places on; at an end nothing happens. */
  step(visitId: string, by: number): void {
    const at = this.ids.peek().indexOf(visitId);
    const next = at < 0 ? undefined : this.ids.peek()[at + by];
    if (next) select({ kind: 'visit', id: next });
  }

  /** Decides, and opens the next case; after the last one the list is shown again. Throws ApiError. */
  async decide(visit: VisitDetail, word: DecisionWord, note: string): Promise<void> {
    const { visitId, retailerName } = visit;
    await call(decideVisit, { params: { visitId }, body: { word, note, verdictNo: visit.verdicts.at(-1)!.verdictNo } });
    const decisionNo = (visit.decisions.at(-1)?.decisionNo ?? 0) + 1;
    this.decided.value = { visitId, retailerName, decisionNo, word };
    const ids = this.ids.peek();
    const at = ids.indexOf(visitId);
    const next = ids[at + 1] ?? ids.slice(0, Math.max(0, at))[0];
    this.ids.value = ids.filter((id) => id !== visitId);
    if (selection.peek()?.id === visitId) select(next ? { kind: 'visit', id: next } : null);
  }

  /** Takes the last decision back and opens its case again, where it stood. Throws ApiError. */
  async undo(): Promise<void> {
    const last = this.decided.peek();
    if (!last || last.word === 'withdrawn') return;
    await call(withdrawDecision, { params: { visitId: last.visitId }, body: { decisionNo: last.decisionNo } });
    this.decided.value = { ...last, word: 'withdrawn' };
    if (!this.ids.peek().includes(last.visitId)) this.ids.value = [last.visitId, ...this.ids.peek()];
    select({ kind: 'visit', id: last.visitId });
  }
}

/** The queue of the desk: a list and the case that is opened from it are seldom shown together. */
export const caseQueue = createOpened<CaseQueue>();
