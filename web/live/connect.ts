import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import {
  readSnapshot,
  hear,
  type ClientToServer,
  type LiveEvent,
  type ServerToClient,
  type Snapshot,
  type WatchAnswer,
} from '../../shared/live.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { nowMs } from '../clock.ts';
import { me, readMe } from '../ui/me.ts';
import { arrived, emptyFeed, heard, joined, type Feed } from './feed.ts';
import { dayView, retailersVersion, watchError, type DayView } from '../ui/day.ts';
import { staleParts } from './state.ts';

export type Connection = 'connecting' | 'live' | 'offline';

export const connection = signal<Connection>('connecting');
/** When something was last heard: what is shown is as of then. */
export const heardAt = signal<number | null>(null);

/** A server that does not answer a join in this time is tried again. */
const JOIN_TIMEOUT_MS = 10_000;
const RETRY_MS = 3_000;

/** Watches a day of a unit until the returned function is called. A new snapshot is read whenever the server cannot go on from our cursor. */
export function watch(unitId: string | null, day: string | null): () => void {
  const watching = new Watch(unitId, day);
  connection.value = 'connecting';
  return () => watching.end();
}

class Watch {
  private feed: Feed = emptyFeed;
  private isOver = false;
  /** A broken connection makes answers to what was asked before it worthless. */
  private round = 0;
  private readonly unitId: string | null;
  private readonly day: string | null;
  private readonly socket: Socket<ServerToClient, ClientToServer>;
  /** Asked for beside the stream's handshake, not after it: the stream then goes on from this snapshot's cursor. */
  private readonly first: Promise<void>;
  private readonly show = batched((view: DayView | null) => {
    if (!this.isOver) dayView.value = view;
  });
  private readonly refreshSoon = gathered((events: LiveEvent[]) => void this.refresh(events));

  constructor(unitId: string | null, day: string | null) {
    this.unitId = unitId;
    this.day = day;
    this.first = this.readFirst();
    this.socket = io({ transports: ['websocket'], withCredentials: true });
    this.socket.on('connect', () => void this.join());
    this.socket.on('disconnect', () => {
      this.round += 1;
      connection.value = 'offline';
    });
    this.socket.on('connect_error', (error) => this.refused(error));
    this.socket.on('events', (batch) => {
      const events = batch.events.map(hear);
      this.keep(heard(this.feed, { cursor: batch.cursor, events }));
      this.refreshSoon(events);
    });
    this.socket.on('dropped', ({ code }) => this.dropped(code));
  }

  end(): void {
    this.isOver = true;
    this.socket.disconnect();
  }

  private async join(): Promise<void> {
    const mine = ++this.round;
    const isStale = () => mine !== this.round || this.isOver;
    try {
      await this.first;
      if (isStale()) return;
      const answer = await this.ask();
      if (isStale()) return;
      if (!answer.ok) throw new ApiError(answer.code, answer.detail, null, { reason: answer.reason });
      this.feed = joined(this.feed, answer);
      if (this.feed.waiting) {
        const snapshot = await this.read();
        if (isStale()) return;
        // After a break the retailers may be others, too; at first they are on their way already.
        if (this.feed.view) retailersVersion.value += 1;
        this.keep(arrived(this.feed, snapshot));
      }
      connection.value = 'live';
      watchError.value = null;
    } catch (error) {
      if (isStale()) return;
      watchError.value = error instanceof ApiError ? error : new ApiError('UNREACHABLE', String(error));
      connection.value = 'offline';
      if (error instanceof ApiError && error.code === 'NOT_SIGNED_IN') me.value = null;
      else setTimeout(() => !isStale() && this.socket.connected && void this.join(), RETRY_MS);
    }
  }

  private async readFirst(): Promise<void> {
    try {
      const snapshot = await this.read();
      if (!this.isOver) this.keep(arrived(this.feed, snapshot));
    } catch {
      // joining reads it again, and says why it cannot be read
    }
  }

  private ask(): Promise<WatchAnswer> {
    const { cursor, view } = this.feed;
    return this.socket.timeout(JOIN_TIMEOUT_MS).emitWithAck('watch', {
      ...(this.unitId && { units: [this.unitId] }),
      ...(cursor && view && { after: cursor }),
    });
  }

  private read(): Promise<Snapshot> {
    return call(readSnapshot, { query: { day: this.day, unitId: this.unitId } });
  }

  private keep(next: Feed): void {
    this.feed = next;
    heardAt.value = nowMs();
    this.show(next.view);
  }

  /** Reads again what events only say has changed. */
  private async refresh(events: LiveEvent[]): Promise<void> {
    if (!this.feed.view) return;
    const stale = staleParts(this.feed.view, events);
    if (stale.retailers) retailersVersion.value += 1;
    if (!stale.plans && !stale.territories) return;
    try {
      const { plans, territories } = await this.read();
      const { view } = this.feed;
      // Newer than what is shown, so only the parts that carry no events of their own are taken.
      if (!this.isOver && view)
        this.keep({
          ...this.feed,
          view: { ...view, plans: new Map(plans.map((plan) => [plan.repId, plan])), territories },
        });
    } catch {
      setTimeout(() => !this.isOver && void this.refresh(events), RETRY_MS);
    }
  }

  private refused(error: Error): void {
    connection.value = 'offline';
    watchError.value = new ApiError('UNREACHABLE', error.message);
    if (error.message === 'NOT_SIGNED_IN') me.value = null;
    // The library tries again by itself when the network failed, not when the server said no.
    else if (!this.socket.active) setTimeout(() => !this.isOver && this.socket.connect(), RETRY_MS);
  }

  private dropped(code: string): void {
    this.feed = emptyFeed;
    if (code === 'NOT_SIGNED_IN') {
      me.value = null;
      return;
    }
    readMe()
      .then(() => (this.isOver ? undefined : this.join()))
      .catch(() => setTimeout(() => !this.isOver && void this.join(), RETRY_MS));
  }
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
