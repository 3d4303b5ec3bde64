import { signal } from '@preact/signals';
import { decideVisit, listVisits, withdrawDecision, type DecisionWord, type VisitDetail } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { select, selection } from '../ui/navigate.ts';

/** The visits that were listed last, in their order: what 'next' and 'previous' walk through. */
export const queue = signal<readonly string[]>([]);

/** There are more behind them that are not listed yet. */
export const isMoreQueued = signal(false);

/** The last decision that this page made: offered to be taken back until the next one. */
export const decided = signal<{
  visitId: string;
  retailerName: string;
  decisionNo: number;
  word: DecisionWord | 'withdrawn';
} | null>(null);

/** A case that was opened by its link has no list around it: the review queue is read, with the case before it where it is not in there. */
export async function ensureQueue(visitId: string, unitId: string | null): Promise<void> {
  if (queue.peek().includes(visitId)) return;
  const { items, next } = await call(listVisits, { query: { unitId, review: 'open', limit: 200 } });
  const ids = items.map((visit) => visit.visitId);
  if (queue.peek().includes(visitId)) return;
  queue.value = ids.includes(visitId) ? ids : [visitId, ...ids];
  isMoreQueued.value = next !== null;
}

/** Opens the case so many places on; at an end nothing happens. */
export function step(visitId: string, by: number): void {
  const at = queue.peek().indexOf(visitId);
  const next = at < 0 ? undefined : queue.peek()[at + by];
  if (next) select({ kind: 'visit', id: next });
}

/** Decides, and opens the next case; after the last one the list is shown again. Throws ApiError. */
export async function decide(visit: VisitDetail, word: DecisionWord, note: string): Promise<void> {
  const { visitId } = visit;
  await call(decideVisit, {
    params: { visitId },
    body: { word, note, verdictNo: visit.verdicts.at(-1)!.verdictNo },
  });
  decided.value = {
    visitId,
    retailerName: visit.retailerName,
    decisionNo: (visit.decisions.at(-1)?.decisionNo ?? 0) + 1,
    word,
  };
  const ids = queue.peek();
  const at = ids.indexOf(visit.visitId);
  const next = ids[at + 1] ?? ids.slice(0, Math.max(0, at))[0];
  queue.value = ids.filter((id) => id !== visit.visitId);
  if (selection.peek()?.id === visit.visitId) select(next ? { kind: 'visit', id: next } : null);
}

/** Takes the last decision back and opens its case again, where it stood. Throws ApiError. */
export async function undoDecision(): Promise<void> {
  const last = decided.peek();
  if (!last || last.word === 'withdrawn') return;
  await call(withdrawDecision, { params: { visitId: last.visitId }, body: { decisionNo: last.decisionNo } });
  decided.value = { ...last, word: 'withdrawn' };
  if (!queue.peek().includes(last.visitId)) queue.value = [last.visitId, ...queue.peek()];
  select({ kind: 'visit', id: last.visitId });
}
