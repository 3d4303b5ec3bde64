import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import {
  readSnapshot,
  hear,
  type ClientToServer,
  type LiveEvent,
  type ServerToClient,
  type WatchAnswer,
} from '../../shared/live.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { nowMs } from '../clock.ts';
import { me, readMe } from '../ui/me.ts';
import { arrived, emptyFeed, heard, joined, type Feed } from './feed.ts';
import { dayView, retailersVersion, watchError, type DayView } from '../ui/day.ts';
import { applyEvents, staleParts } from './state.ts';

export type Connection = 'connecting' | 'live' | 'offline';

export const connection = signal<Connection>('connecting');
/** When something was last heard: what is shown is as of then. */
export const heardAt = signal<number | null>(null);

/** A server that does not answer a join in this time is tried again. */
const JOIN_TIMEOUT_MS = 10_000;
const RETRY_MS = 3_000;

/** Watches a day of a unit until the returned function is called. A new snapshot is read whenever the server cannot go on from our cursor. */
export function watch(unitId: string | null, day: string | null): () => void {
  let feed: Feed = emptyFeed;
  let isOver = false;
  // A broken connection makes answers to what was asked before it worthless.
  let round = 0;
  const socket: Socket<ServerToClient, ClientToServer> = io({ transports: ['websocket'], withCredentials: true });
  const show = batched((view: DayView | null) => {
    if (!isOver) dayView.value = view;
  });
  const keep = (next: Feed) => {
    feed = next;
    heardAt.value = nowMs();
    show(feed.view);
  };
  const retry = (mine: number) =>
    setTimeout(() => !isOver && mine === round && socket.connected && void join(), RETRY_MS);

  async function join(): Promise<void> {
    const mine = ++round;
    try {
      const answer: WatchAnswer = await socket.timeout(JOIN_TIMEOUT_MS).emitWithAck('watch', {
        ...(unitId && { units: [unitId] }),
        ...(feed.cursor && feed.view && { after: feed.cursor }),
      });
      if (mine !== round || isOver) return;
      if (!answer.ok) throw new ApiError(answer.code, answer.detail, null, { reason: answer.reason });
      feed = joined(feed, answer);
      if (feed.waiting) {
        const snapshot = await call(readSnapshot, { query: { day, unitId } });
        if (mine !== round || isOver) return;
        // After a break the retailers may be others, too; at first they are on their way already.
        if (feed.view) retailersVersion.value += 1;
        keep(arrived(feed, snapshot));
      }
      connection.value = 'live';
      watchError.value = null;
    } catch (error) {
      if (mine !== round || isOver) return;
      watchError.value = error instanceof ApiError ? error : new ApiError('UNREACHABLE', String(error));
      connection.value = 'offline';
      if (error instanceof ApiError && error.code === 'NOT_SIGNED_IN') me.value = null;
      else retry(mine);
    }
  }

  const refresh = async (events: LiveEvent[]) => {
    if (!feed.view) return;
    const stale = staleParts(feed.view, events);
    if (stale.retailers) retailersVersion.value += 1;
    if (!stale.plans && !stale.territories) return;
    try {
      const snapshot = await call(readSnapshot, { query: { day, unitId } });
      // Newer than what is shown, so only the parts that carry no events of their own are taken.
      if (!isOver && feed.view)
        keep({
          ...feed,
          view: {
            ...applyEvents(feed.view, []),
            plans: new Map(snapshot.plans.map((plan) => [plan.repId, plan])),
            territories: snapshot.territories,
          },
        });
    } catch {
      setTimeout(() => !isOver && void refresh(events), RETRY_MS);
    }
  };
  const refreshSoon = gathered((events: LiveEvent[]) => void refresh(events));

  socket.on('connect', () => void join());
  socket.on('disconnect', () => {
    round += 1;
    connection.value = 'offline';
  });
  socket.on('connect_error', (error) => {
    connection.value = 'offline';
    watchError.value = new ApiError('UNREACHABLE', error.message);
    if (error.message === 'NOT_SIGNED_IN') me.value = null;
    // The library tries again by itself when the network failed, not when the server said no.
    else if (!socket.active) setTimeout(() => !isOver && socket.connect(), RETRY_MS);
  });
  socket.on('events', (batch) => {
    const events = batch.events.map(hear);
    keep(heard(feed, { cursor: batch.cursor, events }));
    refreshSoon(events);
  });
  socket.on('dropped', ({ code }) => {
    feed = emptyFeed;
    if (code === 'NOT_SIGNED_IN') me.value = null;
    else
      void readMe()
        .then(() => (isOver ? undefined : join()))
        .catch(() => setTimeout(() => !isOver && void join(), RETRY_MS));
  });
  connection.value = 'connecting';
  return () => {
    isOver = true;
    socket.disconnect();
  };
}

/** At most once a frame, with the last value: a hundred reports in a tick are one drawing. */
function batched<T>(apply: (value: T) => void): (value: T) => void {
  let last: T;
  let isDue = false;
  return (value) => {
    last = value;
    if (isDue) return;
    isDue = true;
    // Not a frame's callback: those stop in a tab that is not looked at.
    setTimeout(() => {
      isDue = false;
      apply(last);
    }, 16);
  };
}

/** Collects for a second, so that an import of a thousand rows is read again once. */
function gathered<T>(apply: (all: T[]) => void): (some: T[]) => void {
  let all: T[] = [];
  return (some) => {
    if (all.length === 0 && some.length > 0) setTimeout(() => (apply(all), (all = [])), 1_000);
    all.push(...some);
  };
}
