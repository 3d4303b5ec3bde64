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
  type Message,
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
  const greeting: Uint8Array[] = [];
  await run(startupPacket(), (bytes) => greeting.push(bytes.slice()));
  const session = new OneSession(run, idleInTransactionMs, concat(greeting));
  return {
    connect: (port) => session.connect(port),
    ping: () => session.ping(),
  };
}

class OneSession {
  private owner: Client | undefined;
  private running: Client | undefined;
  private isPumping = false;
  private idleTimer: NodeJS.Timeout | undefined;
  private connected = 0;
  private readonly waiting = new Set<Client>();
  private readonly pings: (() => void)[] = [];
  private readonly run: RunMessages;
  private readonly idleInTransactionMs: number;
  private readonly greeting: Uint8Array;

  constructor(run: RunMessages, idleInTransactionMs: number, greeting: Uint8Array) {
    this.run = run;
    this.idleInTransactionMs = idleInTransactionMs;
    this.greeting = greeting;
  }

  connect(port: ClientPort): void {
    const client: Client = {
      port,
      prefix: `${this.connected++}.`,
      unread: new Uint8Array(),
      isStarted: false,
      isGone: false,
      group: [],
      groups: [],
      statements: new Set(),
    };
    port.on('message', (bytes) => this.receive(client, bytes));
    port.on('close', () => this.leave(client));
  }

  ping(): Promise<void> {
    return new Promise((resolve) => {
      this.pings.push(resolve);
      void this.pump();
    });
  }

  private async pump(): Promise<void> {
    if (this.isPumping) return;
    this.isPumping = true;
    clearTimeout(this.idleTimer);
    for (;;) {
      for (const answer of this.pings.splice(0)) {
        await this.runGroup(simpleQuery('select 1'));
        answer();
      }
      const client = (this.running = this.next());
      const group = client?.groups.shift();
      if (!client || !group) break;
      const answer = await this.runGroup(group);
      this.owner = isIdle(answer) ? undefined : client;
      send(client, answer);
      if (client.groups.length > 0) this.waiting.add(client);
    }
    this.isPumping = false;
    if (this.owner) this.idleTimer = setTimeout((client) => this.expire(client), this.idleInTransactionMs, this.owner);
  }

  /** The next client whose turn it is: the owner of the session alone, or else the one that waits longest. */
  private next(): Client | undefined {
    const [client] = this.owner ? [this.owner] : this.waiting;
    if (client) this.waiting.delete(client);
    return client?.groups.length ? client : undefined;
  }

  /** Runs a group and gives its answer with exactly one ReadyForQuery, at the end. */
  private async runGroup(group: Uint8Array): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    await this.run(group, (bytes) => parts.push(bytes.slice()));
    const answer = concat(parts);
    if (!endsReady(answer)) throw new Error('the database did not end its answer with ReadyForQuery');
    // PGlite says it twice when an extended query fails: once after the error, once at Sync.
    const body = answer.subarray(0, -READY_BYTES);
    return endsReady(body) ? concat([body.subarray(0, -READY_BYTES), answer.subarray(-READY_BYTES)]) : answer;
  }

  private expire(client: Client): void {
    send(client, fatalError('25P03', 'terminating connection due to idle-in-transaction timeout'));
    this.leave(client);
  }

  /** The last group of a client: ends its transaction and forgets its statements. What it had not begun is not run. */
  private leave(client: Client): void {
    if (client.isGone) return;
    client.isGone = true;
    client.port.close();
    client.groups = [];
    this.waiting.delete(client);
    const last = [...client.statements].map(closeStatement);
    if (last.length > 0) last.push(sync);
    // Its group that runs at this moment may yet open a transaction.
    if (client === this.owner || client === this.running) last.unshift(simpleQuery('rollback'));
    if (last.length > 0) this.enqueue(client, concat(last));
  }

  private enqueue(client: Client, group: Uint8Array): void {
    client.groups.push(group);
    this.waiting.add(client);
    void this.pump();
  }

  private receive(client: Client, bytes: Uint8Array): void {
    client.unread = concat([client.unread, bytes]);
    for (;;) {
      const message = firstMessage(client.unread, !client.isStarted);
      if (!message || client.isGone) return;
      client.unread = client.unread.subarray(message.bytes.length);
      if (!client.isStarted) this.greet(client, message);
      else if (message.type === 'X') this.leave(client);
      else if (message.type !== 'H' /* Flush: the answer comes with Sync */) {
        const group = groupEndedBy(client, message);
        if (group) this.enqueue(client, group);
      }
    }
  }

  private greet(client: Client, first: Message): void {
    if (asksForEncryption(first)) return send(client, new Uint8Array([0x4e /* N: no */]));
    client.isStarted = true;
    send(client, this.greeting);
  }
}

function send(client: Client, bytes: Uint8Array): void {
  if (client.isGone) return;
  const copy = bytes.slice(); // of a buffer of its own, which moves to the other thread
  client.port.postMessage(copy, [copy.buffer]);
}

/** Adds a message to its client's group; gives the whole group where the message ends it. */
function groupEndedBy(client: Client, message: Message): Uint8Array | null {
  const { bytes: renamed, name } = renameStatement(message, client.prefix);
  if (name && message.type === 'P') client.statements.add(name);
  if (name && message.type === 'C') client.statements.delete(name);
  if (message.type === 'S') client.group.push(...copyRefusal(client.group), renamed);
  else client.group.push(renamed, ...copyRefusal([renamed]));
  return message.type === 'Q' || message.type === 'S' ? concat(client.group.splice(0)) : null;
}
