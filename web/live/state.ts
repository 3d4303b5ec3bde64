// Pure: a day as the watcher knows it, and what each event does to it.
import type { LiveEvent, Snapshot } from '../../shared/live.ts';
import { isLeap, isNewerPosition } from '../../shared/positions.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { DayView, Rep } from '../ui/day.ts';

export function fromSnapshot(snapshot: Snapshot): DayView {
  return {
    day: snapshot.day,
    units: snapshot.units,
    reps: new Map(snapshot.reps.map((rep) => [rep.repId, rep])),
    territories: snapshot.territories,
    plans: new Map(snapshot.plans.map((plan) => [plan.repId, plan])),
    visits: new Map(snapshot.visits.map((visit) => [visit.visitId, visit])),
  };
}

/**
 * The day after some events. The same event again changes nothing, and an older position or an earlier
 * stage of a visit never replaces a later one: what was buffered while the snapshot was read may be older than it.
 */
export function applyEvents(view: DayView, events: readonly LiveEvent[]): DayView {
  // Copied when first changed: what depends on visits alone need not look again because somebody moved.
  let reps: Map<string, Rep> | null = null;
  let visits: Map<string, VisitSummary> | null = null;
  for (const event of events) {
    if (event.kind === 'positions') {
      for (const position of event.positions) {
        const rep = (reps ?? view.reps).get(position.repId);
        if (!rep || !isNewerPosition(position, rep.last) || isLeap(position, rep.last)) continue;
        (reps ??= new Map(view.reps)).set(position.repId, { ...rep, last: position });
      }
    } else if (event.kind === 'visit' && event.visit.day === view.day) {
      const old = (visits ?? view.visits).get(event.visit.visitId);
      if (old && stage(old) > stage(event.visit)) continue;
      (visits ??= new Map(view.visits)).set(event.visit.visitId, event.visit);
    }
  }
  return reps || visits ? { ...view, reps: reps ?? view.reps, visits: visits ?? view.visits } : view;
}

/** A visit goes one way: started, ended, judged; a new judgement may follow an old one. */
function stage(visit: VisitSummary): number {
  return visit.state === 'open' ? 0 : visit.state === 'waiting' ? 1 : 2;
}

/** What an event says must be read again, because it carries only that it changed. */
export function staleParts(
  view: DayView,
  events: readonly LiveEvent[],
): { plans: boolean; retailers: boolean; territories: boolean } {
  return {
    plans: events.some((event) => event.kind === 'plan' && event.day === view.day),
    retailers: events.some((event) => event.kind === 'retailers' || event.kind === 'territories'),
    territories: events.some((event) => event.kind === 'territories'),
  };
}
