// Pure: what a moment of a day looked like: what was pressed by then, what each retailer was, and who did what.
import type { Plan } from '../../shared/plans.ts';
import type { Stay } from '../../shared/tracks.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { DayMark } from '../map/scene.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { lastUntil, stayAt, whereAt, type Track, type Whereabouts } from './track.ts';

/** The presses of a day; seconds are since its beginning, and a visit that was never ended is open until the day is over. */
export interface DayPresses {
  /** By their start. */
  visits: readonly { visit: VisitSummary; fromS: number; untilS: number }[];
  /** All presses by time: between two of them nothing on the map changes. */
  pressS: readonly number[];
  lastsS: number;
}

export function readPresses(visits: Iterable<VisitSummary>, fromMs: number, untilMs: number): DayPresses {
  const secondsOf = (at: string) => (Date.parse(at) - fromMs) / 1000;
  const lastsS = (untilMs - fromMs) / 1000;
  const read = [...visits].map((visit) => ({
    visit,
    fromS: secondsOf(visit.startedAt),
    untilS: visit.endedAt === null ? lastsS : secondsOf(visit.endedAt),
  }));
  read.sort((a, b) => a.fromS - b.fromS || (a.visit.visitId < b.visit.visitId ? -1 : 1));
  return { visits: read, pressS: read.flatMap((one) => [one.fromS, one.untilS]).sort((a, b) => a - b), lastsS };
}

/** How many presses had been made: the same number is the same map. */
export function pressesUntil({ pressS, lastsS }: DayPresses, momentS: number): number {
  return momentS >= lastsS ? pressS.length + 1 : lastUntil(pressS, momentS) + 1;
}

/** What a visit was at a moment: under way until its end was pressed, then what was judged of it. */
export function stateAt(one: DayPresses['visits'][number], momentS: number): DayState {
  return momentS < one.untilS ? 'open' : one.visit.state;
}

/** One mark a retailer, as on the live map: its latest visit by then decides, else that it is planned; missed only when the day is over. */
export function marksAt(plans: Iterable<Plan>, presses: DayPresses, momentS: number): DayMark[] {
  const marks = new Map<string, DayMark>();
  for (const one of presses.visits) {
    if (one.fromS > momentS) break;
    marks.set(one.visit.retailerId, {
      retailerId: one.visit.retailerId,
      position: one.visit.retailerPosition,
      state: stateAt(one, momentS),
    });
  }
  for (const plan of plans) {
    for (const stop of plan.stops) {
      if (!marks.has(stop.retailerId))
        marks.set(stop.retailerId, {
          retailerId: stop.retailerId,
          position: stop.position,
          state: momentS >= presses.lastsS ? 'missed' : 'planned',
        });
    }
  }
  return [...marks.values()];
}

export function countStates(marks: readonly DayMark[]): Record<DayState, number> {
  const counts: Record<DayState, number> = {
    planned: 0,
    open: 0,
    waiting: 0,
    valid: 0,
    suspect: 0,
    invalid: 0,
    unverifiable: 0,
    missed: 0,
    other: 0,
  };
  for (const mark of marks) counts[mark.state] += 1;
  return counts;
}

/** A rep at a moment: in a visit, at a stop, on the way, last seen some time ago, or not heard of yet. */
export interface RepMoment {
  repId: string;
  name: string;
  track: Track | null;
  where: Whereabouts | null;
  did: 'visit' | 'stop' | 'way' | 'lastSeen' | 'nothing';
  visit: VisitSummary | null;
  stay: Stay | null;
  /** Stops of the plan visited by then, and how many there are. */
  made: number;
  planned: number;
}

export function repAt(
  rep: { repId: string; name: string },
  track: Track | null,
  plan: Plan | null,
  presses: DayPresses['visits'],
  momentS: number,
): RepMoment {
  const where = track && whereAt(track, momentS);
  const stay = track && where?.isKnown ? stayAt(track, momentS) : null;
  const begun = presses.filter((one) => one.fromS <= momentS);
  const open = begun.findLast((one) => momentS < one.untilS && one.visit.endedAt !== null)?.visit ?? null;
  const visited = new Set(begun.map((one) => one.visit.retailerId));
  const did = open ? 'visit' : !where ? 'nothing' : !where.isKnown ? 'lastSeen' : stay ? 'stop' : 'way';
  return {
    ...rep,
    track,
    where,
    did,
    visit: open,
    stay,
    made: plan?.stops.filter((stop) => visited.has(stop.retailerId)).length ?? 0,
    planned: plan?.stops.length ?? 0,
  };
}

/** A piece of a rep's day: a stop with the visits pressed in it, or a visit at which the track shows no stop. */
export interface Chapter {
  fromS: number;
  untilS: number;
  stay: Stay | null;
  visits: DayPresses['visits'][number][];
}

/** A visit pressed this shortly before or after a stop belongs to it. */
const NEXT_TO_S = 120;

export function chapters(stays: readonly Stay[], presses: DayPresses['visits']): Chapter[] {
  const told: Chapter[] = stays.map((stay) => ({ fromS: stay.fromS, untilS: stay.untilS, stay, visits: [] }));
  for (const one of presses) {
    const overlapS = ({ stay }: Chapter) =>
      Math.min(one.untilS, stay!.untilS + NEXT_TO_S) - Math.max(one.fromS, stay!.fromS - NEXT_TO_S);
    const best = told
      .filter((chapter) => chapter.stay && overlapS(chapter) > 0)
      .sort((a, b) => overlapS(b) - overlapS(a))[0];
    if (best) best.visits.push(one);
    else told.push({ fromS: one.fromS, untilS: one.untilS, stay: null, visits: [one] });
  }
  return told.sort((a, b) => a.fromS - b.fromS);
}
