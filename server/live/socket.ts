import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { WatchRequest, tell, type ClientToServer, type ServerToClient, type WatchAnswer } from '../../shared/live.ts';
import { can, isOwnOrigin, recognise, type Recognise, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { sentenceOf, type ProblemReason } from '../../shared/problems/problems.ts';
import { tryParse } from '../http.ts';
import type { Log } from '../log.ts';
import type { Looks } from '../looks.ts';
import { STREAM_PATH } from '../plainRequest.ts';
import { createCursors, type Cursors } from './cursor.ts';
import { gatherEvents, repRoom, territoryRoom, unitRoom, type WatchedRow } from './gatherEvents.ts';
import {
  eventsFor,
  isKept,
  streamSecret,
  territoriesIn,
  unitReps,
  unitsBelow,
  type EventRow,
  type Place,
} from './store.ts';
import { startTail, type Tail } from './tail.ts';
import { createTurns, type Turns } from './turns.ts';
import { createWatchLooks, seenLive, shownIn, type WatchLooks } from './watchers.ts';

type Watcher = Socket<ClientToServer, ServerToClient, Record<string, never>, { who: Who }>;

export interface LiveDeps {
  db: Database;
  log: Log;
  people: Recognise;
  looks: Looks;
  isSecure: boolean;
  now: () => Date;
}

export interface Live {
  /** Where the stream ends just now, for this watcher. */
  cursor(who: Who): string;
  /** Opens it to the world: after the server's other handlers, which then see none of its requests. */
  attach(server: HttpServer): void;
  /** How many sockets are open. */
  watchers(): number;
  stop(): Promise<void>;
}

/** A break longer than this many events is mended by a new snapshot, which is smaller. */
const MAX_REPLAY = 5_000;
/** A cursor for all watchers at most so often: who comes back with an older one hears some things again, which changes nothing. */
const CURSOR_MS = 5_000;
/** Of one person in this process: more tabs than anybody has, and few enough that all of them together starve nobody. */
const MAX_SOCKETS = 50;
/** What a person's sockets asked for and what waits for its turn; a page asks once when it opens and once when its unit changes. */
const MAX_WAITING_WATCHES = 50;
/** How soon a socket notices that its session expired; one that is ended is said by the event table. */
const RECHECK_MS = 15_000;
const RECHECK_STEP_MS = 250;

/** Starts the live stream: a room a unit, a territory and a rep, fed from the event table. */
export async function startLive(deps: LiveDeps): Promise<Live> {
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, { who: Who }>({
    path: STREAM_PATH,
    transports: ['websocket'], // the page speaks no other; polling would keep each stream's state between requests of anybody
    maxHttpBufferSize: 64_000, // a watch request of 400 rooms has 16 kB
    perMessageDeflate: false, // measured: 17–52 % of a core and 356 MB for 1,000 sockets, against 4 %
    serveClient: false,
    connectTimeout: 10_000, // who opens a connection says at once whose it is
    allowRequest: (req, answer) => answer(null, isOwnOrigin(req, deps.isSecure)),
  });
  io.use((socket, next) => {
    recognise(socket.request, deps.isSecure, deps.people).then(
      (who) => {
        if (!who || !can(who, 'live.watch')) return next(new Error('NOT_SIGNED_IN'));
        if (socketsOf(io, who) >= MAX_SOCKETS) return next(new Error('TOO_MANY_REQUESTS'));
        socket.data.who = who;
        next();
      },
      (error: unknown) => {
        deps.log.error({ err: error }, 'socket handshake failed');
        next(new Error('INTERNAL'));
      },
    );
  });
  const cursors = createCursors(await streamSecret(deps.db), Date.now);
  const { deliver, stopCursors } = createDelivery(io, cursors);
  const watchLooks = createWatchLooks({
    looks: deps.looks,
    unitReps: (rows) => unitReps(deps.db, rows),
    watchersIn: (room) => watchersIn(io, room),
    now: deps.now,
  });
  const tail = await startTail(deps.db, deps.log, async (events, to) => {
    const ended = new Set(events.filter(({ payload }) => payload.kind === 'sessionEnd').map(({ repId }) => repId));
    for (const socket of ended.size > 0 ? io.of('/').sockets.values() : [])
      if (ended.has(socket.data.who.personId)) void dropIfChanged(socket, deps);
    const said = events.filter(isForWatchers);
    await watchLooks.cover(said);
    deliver(said, to);
  });
  const turns = createTurns(MAX_WAITING_WATCHES);
  io.on('connection', (socket) => listen(socket, { ...deps, tail, cursors, watchLooks }, turns));
  const recheck = startRecheck(() => io.of('/').sockets.values(), deps);
  return {
    cursor: (who) => cursors.write(who, tail.place()),
    attach: (server) => void io.attach(server),
    watchers: () => io.engine.clientsCount,
    stop: async () => {
      clearInterval(recheck);
      await tail.stop();
      stopCursors();
      await io.close();
    },
  };
}

/** A share of them a step: thousands of questions at once would keep everybody else from the database for seconds. */
function startRecheck(open: () => Iterable<Watcher>, deps: LiveDeps): NodeJS.Timeout {
  let toCheck: Watcher[] = [];
  let share = 0;
  return setInterval(() => {
    if (toCheck.length === 0) {
      toCheck = [...open()];
      share = Math.ceil((toCheck.length * RECHECK_STEP_MS) / RECHECK_MS);
    }
    for (const socket of toCheck.splice(0, share)) if (socket.connected) void dropIfChanged(socket, deps);
  }, RECHECK_STEP_MS);
}

function socketsOf(io: Server<ClientToServer, ServerToClient, Record<string, never>, { who: Who }>, who: Who): number {
  let count = 0;
  for (const { data } of io.of('/').sockets.values()) if (data.who.personId === who.personId) count++;
  return count;
}

function* watchersIn(
  io: Server<ClientToServer, ServerToClient, Record<string, never>, { who: Who }>,
  room: string,
): Generator<Who> {
  const { sockets, adapter } = io.of('/');
  for (const id of adapter.rooms.get(room) ?? []) {
    const who = sockets.get(id)?.data.who;
    if (who) yield who;
  }
}

/** The one wrapper of socket events: whatever a client sends, the worst it gets is an answer. */
function listen(socket: Watcher, deps: WatchDeps, turns: Turns): void {
  socket.on('watch', (request, answer) => {
    const reply = typeof answer === 'function' ? answer : () => {};
    const turn = turns.take(socket.data.who.personId, () => watch(socket, request, deps));
    if (!turn) return void socket.disconnect(true);
    turn.then(reply, (error: unknown) => {
      deps.log.error({ err: error }, 'watch failed');
      reply(refusal('INTERNAL', { code: 'STREAM_FAILED' }));
    });
  });
  socket.on('error', (error) => deps.log.warn({ err: error }, 'socket error'));
}

type WatchDeps = LiveDeps & { tail: Tail; cursors: Cursors; watchLooks: WatchLooks };

type Refused = Extract<WatchAnswer, { ok: false }>;

function refusal(code: Refused['code'], reason: ProblemReason): Refused {
  return { ok: false, code, detail: sentenceOf(reason, 'en')!, reason };
}

/** Join first, then say where the stream stands: a snapshot read after this answer misses nothing. */
async function watch(socket: Watcher, request: unknown, deps: WatchDeps): Promise<WatchAnswer> {
  const { db, tail, cursors, watchLooks, looks, now } = deps;
  const read = tryParse(WatchRequest, request);
  if (!read.success) return refusal('INVALID_INPUT', read.issues[0]!.reason);
  const { who } = socket.data;
  const rooms = await allowedRooms(db, who, read.data);
  if (!rooms) return refusal('NOT_ALLOWED', { code: 'WATCH_NOT_YOURS' });
  for (const room of socket.rooms) if (room !== socket.id) await socket.leave(room);
  await socket.join(['watching', ...roomNames(who, rooms)]);
  watchLooks.joined(roomNames(who, rooms));
  const place = tail.place();
  const cursor = cursors.write(who, place);
  const after = read.data.after === undefined ? null : cursors.read(who, read.data.after);
  if (!after || after.streamId !== place.streamId || !(await isKept(db, after)))
    return { ok: true, resumed: false, cursor };
  const missed = await eventsFor(db, after, who.orgId, rooms, MAX_REPLAY + 1);
  if (missed.length > MAX_REPLAY) return { ok: true, resumed: false, cursor };
  await looks.record('live', [{ who, seen: seenLive([...new Set(missed.flatMap(shownIn))], now()) }]);
  socket.emit('events', { cursor: read.data.after!, events: missed.map(tell) });
  return { ok: true, resumed: true, cursor };
}

interface Rooms {
  unitIds: string[];
  territoryIds: string[];
  repId: string | null;
}

/** Null when something asked for is out of scope. A rep hears of their own work only, whatever they ask for. */
async function allowedRooms(db: Database, who: Who, { units, territories }: WatchRequest): Promise<Rooms | null> {
  const territoryIds = territories ? await territoriesIn(db, who.orgId, who.unitIds, territories) : [];
  if (territories && territoryIds.length !== new Set(territories).size) return null;
  if (units && !units.every((id) => who.unitIds.includes(id))) return null;
  if (who.role === 'rep') return { unitIds: who.unitIds, territoryIds: [], repId: who.personId };
  const unitIds = units ? await unitsBelow(db, who.orgId, units) : territories ? [] : who.unitIds;
  return { unitIds, territoryIds, repId: null };
}

function roomNames(who: Who, rooms: Rooms): string[] {
  if (rooms.repId) return [repRoom(who.orgId, rooms.repId)];
  return [
    ...rooms.unitIds.map((id) => unitRoom(who.orgId, id)),
    ...rooms.territoryIds.map((id) => territoryRoom(who.orgId, id)),
  ];
}

const isForWatchers = (row: EventRow): row is WatchedRow => row.payload.kind !== 'sessionEnd';

/**
 * A cursor goes to each watcher by itself, and only when all events before it are out: a connection cut in between hears some twice
 * rather than one never. Where events come fast, the newest cursor waits its turn.
 */
function createDelivery(
  io: Server<ClientToServer, ServerToClient, Record<string, never>, { who: Who }>,
  cursors: Cursors,
): {
  deliver(events: WatchedRow[], to: Place): void;
  stopCursors(): void;
} {
  let newest: Place | null = null;
  let saidMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const sayCursor = (): void => {
    timer = undefined;
    saidMs = performance.now();
    for (const socket of io.of('/').sockets.values())
      if (socket.rooms.has('watching'))
        socket.emit('events', { cursor: cursors.write(socket.data.who, newest!), events: [] });
  };
  return {
    deliver: (events, to) => {
      const { rooms } = io.of('/').adapter;
      for (const message of gatherEvents(events, (room) => rooms.has(room)))
        io.to(message.rooms).emit('events', { events: message.events.map(tell) });
      newest = to;
      timer ??= setTimeout(sayCursor, Math.max(0, saidMs + CURSOR_MS - performance.now()));
    },
    stopCursors: () => clearTimeout(timer),
  };
}

async function dropIfChanged(socket: Watcher, deps: LiveDeps): Promise<void> {
  try {
    const before = socket.data.who;
    const who = await recognise(socket.request, deps.isSecure, deps.people);
    if (who && who.role === before.role && who.unitIds.join() === before.unitIds.join()) return;
    socket.emit('dropped', { code: who ? 'NOT_ALLOWED' : 'NOT_SIGNED_IN' });
    socket.disconnect(true);
  } catch (error) {
    deps.log.warn({ err: error }, 'a socket could not be checked');
  }
}
