import { computed, effect, signal, untracked } from '@preact/signals';
import { drawDay, scene } from '../map/scene.ts';
import { fitPlaces, reveal } from '../map/camera.ts';
import { me, zone } from '../ui/me.ts';
import { go, part, selection } from '../ui/navigate.ts';
import { reducedMotion } from '../ui/theme.ts';
import { clockOfMoment, momentOfClock } from './span.ts';
import { askedDay, Replay, replayNow, speed, type OpenedDay } from './state.ts';
import { whereAt } from './track.ts';

/** Lists and marks follow the play this often; the reps at every frame. */
const LIST_MS = 400;
/** The address follows the play this often: a reload loses no more. */
const ADDRESS_MS = 2_000;
/** A frame after a tab was away is no leap. */
const LONGEST_FRAME_MS = 250;
/** Where motion is not wanted, the picture steps. */
const STILL_STEP_MS = 1_000;

/** Replays for as long as the screen is open: reads the day, plays it, writes the scene and the address. Returns how to end it. */
export function openReplay(): () => void {
  const replay = new Replay();
  const { opened, isPlaying, marks, counts, isKept } = replay;
  const close = replayNow.open(replay);
  const stops = [
    readAsked(replay),
    ...followAddress(replay),
    drawDay({
      marks: computed(() => {
        const hidden = new Set(part.hidden.value.split(','));
        return marks.value.filter((mark) => !hidden.has(mark.state));
      }),
      reps: signal([]), // they move at every frame, and are drawn by a layer of their own
      routes: signal([]),
      counts,
    }),
    effect(() => drawPlan(replay)),
    effect(() => {
      if (isPlaying.value) return untracked(() => play(replay));
    }),
    effect(() => {
      void [selection.value, opened.value];
      isKept.value = true;
      untracked(() => showFollowed(replay));
    }),
    effect(() => keepInSight(replay)),
  ];
  return () => {
    for (const stop of stops) stop();
    replay.close();
    close();
    scene.round.value = null;
  };
}

/** Reads the day that is asked for, whenever that is another one. */
function readAsked(replay: Replay): () => void {
  let shownKey = '';
  return effect(() => {
    const asked = askedDay();
    if (!me.value) return;
    const key = JSON.stringify(asked);
    if (key === shownKey) return;
    shownKey = key;
    replay.isPlaying.value = false;
    replay.opened.value = null;
    untracked(() => void replay.read());
  });
}

/** The moment is part of the address: what that names is shown, and what is shown is written there. */
function followAddress(replay: Replay): (() => void)[] {
  const { opened, momentS, isPlaying, firstS } = replay;
  let written: string | null = null;
  let shownDay: OpenedDay | null = null;
  const write = () => {
    const at = opened.peek();
    if (!at || part.path.peek() !== '/replay') return;
    written = clockOfMoment(momentS.peek(), at.fromMs, zone.peek());
    go({ time: written }, { replace: true });
  };
  return [
    // The moment that the address names; else where the day begins. Also after back and forward, and when the visits come in late.
    effect(() => {
      const [at, time] = [opened.value, part.time.value];
      if (!at || (at === shownDay && time !== null && time === written)) return;
      shownDay = at;
      const named = time === null ? null : momentOfClock(time, at.fromMs, at.lastsS, zone.value);
      const begin = named ?? firstS.value;
      untracked(() => replay.seek(begin));
    }),
    effect(() => {
      void momentS.value;
      if (isPlaying.value) return;
      const timer = setTimeout(write, 300);
      return () => clearTimeout(timer);
    }),
    effect(() => {
      if (!isPlaying.value) return;
      const timer = setInterval(write, ADDRESS_MS);
      return () => clearInterval(timer);
    }),
  ];
}

/** One step of the day a frame; gives how to stop. */
function play(replay: Replay): () => void {
  const { momentS, listedS, isPlaying, span } = replay;
  if (momentS.peek() >= span.peek().untilS) replay.seek(span.peek().fromS);
  let [last, listed, due] = [performance.now(), performance.now(), 0];
  let frame = requestAnimationFrame(step);
  function step(now: number) {
    frame = requestAnimationFrame(step);
    due += Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    if (reducedMotion.matches && due < STILL_STEP_MS) return;
    const next = Math.min(span.peek().untilS, momentS.peek() + (due / 1000) * speed.peek());
    due = 0;
    momentS.value = next;
    if (now - listed >= LIST_MS || next >= span.peek().untilS) {
      listed = now;
      listedS.value = next;
    }
    if (next >= span.peek().untilS) isPlaying.value = false;
  }
  return () => {
    cancelAnimationFrame(frame);
    listedS.value = momentS.peek();
  };
}

/** The plan of the rep who is followed, in its order, beside the way that was gone. */
function drawPlan({ followed, facts: dayFacts, marks, listedS }: Replay): void {
  const [repId, facts] = [followed.value, dayFacts.value];
  void marks.value; // a stop is visited at a press
  const plan = repId ? facts?.plans.get(repId) : null;
  if (!plan || part.hidden.value.split(',').includes('plans')) {
    scene.round.value = null;
    return;
  }
  const visits = new Map(
    (facts!.byRep.get(plan.repId) ?? [])
      .filter((one) => one.fromS <= listedS.peek())
      .map((one) => [one.visit.retailerId, one.visit.state]),
  );
  scene.round.value = {
    repId: plan.repId,
    path: plan.stops.map((stop) => stop.position),
    stops: plan.stops.map((stop, i) => ({
      id: stop.retailerId,
      position: stop.position,
      number: i + 1,
      state: visits.has(stop.retailerId) ? 'visited' : 'free',
      visit: visits.get(stop.retailerId),
    })),
  };
}

/** The whole of a rep's day, when they are chosen. */
function showFollowed({ followed, opened, facts }: Replay): void {
  const repId = followed.peek();
  const track = repId && opened.peek()?.tracks.get(repId);
  if (!track || track.atS.length === 0) return;
  const stops =
    facts
      .peek()
      ?.plans.get(track.repId)
      ?.stops.map((stop) => stop.position) ?? [];
  fitPlaces([...Array.from(track.lng, (lng, i) => ({ lng, lat: track.lat[i]! })), ...stops], 16);
}

let keptMs = 0;

function keepInSight({ followed, momentS, opened, isKept, isPlaying }: Replay): void {
  const [repId, atS, at] = [followed.value, momentS.value, opened.value];
  if (!repId || !at || !isKept.value || !isPlaying.value) return;
  const track = at.tracks.get(repId);
  const where = track && whereAt(track, atS);
  if (!where || performance.now() - keptMs < LIST_MS) return;
  keptMs = performance.now();
  untracked(() => reveal(where));
}
