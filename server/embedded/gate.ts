import {
  READY_BYTES,
  asksForEncryption,
  closeStatement,
  concat,
  copyRefusal,
  endsReady,
  fatalError,
  firstMessage,
  isIdle,
  renameStatement,
  simpleQuery,
  startupPacket,
  sync,
} from './wire.ts';

/** What the gate needs of a client's connection; a MessagePort is one. */
export interface ClientPort {
  postMessage(bytes: Uint8Array, transfer: ArrayBuffer[]): void;
  on(event: 'message', listener: (bytes: Uint8Array) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
}

/** Runs protocol messages in the one session there is; what it answers goes to `onData`, valid only during the call. */
export type RunMessages = (messages: Uint8Array, onData: (bytes: Uint8Array) => void) => Promise<void>;

export interface Gate {
  connect(port: ClientPort): void;
  /** Resolves when the database has answered `select 1`, also between two statements of somebody's transaction. */
  ping(): Promise<void>;
}

interface Client {
  port: ClientPort;
  prefix: string;
  /** Bytes that are not a whole message yet. */
  unread: Uint8Array;
  isStarted: boolean;
  isGone: boolean;
  /** Messages since the last boundary, and the whole groups that wait for their turn. */
  group: Uint8Array[];
  groups: Uint8Array[];
  statements: Set<string>;
}

/**
 * Lets many clients use one PostgreSQL session, one at a time. The unit is the group of messages that ends in a
 * ReadyForQuery (a Query, or extended messages up to Sync); whoever has a transaction open after its group keeps the
 * session until it ends, and everybody else waits. A client that leaves in mid-transaction is rolled back.
 *
 * What one session for all means: `set`, temporary tables, session advisory locks and LISTEN are shared. Use
 * `set local` and pg_advisory_xact_lock. COPY FROM STDIN is refused, and Flush waits for its Sync.
 * @param idleInTransactionMs after this long without a statement an open transaction is rolled back and its client closed
 */
export async function createGate(run: RunMessages, idleInTransactionMs: number): Promise<Gate> {
  let owner: Client | undefined;
  let running: Client | undefined;
  let isPumping = false;
  let idleTimer: NodeJS.Timeout | undefined;
  let connected = 0;
  const waiting = new Set<Client>();
  const pings: (() => void)[] = [];

  const greeting: Uint8Array[] = [];
  await run(startupPacket(), (bytes) => greeting.push(bytes.slice()));

  const send = (client: Client, bytes: Uint8Array): void => {
    if (client.isGone) return;
    const copy = bytes.slice(); // of a buffer of its own, which moves to the other thread
    client.port.postMessage(copy, [copy.buffer]);
  };

  /** Runs a group and gives its answer with exactly one ReadyForQuery, at the end. */
  async function runGroup(group: Uint8Array): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    await run(group, (bytes) => parts.push(bytes.slice()));
    const answer = concat(parts);
    if (!endsReady(answer)) throw new Error('the database did not end its answer with ReadyForQuery');
    // PGlite says it twice when an extended query fails: once after the error, once at Sync.
    const body = answer.subarray(0, -READY_BYTES);
    return endsReady(body) ? concat([body.subarray(0, -READY_BYTES), answer.subarray(-READY_BYTES)]) : answer;
  }

  /** The next client whose turn it is: the owner of the session alone, or else the one that waits longest. */
  function next(): Client | undefined {
    const [client] = owner ? [owner] : waiting;
    if (client) waiting.delete(client);
    return client?.groups.length ? client : undefined;
  }

  async function pump(): Promise<void> {
    if (isPumping) return;
    isPumping = true;
    clearTimeout(idleTimer);
    for (;;) {
      for (const answer of pings.splice(0)) {
        await runGroup(simpleQuery('select 1'));
        answer();
      }
      const client = (running = next());
      const group = client?.groups.shift();
      if (!client || !group) break;
      const answer = await runGroup(group);
      owner = isIdle(answer) ? undefined : client;
      send(client, answer);
      if (client.groups.length > 0) waiting.add(client);
    }
    isPumping = false;
    if (owner) idleTimer = setTimeout(expire, idleInTransactionMs, owner);
  }

  function expire(client: Client): void {
    send(client, fatalError('25P03', 'terminating connection due to idle-in-transaction timeout'));
    leave(client);
  }

  function enqueue(client: Client, group: Uint8Array): void {
    client.groups.push(group);
    waiting.add(client);
    void pump();
  }

  /** The last group of a client: ends its transaction and forgets its statements. What it had not begun is not run. */
  function leave(client: Client): void {
    if (client.isGone) return;
    client.isGone = true;
    client.port.close();
    client.groups = [];
    waiting.delete(client);
    const last = [...client.statements].map(closeStatement);
    if (last.length > 0) last.push(sync);
    // Its group that runs at this moment may yet open a transaction.
    if (client === owner || client === running) last.unshift(simpleQuery('rollback'));
    if (last.length > 0) enqueue(client, concat(last));
  }

  function receive(client: Client, bytes: Uint8Array): void {
    client.unread = concat([client.unread, bytes]);
    for (;;) {
      const next = firstMessage(client.unread, !client.isStarted);
      if (!next || client.isGone) return;
      client.unread = client.unread.subarray(next.bytes.length);
      if (!client.isStarted) {
        if (asksForEncryption(next)) send(client, new Uint8Array([0x4e /* N: no */]));
        else {
          client.isStarted = true;
          send(client, concat(greeting));
        }
      } else if (next.type === 'X') {
        leave(client);
      } else if (next.type !== 'H' /* Flush: the answer comes with Sync */) {
        const { bytes: renamed, name } = renameStatement(next, client.prefix);
        if (name && next.type === 'P') client.statements.add(name);
        if (name && next.type === 'C') client.statements.delete(name);
        const isEnd = next.type === 'Q' || next.type === 'S';
        if (next.type === 'S') client.group.push(...copyRefusal(client.group), renamed);
        else client.group.push(renamed, ...copyRefusal([renamed]));
        if (isEnd) enqueue(client, concat(client.group.splice(0)));
      }
    }
  }

  return {
    connect(port) {
      const client: Client = {
        port,
        prefix: `${connected++}.`,
        unread: new Uint8Array(),
        isStarted: false,
        isGone: false,
        group: [],
        groups: [],
        statements: new Set(),
      };
      port.on('message', (bytes) => receive(client, bytes));
      port.on('close', () => leave(client));
    },
    ping: () =>
      new Promise((resolve) => {
        pings.push(resolve);
        void pump();
      }),
  };
}
