import { readPlan, type DayPlanStop } from '../../shared/plans.ts';
import { moveStop, type MovedStop } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import type { PlanEditing } from './edit.ts';

/** A stop on its way to another rep, with what that would change. */
export interface Gift {
  stop: DayPlanStop;
  toRepId: string;
  /** null: they have no plan yet. */
  toRevision: number | null;
  tried: MovedStop;
}

/** Asks what giving a stop to another rep would change. */
export function offer(editing: PlanEditing, stop: DayPlanStop, toRepId: string): Promise<void> {
  return editing.doing('moving', async () => {
    const { repId, day, stored } = editing.edit.peek()!;
    const toRevision = await revisionOf(toRepId, day);
    const tried = await call(moveStop, {
      body: {
        day,
        retailerId: stop.retailerId,
        from: { repId, revision: stored.revision },
        to: { repId: toRepId, revision: toRevision },
        dryRun: true,
      },
    });
    editing.gift.value = { stop, toRepId, toRevision, tried };
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
export function give(editing: PlanEditing, saidGiven: string, saidBack: string): Promise<void> {
  return editing.doing('moving', async () => {
    const { repId, day, stored } = editing.edit.peek()!;
    const { stop, toRepId, toRevision } = editing.gift.peek()!;
    const { retailerId } = stop;
    const place = stored.stops.findIndex((other) => other.retailerId === retailerId) + 1;
    const given = await call(moveStop, {
      body: {
        day,
        retailerId,
        from: { repId, revision: stored.revision },
        to: { repId: toRepId, revision: toRevision },
      },
    });
    editing.gift.value = null;
    editing.stored(given.from.plan);
    const takeBack = () =>
      void editing.doing('moving', async () => {
        const taken = await call(moveStop, {
          body: {
            day,
            retailerId,
            from: { repId: toRepId, revision: given.to.plan.revision },
            to: { repId, revision: given.from.plan.revision },
            place,
          },
        });
        editing.stored(taken.to.plan);
        editing.note.value = { text: saidBack, takeBack: null };
      });
    editing.note.value = { text: saidGiven, takeBack };
  });
}
