import { computed, effect, signal } from '@preact/signals';
import { readPlanDue, type DueStop, type PlanDue } from '../../shared/planDue.ts';
import { makePlan } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { createOpened } from '../ui/opened.ts';
import { inserted } from './draft.ts';
import type { PlanEditing } from './edit.ts';

export type DueFilter = 'all' | 'overdue' | 'never' | 'calendar';
export type DueSort = 'due' | 'detour';
export const dueFilters: readonly DueFilter[] = ['all', 'overdue', 'never', 'calendar'];
export const dueSorts: readonly DueSort[] = ['due', 'detour'];

const ASK_AFTER_MS = 250;
/** As many as the server plans for a day. */
export const MOST_STOPS = 200;

/** Who could be added to the plan that is open: read when it is looked at, and again whenever the stored plan is another. */
export class DueList {
  readonly found = signal<PlanDue | null>(null);
  readonly error = signal<unknown>(null);
  readonly q = signal('');
  readonly filter = signal<DueFilter>('all');
  readonly sort = signal<DueSort>('due');

  /** Those that the reader wants to see, without those that the draft has by now. */
  readonly shown = computed<readonly DueStop[]>(() => {
    const isThere = new Set(this.editing.draft.value?.order);
    const wanted = (this.found.value?.items ?? []).filter(
      (stop) => !isThere.has(stop.retailerId) && (this.q.value !== '' || isLike(stop, this.filter.value)),
    );
    if (this.sort.value === 'due') return wanted;
    return [...wanted].sort((a, b) => (a.cost?.travelS ?? Infinity) - (b.cost?.travelS ?? Infinity));
  });

  private readonly editing: PlanEditing;

  constructor(editing: PlanEditing) {
    this.editing = editing;
  }

  /** Returns how to end it. */
  begin(): () => void {
    return effect(() => {
      const q = this.q.value.trim();
      const { repId, day } = this.editing;
      void this.editing.revision.value;
      const cancel = new AbortController();
      const timer = setTimeout(() => void this.read(repId, day, q, cancel.signal), q === '' ? 0 : ASK_AFTER_MS);
      return () => {
        clearTimeout(timer);
        cancel.abort();
      };
    });
  }

  /** Puts a stop where it costs least, as a step of the draft; without a plan of that day it is the first of one. */
  async add({ retailerId, cost }: DueStop): Promise<number> {
    const { editing } = this;
    const now = editing.edit.peek();
    if (!now) {
      const { repId, day } = editing;
      await editing.doing('saving', async () =>
        editing.stored(await call(makePlan, { body: { repId, day, retailerIds: [retailerId] } })),
      );
      return 1;
    }
    const before = cost && now.stored.stops[cost.place - 2]?.retailerId;
    const next = inserted(editing.draft.peek()!, retailerId, before ?? null, editing.visited.peek());
    editing.take(next);
    return next.order.indexOf(retailerId) + 1;
  }

  private async read(repId: string, day: string, q: string, cancelled: AbortSignal): Promise<void> {
    try {
      const query = q === '' ? {} : { q };
      const found = await call(readPlanDue, { params: { repId, day }, query, signal: cancelled });
      if (cancelled.aborted) return;
      this.found.value = found;
      this.error.value = null;
    } catch (error) {
      if (!cancelled.aborted) this.error.value = error;
    }
  }
}

export function isLike({ overdueDays, lastDay, calendar }: DueStop, filter: DueFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'overdue':
      return isOverdue({ overdueDays });
    case 'never':
      return lastDay === null;
    case 'calendar':
      return calendar !== null;
  }
}

export function isOverdue({ overdueDays }: Pick<DueStop, 'overdueDays'>): boolean {
  return overdueDays !== null && overdueDays > 0;
}

/** The list that the panel shows. */
export const dueList = createOpened<DueList>();
