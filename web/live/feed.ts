// Pure: how snapshot, joining and events become one picture, nothing lost between: joined at the cursor of a snapshot, or joined first and
// the snapshot read second.
import type { LiveEvent, Snapshot } from '../../shared/live.ts';
import type { DayView } from '../ui/day.ts';
import { applyEvents, fromSnapshot } from './state.ts';

export interface Feed {
  /** null until the first snapshot. */
  view: DayView | null;
  /** The last event heard, to be given back after a break. */
  cursor: string | null;
  /** Events heard while the snapshot is on its way; null when none is. */
  waiting: LiveEvent[] | null;
}

export const emptyFeed: Feed = { view: null, cursor: null, waiting: null };

/** The rooms are joined: either the server goes on from our cursor, or a snapshot must be read now. */
export function joined(feed: Feed, answer: { resumed: boolean; cursor: string }): Feed {
  if (answer.resumed && feed.view) return { ...feed, waiting: null };
  return { ...feed, cursor: answer.cursor, waiting: [] };
}

export function heard(feed: Feed, batch: { cursor?: string | undefined; events: LiveEvent[] }): Feed {
  const cursor = batch.cursor ?? feed.cursor;
  if (feed.waiting) return { ...feed, cursor, waiting: [...feed.waiting, ...batch.events] };
  return { ...feed, cursor, view: feed.view && applyEvents(feed.view, batch.events) };
}

/** The snapshot has come: what was heard meanwhile is applied on top of it. */
export function arrived(feed: Feed, snapshot: Snapshot): Feed {
  return {
    cursor: feed.cursor ?? snapshot.cursor,
    view: applyEvents(fromSnapshot(snapshot), feed.waiting ?? []),
    waiting: null,
  };
}
