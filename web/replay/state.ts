import { computed, signal } from '@preact/signals';
import type { TrackDay } from '../../shared/tracks.ts';
import { dayView } from '../ui/day.ts';
import { selection, part } from '../ui/navigate.ts';
import { countStates, marksAt, pressesUntil, readPresses, repAt, type DayPresses, type RepMoment } from './dayAt.ts';
import { spanOf, type Span } from './span.ts';
import type { Track } from './track.ts';

/** How many seconds of the day pass in one. */
export const speeds = [1, 2, 5, 10, 30, 60] as const;
export type Speed = (typeof speeds)[number];

/** A day that was opened for a replay. */
export interface OpenedDay {
  day: TrackDay;
  /** By rep. */
  tracks: ReadonlyMap<string, Track>;
  fromMs: number;
  /** Seconds of the day that there are to see: all of it, or until it was read. */
  lastsS: number;
  /** The day is still going on. */
  isToday: boolean;
}

export const opened = signal<OpenedDay | null>(null);
export const openError = signal<unknown>(null);
/** The moment shown: seconds since the beginning of the day. */
export const momentS = signal(0);
/** The same for lists, which need not change at every frame. */
export const listedS = signal(0);
export const isPlaying = signal(false);
export const speed = signal<Speed>(30);
/** The map keeps the rep in sight who is followed, until it is moved by hand. */
export const isKept = signal(true);
/** The rep whose whole day is on the map. */
export const followed = computed(() => (selection.value?.kind === 'rep' ? selection.value.id : part.alone.value));

/** Presses and plans of the day that was opened, once both are there; of one rep where only that one was opened. */
export const dayFacts = computed(() => {
  const [at, view, alone] = [opened.value, dayView.value, part.alone.value];
  if (!at || !view || view.day !== at.day.day) return null;
  const isMeant = (thing: { repId: string }) => alone === null || thing.repId === alone;
  const plans = new Map([...view.plans].filter(([, plan]) => isMeant(plan)));
  const visits = [...view.visits.values()].filter(isMeant);
  const presses = readPresses(visits, at.fromMs, Date.parse(at.day.untilAt));
  const byRep = new Map<string, DayPresses['visits'][number][]>();
  for (const one of presses.visits) byRep.set(one.visit.repId, [...(byRep.get(one.visit.repId) ?? []), one]);
  const reps = new Map([...view.reps.values()].filter(isMeant).map(({ repId, name }) => [repId, { repId, name }]));
  for (const { repId, name } of at.tracks.values()) if (!reps.has(repId)) reps.set(repId, { repId, name }); // who left since
  return { plans, presses, byRep, reps: [...reps.values()].sort((a, b) => a.name.localeCompare(b.name)) };
});

/** When the reps whose day it is were first and last heard of, and every press. */
const happened = computed<number[]>(() => {
  const ends = [...(opened.value?.tracks.values() ?? [])].flatMap(({ atS }) =>
    atS.length === 0 ? [] : [atS[0]!, atS[atS.length - 1]!],
  );
  return [...ends, ...(dayFacts.value?.presses.pressS ?? [])];
});

export const span = computed<Span>(() =>
  opened.value ? spanOf(happened.value, opened.value.lastsS) : { fromS: 0, untilS: 86_400 },
);

/** Where a day begins to be played: when somebody is first heard of. */
export const firstS = computed(() => {
  const { fromS, untilS } = span.value;
  const first = happened.value.reduce((least, atS) => (atS >= fromS && atS < least ? atS : least), Infinity);
  return first <= untilS ? first : fromS;
});

/** Between two presses nothing but the reps moves. */
const pressNo = computed(() => (dayFacts.value ? pressesUntil(dayFacts.value.presses, listedS.value) : 0));
export const marks = computed(() => {
  void pressNo.value;
  const facts = dayFacts.value;
  return facts ? marksAt(facts.plans.values(), facts.presses, listedS.peek()) : [];
});
export const counts = computed(() => countStates(marks.value));

/** Everybody at the moment of the lists. */
export const repMoments = computed<RepMoment[] | null>(() => {
  const [at, facts] = [opened.value, dayFacts.value];
  if (!at || !facts) return null;
  return facts.reps.map((rep) =>
    repAt(
      rep,
      at.tracks.get(rep.repId) ?? null,
      facts.plans.get(rep.repId) ?? null,
      facts.byRep.get(rep.repId) ?? [],
      listedS.value,
    ),
  );
});

/** Shows a moment of the day; beyond its ends the nearest. */
export function seek(atS: number): void {
  momentS.value = listedS.value = Math.max(0, Math.min(opened.peek()?.lastsS ?? 86_400, atS));
}

/** To the next or the previous press: of the rep who is followed, or anybody's. */
export function seekPress(way: 1 | -1): void {
  const facts = dayFacts.peek();
  const repId = followed.peek();
  const times =
    (repId
      ? (facts?.byRep.get(repId) ?? []).flatMap((one) => [one.fromS, one.untilS]).sort((a, b) => a - b)
      : facts?.presses.pressS) ?? [];
  const now = momentS.peek();
  const found = way > 0 ? times.find((one) => one > now + 0.5) : times.findLast((one) => one < now - 0.5);
  if (found !== undefined) seek(found);
}

export function changeSpeed(way: 1 | -1): void {
  speed.value = speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(speed.peek()) + way))]!;
}
