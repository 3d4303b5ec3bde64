import { computed, effect, signal, untracked } from '@preact/signals';
import { readPlan, type DayPlan, type DayPlanStop } from '../../shared/plans.ts';
import { editPlan, moveStop, type MovedStop, type PlanChange, type PlanDelta } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { back, begin, forth, isSame, shown, step, type Draft, type Steps } from './draft.ts';

/** A plan that is open: as it is stored, as it is being changed, and what that would come to. */
export interface Edit {
  repId: string;
  day: string;
  stored: DayPlan;
  steps: Steps;
  /** What the server says of a draft. */
  trial: { of: Draft; change: PlanChange } | null;
}

/** Kept while the page is: looking elsewhere loses nothing. */
const edits = new Map<string, Edit>();
const keyOf = (repId: string, day: string) => `${repId} ${day}`;

export const edit = signal<Edit | null>(null);
export const loading = signal(false);
export const busy = signal<'saving' | 'optimizing' | 'moving' | null>(null);
export const editError = signal<unknown>(null);
/** A sentence after something was done, and how to take it back. */
export const note = signal<{ text: string; takeBack: (() => void) | null } | null>(null);
/** A stop on its way to another rep, with what that would change. */
export const gift = signal<{ stop: DayPlanStop; toRepId: string; toRevision: number | null; tried: MovedStop } | null>(
  null,
);

export const draft = computed(() => edit.value && shown(edit.value.steps));
export const isDirty = computed(
  () => edit.value !== null && !isSame(shown(edit.value.steps), draftOf(edit.value.stored)),
);
/** The plan as the draft would make it, once the server has said; until then the last that is known. */
export const planShown = computed<DayPlan | null>(
  () => edit.value && (isDirty.value ? (edit.value.trial?.change.plan ?? edit.value.stored) : edit.value.stored),
);
/** What the draft changes; null while it is not known. */
export const change = computed<PlanDelta | null>(() =>
  edit.value?.trial && isDirty.value && isSame(edit.value.trial.of, shown(edit.value.steps))
    ? edit.value.trial.change.change
    : null,
);
export const visited = computed(() => edit.value?.stored.stops.filter((stop) => stop.visited).length ?? 0);

/** The draft's stops in order, with what is known of their times. */
export const stops = computed<readonly DayPlanStop[]>(() => {
  const known = new Map(
    [...(edit.value?.stored.stops ?? []), ...(planShown.value?.stops ?? [])].map((stop) => [stop.retailerId, stop]),
  );
  const wanted = draft.value;
  return (
    wanted?.order.flatMap((id) => (known.has(id) ? [{ ...known.get(id)!, pinned: wanted.pinned.includes(id) }] : [])) ??
    []
  );
});

function draftOf({ stops: all, locked }: DayPlan): Draft {
  return {
    order: all.map((stop) => stop.retailerId),
    pinned: all.filter((stop) => stop.pinned).map((stop) => stop.retailerId),
    locked,
  };
}

function show(next: Edit): void {
  edits.set(keyOf(next.repId, next.day), next);
  const now = edit.peek();
  if (!now || (now.repId === next.repId && now.day === next.day)) edit.value = next;
}

/** Opens a rep's plan of a day; what was being changed there is there again. Returns how to leave it. */
export function openPlan(repId: string, day: string): () => void {
  const cancel = new AbortController();
  edit.value = edits.get(keyOf(repId, day)) ?? null;
  editError.value = gift.value = note.value = null;
  void read(repId, day, cancel.signal);
  return () => {
    cancel.abort();
    edit.value = null;
  };
}

/** Reads the plan again. A draft made from an older revision stays, and saving it will say so. */
async function read(repId: string, day: string, asked?: AbortSignal): Promise<void> {
  loading.value = true;
  try {
    const stored = await call(readPlan, { params: { repId, day }, signal: asked });
    const kept = edits.get(keyOf(repId, day));
    const isKept = kept && !isSame(shown(kept.steps), draftOf(kept.stored)) && kept.stored.revision === stored.revision;
    if (!asked?.aborted) {
      if (isKept) edit.value = kept;
      else if (!kept || !hasDraft(kept))
        show({
          repId,
          day,
          stored,
          steps: kept && kept.stored.revision === stored.revision ? kept.steps : begin(draftOf(stored)),
          trial: null,
        });
    }
  } catch (error) {
    if (asked?.aborted) return;
    if (error instanceof ApiError && error.code === 'NOT_FOUND') edits.delete(keyOf(repId, day));
    else editError.value = error;
    if (error instanceof ApiError && error.code === 'NOT_FOUND') edit.value = null;
  } finally {
    if (!asked?.aborted) loading.value = false;
  }
}

function hasDraft({ steps, stored }: Edit): boolean {
  return !isSame(shown(steps), draftOf(stored));
}

/** What somebody else stored; a draft stays until it is given up. */
export function planHeard(repId: string, day: string): void {
  const now = edit.peek();
  if (busy.peek() || (now && hasDraft(now))) return;
  void read(repId, day);
}

/** Gives up the draft and shows what is stored now. */
export async function reload(): Promise<void> {
  const now = edit.peek();
  if (!now) return;
  edits.delete(keyOf(now.repId, now.day));
  editError.value = null;
  await read(now.repId, now.day);
}

export function take(next: Draft): void {
  const now = edit.peek();
  if (now) show({ ...now, steps: step(now.steps, next) });
  note.value = null;
}

export function undoStep(): void {
  const now = edit.peek();
  if (now) show({ ...now, steps: back(now.steps) });
}

export function redoStep(): void {
  const now = edit.peek();
  if (now) show({ ...now, steps: forth(now.steps) });
}

export function discard(): void {
  const now = edit.peek();
  if (now) take(draftOf(now.stored));
  editError.value = null;
}

const bodyOf = ({ stored }: Edit, { order, pinned, locked }: Draft) => ({
  revision: stored.revision,
  retailerIds: [...order],
  pinned: [...pinned],
  locked,
});

/** A short pause of the hand is the moment to ask what a change comes to. */
const TRY_AFTER_MS = 120;

/** Asks what each draft would change, while a plan is open. */
export function followDraft(): () => void {
  return effect(() => {
    const now = edit.value;
    const wanted = draft.value;
    if (!now || !wanted || !isDirty.value || (now.trial && isSame(now.trial.of, wanted))) return;
    const cancel = new AbortController();
    const timer = setTimeout(
      () =>
        void untracked(async () => {
          try {
            const tried = await call(editPlan, {
              params: { repId: now.repId, day: now.day },
              body: { ...bodyOf(now, wanted), dryRun: true },
              signal: cancel.signal,
            });
            const latest = edit.peek();
            if (!cancel.signal.aborted && latest) show({ ...latest, trial: { of: wanted, change: tried } });
          } catch (error) {
            if (!cancel.signal.aborted) editError.value = error;
          }
        }),
      TRY_AFTER_MS,
    );
    return () => {
      clearTimeout(timer);
      cancel.abort();
    };
  });
}

async function doing(what: 'saving' | 'optimizing' | 'moving', work: () => Promise<void>): Promise<void> {
  if (busy.peek()) return;
  busy.value = what;
  editError.value = null;
  try {
    await work();
  } catch (error) {
    editError.value = error;
  } finally {
    busy.value = null;
  }
}

/** Puts what is neither visited nor pinned into the best order: a step like any other, to be saved or undone. */
export function optimize(): Promise<void> {
  return doing('optimizing', async () => {
    const now = edit.peek()!;
    const wanted = shown(now.steps);
    const tried = await call(editPlan, {
      params: { repId: now.repId, day: now.day },
      body: { ...bodyOf(now, wanted), optimize: true, dryRun: true },
    });
    const next: Draft = { ...wanted, order: tried.plan.stops.map((stop) => stop.retailerId) };
    const latest = edit.peek();
    if (latest && isSame(shown(latest.steps), wanted))
      show({ ...latest, steps: step(latest.steps, next), trial: { of: next, change: tried } });
  });
}

export function save(saidSaved: string, more: Partial<Draft> = {}): Promise<void> {
  return doing('saving', async () => {
    const now = edit.peek()!;
    const wanted = { ...shown(now.steps), ...more };
    const { plan } = await call(editPlan, { params: { repId: now.repId, day: now.day }, body: bodyOf(now, wanted) });
    // the steps stay: undone after saving, the old order is a draft again
    show({ ...now, stored: plan, steps: step(now.steps, draftOf(plan)), trial: null });
    note.value = { text: saidSaved, takeBack: null };
  });
}

/** Asks what giving a stop to another rep would change. */
export function offer(stop: DayPlanStop, toRepId: string): Promise<void> {
  return doing('moving', async () => {
    const now = edit.peek()!;
    const toRevision = await revisionOf(toRepId, now.day);
    const tried = await call(moveStop, {
      body: {
        day: now.day,
        retailerId: stop.retailerId,
        from: { repId: now.repId, revision: now.stored.revision },
        to: { repId: toRepId, revision: toRevision },
        dryRun: true,
      },
    });
    gift.value = { stop, toRepId, toRevision, tried };
  });
}

async function revisionOf(repId: string, day: string): Promise<number | null> {
  try {
    return (await call(readPlan, { params: { repId, day } })).revision;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/** Gives the stop away, and leaves a way to take it back to where it was. */
export function give(saidGiven: string, saidBack: string): Promise<void> {
  return doing('moving', async () => {
    const now = edit.peek()!;
    const { stop, toRepId, toRevision } = gift.peek()!;
    const place = now.stored.stops.findIndex((other) => other.retailerId === stop.retailerId) + 1;
    const done = await call(moveStop, {
      body: {
        day: now.day,
        retailerId: stop.retailerId,
        from: { repId: now.repId, revision: now.stored.revision },
        to: { repId: toRepId, revision: toRevision },
      },
    });
    gift.value = null;
    show({ ...now, stored: done.from.plan, steps: begin(draftOf(done.from.plan)), trial: null });
    const takeBack = () =>
      void doing('moving', async () => {
        const back = await call(moveStop, {
          body: {
            day: now.day,
            retailerId: stop.retailerId,
            from: { repId: toRepId, revision: done.to.plan.revision },
            to: { repId: now.repId, revision: done.from.plan.revision },
            place,
          },
        });
        show({ ...now, stored: back.to.plan, steps: begin(draftOf(back.to.plan)), trial: null });
        note.value = { text: saidBack, takeBack: null };
      });
    note.value = { text: saidGiven, takeBack };
  });
}
