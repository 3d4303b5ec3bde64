import { computed, signal, untracked } from '@preact/signals';
import { readDayTracks, type TrackDay } from '../../shared/tracks.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { dayView, today, type DayView } from '../ui/day.ts';
import { unit } from '../ui/me.ts';
import { selection, part } from '../ui/navigate.ts';
import { createOpened } from '../ui/opened.ts';
import { countStates, marksAt, pressesUntil, readPresses, repAt, type DayPresses, type RepMoment } from './dayAt.ts';
import { spanOf, type Span } from './span.ts';
import { readTrack, type Track } from './track.ts';

/** How many seconds of the day pass in one. */
export const speeds = [1, 2, 5, 10, 30, 60] as const;
export type Speed = (typeof speeds)[number];

/** A habit rather than a state: the next replay begins with it. */
export const speed = signal<Speed>(30);

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

/** A replay: the day that was opened, the moment of it that is shown, and everything that follows from the two. */
export class Replay {
  readonly opened = signal<OpenedDay | null>(null);
  readonly openError = signal<unknown>(null);
  /** The moment shown: seconds since the beginning of the day. */
  readonly momentS = signal(0);
  /** The same for lists, which need not change at every frame. */
  readonly listedS = signal(0);
  readonly isPlaying = signal(false);
  /** The map keeps the rep in sight who is followed, until it is moved by hand. */
  readonly isKept = signal(true);
  /** The rep whose whole day is on the map. */
  readonly followed = computed(() => (selection.value?.kind === 'rep' ? selection.value.id : part.alone.value));
  /** Presses and plans of the day that was opened, once both are there; of one rep where only that one was opened. */
  readonly facts = computed(() => factsOf(this.opened.value, dayView.value, part.alone.value));

  /** When the reps whose day it is were first and last heard of, and every press. */
  private readonly happened = computed<number[]>(() => {
    const ends = [...(this.opened.value?.tracks.values() ?? [])].flatMap(({ atS }) =>
      atS.length === 0 ? [] : [atS[0]!, atS[atS.length - 1]!],
    );
    return [...ends, ...(this.facts.value?.presses.pressS ?? [])];
  });
  readonly span = computed<Span>(() =>
    this.opened.value ? spanOf(this.happened.value, this.opened.value.lastsS) : { fromS: 0, untilS: 86_400 },
  );
  /** Where a day begins to be played: when somebody is first heard of. */
  readonly firstS = computed(() => {
    const { fromS, untilS } = this.span.value;
    const first = this.happened.value.reduce((least, atS) => (atS >= fromS && atS < least ? atS : least), Infinity);
    return first <= untilS ? first : fromS;
  });

  /** Between two presses nothing but the reps moves. */
  private readonly pressNo = computed(() =>
    this.facts.value ? pressesUntil(this.facts.value.presses, this.listedS.value) : 0,
  );
  readonly marks = computed(() => {
    void this.pressNo.value;
    const facts = this.facts.value;
    return facts ? marksAt(facts.plans.values(), facts.presses, this.listedS.peek()) : [];
  });
  readonly counts = computed(() => countStates(this.marks.value));

  /** Everybody at the moment of the lists. */
  readonly repMoments = computed<RepMoment[] | null>(() => {
    const [at, facts] = [this.opened.value, this.facts.value];
    if (!at || !facts) return null;
    return facts.reps.map((rep) =>
      repAt(
        rep,
        at.tracks.get(rep.repId) ?? null,
        facts.plans.get(rep.repId) ?? null,
        facts.byRep.get(rep.repId) ?? [],
        this.listedS.value,
      ),
    );
  });

  /** Shows a moment of the day; beyond its ends the nearest. */
  seek(atS: number): void {
    this.momentS.value = this.listedS.value = Math.max(0, Math.min(this.opened.peek()?.lastsS ?? 86_400, atS));
  }

  /** To the next or the previous press: of the rep who is followed, or anybody's. */
  seekPress(way: 1 | -1): void {
    const facts = this.facts.peek();
    const repId = this.followed.peek();
    const times =
      (repId
        ? (facts?.byRep.get(repId) ?? []).flatMap((one) => [one.fromS, one.untilS]).sort((a, b) => a - b)
        : facts?.presses.pressS) ?? [];
    const now = this.momentS.peek();
    const found = way > 0 ? times.find((one) => one > now + 0.5) : times.findLast((one) => one < now - 0.5);
    if (found !== undefined) this.seek(found);
  }

  /** A long list of everybody is shown to its end. */
  readonly isUnfolded = signal(false);

  private round = 0;

  /** Reads the day again, as of now: for a day that still goes on. */
  async read(): Promise<void> {
    const mine = ++this.round;
    this.openError.value = null;
    try {
      const day = await call(readDayTracks, { query: untracked(askedDay) });
      if (mine === this.round) this.opened.value = openedDay(day, nowMs());
    } catch (error) {
      if (mine === this.round) this.openError.value = error;
    }
  }

  /** What is still being read is not heard any more. */
  close(): void {
    this.round += 1;
    this.isPlaying.value = false;
    this.opened.value = null;
  }
}

export function changeSpeed(way: 1 | -1): void {
  speed.value = speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(speed.peek()) + way))]!;
}

/** The replay that is open. */
export const replayNow = createOpened<Replay>();

/** Of the screen that is open: its components are there for as long as the replay is. */
export function useReplay(): Replay {
  return replayNow.use();
}

/** The day that is to be replayed. */
export function askedDay() {
  return { day: part.day.value ?? today.value, unitId: unit.value?.unitId, repId: part.alone.value };
}

function openedDay(day: TrackDay, untilNowMs: number): OpenedDay {
  const [fromMs, untilMs] = [Date.parse(day.fromAt), Date.parse(day.untilAt)];
  return {
    day,
    tracks: new Map(day.tracks.map((track) => [track.repId, readTrack(track)])),
    fromMs,
    isToday: untilNowMs < untilMs,
    lastsS: Math.max(0, Math.min(untilMs, untilNowMs) - fromMs) / 1000,
  };
}

function factsOf(at: OpenedDay | null, view: DayView | null, alone: string | null) {
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
}
