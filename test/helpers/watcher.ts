import { io, type Socket } from 'socket.io-client';
import {
  hear,
  type ClientToServer,
  type LiveEvent,
  type ServerToClient,
  type WatchAnswer,
  type WatchRequest,
} from '../../shared/live.ts';
import { PASSWORD } from './server.ts';

/** A browser's end of the live stream, and everything it heard. */
export interface Watcher {
  socket: Socket<ServerToClient, ClientToServer>;
  events: LiveEvent[];
  /** The last cursor heard: where to go on after a break. */
  cursor: string | undefined;
  watch(request: WatchRequest): Promise<WatchAnswer>;
  /** Cuts the connection without a word, as a tunnel does. */
  cut(): void;
}

/** Signs in and gives the Cookie header of the session. */
export async function cookieOf(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  if (answer.status !== 201) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

/** Connects with these headers; rejects with the server's reason. */
export async function connect(url: string, headers: Record<string, string>): Promise<Watcher> {
  const socket: Watcher['socket'] = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });
  const watcher: Watcher = {
    socket,
    events: [],
    cursor: undefined,
    watch: (request) => new Promise((resolve) => void socket.emit('watch', request, resolve)),
    cut: () => void socket.io.engine.close(),
  };
  socket.on('events', (batch) => {
    watcher.events.push(...batch.events.map(hear));
    watcher.cursor = batch.cursor ?? watcher.cursor;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return watcher;
}
