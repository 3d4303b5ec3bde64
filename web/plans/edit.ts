import { computed, effect, signal, untracked } from '@preact/signals';
import { readPlan, type DayPlan, type DayPlanStop } from '../../shared/plans.ts';
import { editPlan, type PlanChange, type PlanDelta } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { createOpened } from '../ui/opened.ts';
import { back, begin, forth, isSame, shown, step, type Draft, type Steps } from './draft.ts';
import type { Drag } from './dragging.ts';
import type { Gift } from './gift.ts';

/** A plan that is open: as it is stored, as it is being changed, and what that would come to. */
export interface Edit {
  repId: string;
  day: string;
  stored: DayPlan;
  steps: Steps;
  /** What the server says of a draft. */
  trial: { of: Draft; change: PlanChange } | null;
}

/** What is being changed, by rep and day: kept while the desk is open, so that looking elsewhere loses nothing. */
export type Edits = Map<string, Edit>;

/** A short pause of the hand is the moment to ask what a change comes to. */
const TRY_AFTER_MS = 120;

/** A rep's plan of a day while it is changed by hand; what was being changed there before is there again. */
export class PlanEditing {
  readonly edit = signal<Edit | null>(null);
  readonly loading = signal(false);
  readonly busy = signal<'saving' | 'optimizing' | 'moving' | null>(null);
  readonly error = signal<unknown>(null);
  /** A sentence after something was done, and how to take it back; or why it was not. */
  readonly note = signal<{ text: string; takeBack: (() => void) | null; isRefusal?: true } | null>(null);
  readonly gift = signal<Gift | null>(null);
  readonly drag = signal<Drag | null>(null);

  readonly draft = computed(() => this.edit.value && shown(this.edit.value.steps));
  readonly isDirty = computed(() => this.edit.value !== null && hasDraft(this.edit.value));
  /** The plan as the draft would make it, once the server has said; until then the last that is known. */
  readonly planShown = computed<DayPlan | null>(
    () =>
      this.edit.value &&
      (this.isDirty.value ? (this.edit.value.trial?.change.plan ?? this.edit.value.stored) : this.edit.value.stored),
  );
  /** What the draft changes; null while it is not known. */
  readonly change = computed<PlanDelta | null>(() => {
    const now = this.edit.value;
    return now?.trial && this.isDirty.value && isSame(now.trial.of, shown(now.steps)) ? now.trial.change.change : null;
  });
  /** Of the stored plan; null: there is none. */
  readonly revision = computed(() => this.edit.value?.stored.revision ?? null);
  /** Which part of the panel is open. */
  readonly tab = signal<'stops' | 'due'>('stops');
  readonly visited = computed(() => this.edit.value?.stored.stops.filter((stop) => stop.visited).length ?? 0);
  /** The draft's stops in order, with what is known of their times. */
  readonly stops = computed<readonly DayPlanStop[]>(() => {
    const all = [...(this.edit.value?.stored.stops ?? []), ...(this.planShown.value?.stops ?? [])];
    const known = new Map(all.map((stop) => [stop.retailerId, stop]));
    const { order = [], pinned = [] } = this.draft.value ?? {};
    return order.flatMap((id) => (known.has(id) ? [{ ...known.get(id)!, pinned: pinned.includes(id) }] : []));
  });

  readonly repId: string;
  readonly day: string;
  private readonly edits: Edits;
  private readonly closing = new AbortController();

  constructor(repId: string, day: string, edits: Edits) {
    this.repId = repId;
    this.day = day;
    this.edits = edits;
    this.edit.value = this.kept() ?? null;
  }

  /** Reads the plan, and asks what each draft would change. Returns how to end it. */
  begin(): () => void {
    void this.read();
    const stop = this.followDraft();
    return () => {
      stop();
      this.closing.abort();
    };
  }

  /** Reads the plan again. A draft made from an older revision stays, and saving it will say so. */
  private async read(): Promise<void> {
    const { signal: closed } = this.closing;
    this.loading.value = true;
    try {
      const stored = await call(readPlan, { params: this.params, signal: closed });
      if (closed.aborted) return;
      const kept = this.kept();
      const isOfNow = kept?.stored.revision === stored.revision;
      if (kept && hasDraft(kept)) {
        if (isOfNow) this.edit.value = kept;
      } else
        this.show({
          ...this.params,
          stored,
          steps: kept && isOfNow ? kept.steps : begin(draftOf(stored)),
          trial: null,
        });
    } catch (error) {
      if (closed.aborted) return;
      if (error instanceof ApiError && error.code === 'NOT_FOUND') {
        this.edits.delete(this.key);
        this.edit.value = null;
      } else this.error.value = error;
    } finally {
      if (!closed.aborted) this.loading.value = false;
    }
  }

  /** What somebody else stored; a draft stays until it is given up. */
  hear(): void {
    if (!this.busy.peek() && !this.isDirty.peek()) void this.read();
  }

  /** Gives up the draft and shows what is stored now. */
  async reload(): Promise<void> {
    if (!this.edit.peek()) return;
    this.edits.delete(this.key);
    this.error.value = null;
    await this.read();
  }

  take(next: Draft): void {
    const now = this.edit.peek();
    if (now) this.show({ ...now, steps: step(now.steps, next) });
    this.note.value = null;
  }

  readonly undo = (): void => {
    const now = this.edit.peek();
    if (now) this.show({ ...now, steps: back(now.steps) });
  };

  readonly redo = (): void => {
    const now = this.edit.peek();
    if (now) this.show({ ...now, steps: forth(now.steps) });
  };

  discard(): void {
    const now = this.edit.peek();
    if (now) this.take(draftOf(now.stored));
    this.error.value = null;
  }

  /** Puts what is neither visited nor pinned into the best order: a step like any other, to be saved or undone. */
  optimize(): Promise<void> {
    return this.doing('optimizing', async () => {
      const now = this.edit.peek()!;
      const wanted = shown(now.steps);
      const tried = await call(editPlan, {
        params: this.params,
        body: { ...bodyOf(now, wanted), optimize: true, dryRun: true },
      });
      const next: Draft = { ...wanted, order: tried.plan.stops.map((stop) => stop.retailerId) };
      const latest = this.edit.peek();
      if (latest && isSame(shown(latest.steps), wanted))
        this.show({ ...latest, steps: step(latest.steps, next), trial: { of: next, change: tried } });
    });
  }

  save(saidSaved: string, more: Partial<Draft> = {}): Promise<void> {
    return this.doing('saving', async () => {
      const now = this.edit.peek()!;
      const wanted = { ...shown(now.steps), ...more };
      const { plan } = await call(editPlan, { params: this.params, body: bodyOf(now, wanted) });
      // the steps stay: undone after saving, the old order is a draft again
      this.show({ ...now, stored: plan, steps: step(now.steps, draftOf(plan)), trial: null });
      this.note.value = { text: saidSaved, takeBack: null };
    });
  }

  /** Shows what was stored by an act on two plans: its steps begin anew. */
  stored(plan: DayPlan): void {
    this.show({ ...this.params, stored: plan, steps: begin(draftOf(plan)), trial: null });
  }

  /** One act at a time; what it fails with is shown. */
  async doing(what: 'saving' | 'optimizing' | 'moving', work: () => Promise<void>): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = what;
    this.error.value = null;
    try {
      await work();
    } catch (error) {
      this.error.value = error;
    } finally {
      this.busy.value = null;
    }
  }

  private followDraft(): () => void {
    return effect(() => {
      const now = this.edit.value;
      const wanted = this.draft.value;
      if (!now || !wanted || !this.isDirty.value || (now.trial && isSame(now.trial.of, wanted))) return;
      const cancel = new AbortController();
      const timer = setTimeout(() => untracked(() => void this.try(now, wanted, cancel.signal)), TRY_AFTER_MS);
      return () => {
        clearTimeout(timer);
        cancel.abort();
      };
    });
  }

  private async try(now: Edit, wanted: Draft, cancelled: AbortSignal): Promise<void> {
    try {
      const body = { ...bodyOf(now, wanted), dryRun: true };
      const tried = await call(editPlan, { params: this.params, body, signal: cancelled });
      const latest = this.edit.peek();
      if (!cancelled.aborted && latest) this.show({ ...latest, trial: { of: wanted, change: tried } });
    } catch (error) {
      if (!cancelled.aborted) this.error.value = error;
    }
  }

  private show(next: Edit): void {
    this.edits.set(this.key, next);
    this.edit.value = next;
  }

  private kept(): Edit | undefined {
    return this.edits.get(this.key);
  }

  private get key(): string {
    return `${this.repId} ${this.day}`;
  }

  private get params(): { repId: string; day: string } {
    return { repId: this.repId, day: this.day };
  }
}

/** The plan that the panel shows. */
export const planEditing = createOpened<PlanEditing>();

function draftOf({ stops, locked }: DayPlan): Draft {
  return {
    order: stops.map((stop) => stop.retailerId),
    pinned: stops.filter((stop) => stop.pinned).map((stop) => stop.retailerId),
    locked,
  };
}

function hasDraft({ steps, stored }: Edit): boolean {
  return !isSame(shown(steps), draftOf(stored));
}

const bodyOf = ({ stored }: Edit, { order, pinned, locked }: Draft) => ({
  revision: stored.revision,
  retailerIds: [...order],
  pinned: [...pinned],
  locked,
});
