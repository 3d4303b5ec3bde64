import type { MakeFeature } from '../feature.ts';
import { liveEndpoints } from './http.ts';
import { readParts } from './snapshot.ts';
import { startLive } from './socket.ts';
import { dropEventsOlderThan, eraseEvents } from './store.ts';

const KEPT_HOURS = 24;

/** What happens, told to whoever watches, and the state of a day to begin with. */
export const live: MakeFeature = async ({ db, log, isSecure, isServing, given, features, now }) => {
  const upkeep = [() => dropEventsOlderThan(db, KEPT_HOURS)];
  if (!isServing) return { upkeep, erase: eraseEvents };
  const stream = await startLive({ db, log, people: given.recognise, looks: given.looks, isSecure, now });
  return {
    upkeep,
    erase: eraseEvents,
    endpoints: liveEndpoints({ cursor: stream.cursor, read: (who, day) => readParts(features(), who, day) }),
    gauges: [{ name: 'watchers', help: 'Open live streams', read: stream.watchers }],
    stream: { attach: stream.attach, close: stream.stop },
  };
};
