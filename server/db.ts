import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { InBoth } from '../shared/problems/say.ts';
import { isTested } from './config.ts';
import { openEmbedded } from './embedded/open.ts';
import { createTransactionGuard, noGuard } from './transactionGuard.ts';
import { upkeep } from './embedded/upkeep.ts';

export interface Result<Row> {
  rows: Row[];
  /** Rows given or changed; 0 for statements that have none. */
  rowCount: number;
}

/** What a question to the database needs: the database itself, or the client of a transaction. */
export interface Queryable {
  /**
   * @param text SQL with $1, $2 … ; without parameters it may be several statements
   * @param params null, string, number, bigint, boolean, Date, Buffer, or an array of them; anything else goes as JSON
   */
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<Result<Row>>;
}

export interface Database extends Queryable {
  /** For what the rest does not offer. Whoever takes a client from it must release it outside of a transaction. */
  pool: pg.Pool;
  /**
   * Runs `fn` in a transaction; resolves after the commit, so that what it gives may be acknowledged. Rolls back when
   * `fn` throws. Everything inside goes through the client, a statement at a time; `db.query` in there would wait for
   * itself when embedded, and is refused there and in tests.
   */
  transaction<T>(fn: (client: Queryable) => Promise<T>): Promise<T>;
  /** PGlite in this process rather than a PostgreSQL server. */
  embedded: boolean;
  /** Waits for running queries, ten seconds at most, then closes; a second call does nothing. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL+PostGIS server; without it the embedded database in `dataDir` is opened. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  onProgress?: ((step: InBoth) => void) | undefined;
  /** The embedded database died or hangs and only a restart helps. By default the error ends the process. */
  onFatal?: ((error: Error) => void) | undefined;
  /** The longest statement and the longest pause inside a transaction, in ms; see below for the defaults. */
  statementMs?: number | undefined;
  idleInTransactionMs?: number | undefined;
  /** A connection broke, or upkeep failed; the pool replaces the connection. For the log. */
  onError?: ((error: Error) => void) | undefined;
}

/**
 * A report over months takes seconds; what takes longer than this is stuck and holds others up. A server ends the
 * statement; the embedded database cannot, so there it is a hang and fatal.
 */
const STATEMENT_MS = 60_000;
/** Nothing in a transaction waits for people or the network; the longest pause is a computation between two statements. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** A client that was never given back must not keep the process from ending. */
const CLOSE_MS = 10_000;

/** Opens the one way to the database: the same SQL, types and errors for a server and for the embedded one. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const onError = options.onError ?? (() => {});
  const { statementMs = STATEMENT_MS, idleInTransactionMs = IDLE_IN_TRANSACTION_MS } = options;
  if (options.databaseUrl !== undefined) {
    const pool = new pg.Pool(serverSettings(options.databaseUrl, statementMs, idleInTransactionMs));
    return finish(pool, false, onError, async () => {});
  }
  if (options.dataDir === undefined) throw new Error('neither a database address nor a data folder is given');
  const embedded = await openEmbedded({
    dataDir: options.dataDir,
    onProgress: options.onProgress ?? (() => {}),
    onFatal: options.onFatal ?? endProcess,
    idleInTransactionMs,
    hangMs: statementMs,
  });
  const pool = new pg.Pool({
    user: 'postgres',
    database: 'postgres',
    stream: () => embedded.connect(),
    types,
    max: 10,
    idleTimeoutMillis: 0, // a connection costs nothing here
    connectionTimeoutMillis: statementMs, // it waits behind whatever statement runs
  });
  const stopUpkeep = upkeep((sql) => pool.query(sql), onError);
  return finish(pool, true, onError, async () => {
    await stopUpkeep();
    await embedded.close();
  });
}

function serverSettings(connectionString: string, statementMs: number, idleInTransactionMs: number): pg.PoolConfig {
  return {
    connectionString,
    types,
    max: 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000, // also the longest wait for a free connection: better an error than a heap of waiters
    keepAlive: true,
    application_name: 'rounds',
    // jit: PostGIS's cost estimates trigger it and it takes 130 ms a statement.
    options: `-c jit=off -c TimeZone=UTC -c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=${idleInTransactionMs}`,
  };
}

function finish(
  pool: pg.Pool,
  embedded: boolean,
  onError: (error: Error) => void,
  closeEngine: () => Promise<void>,
): Database {
  // Told for each connection, also one that is in use: pg ends the process for an error that nobody listens to. Whoever
  // uses it learns from the query that fails. The pool says the same again for idle ones.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => {});
  // A client given back in mid-transaction must not meet its next user like that.
  pool.on('release', (error, client) => {
    if (!error && client.getTransactionStatus() !== 'I') void client.end();
  });
  // with a server a query that strayed out of its transaction only reads what was before: the tests find it, on both
  const guard = embedded || isTested() ? createTransactionGuard() : noGuard;
  let closing: Promise<void> | undefined;
  return {
    pool,
    embedded,
    query: async (text, params) => {
      guard.refuseInside();
      return withClient(pool, (client) => ask(client, text, params));
    },
    transaction: async (fn) => {
      guard.refuseInside();
      return guard.run(() => withClient(pool, (client) => transact(client, fn)));
    },
    close: () =>
      (closing ??= Promise.race([pool.end(), setTimeout(CLOSE_MS, undefined, { ref: false })]).then(closeEngine)),
  };
}

/** Whether the database refused what it was given, and not to work: another statement may succeed (SQLSTATE classes 21, 22, 23, and P0 from functions). */
export function isDataFault(error: unknown): boolean {
  return /^(2[123]|P0)/.test(String((error as { code?: unknown } | null)?.code ?? ''));
}

/** Unlike pool.query, which closes the connection after any failed statement, keeps it as long as it works. */
async function withClient<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onBroken = (error: Error): void => void (broken = error);
  client.on('error', onBroken);
  try {
    return await use(client);
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

async function ask<Row>(client: pg.PoolClient, text: string, params?: readonly unknown[]): Promise<Result<Row>> {
  const result = await client.query(text, params as unknown[] | undefined);
  return { rows: (result.rows ?? []) as Row[], rowCount: result.rowCount ?? 0 };
}

async function transact<T>(client: pg.PoolClient, fn: (client: Queryable) => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const value = await fn(oneAtATime(client));
    // After an error that `fn` swallowed PostgreSQL answers COMMIT with ROLLBACK, and no error.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed');
    return value;
  } catch (error) {
    // When even this fails the connection is gone, and the transaction with it: the first error tells why.
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** A statement that is sent before the one before is answered would wait in the driver, which will refuse it in its next version. */
function oneAtATime(client: pg.PoolClient): Queryable {
  let isBusy = false;
  return {
    query: async (text, params) => {
      if (isBusy) throw new Error('a statement of this transaction is not answered yet: wait for it before the next');
      isBusy = true;
      try {
        return await ask(client, text, params);
      } finally {
        isBusy = false;
      }
    },
  };
}

function endProcess(error: Error): void {
  process.nextTick(() => {
    throw error;
  });
}

function toSafeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the bigint ${text} does not fit a number: select it as text`);
  return value;
}

const TEXT_ARRAY: number = 1009;
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

/**
 * How values arrive, beyond pg's defaults (timestamptz a Date, json parsed, numeric and enum text, geography EWKB hex):
 * bigint is a number, and an error where it would lose digits, so that count(*) and ids need no conversion;
 * date is 'YYYY-MM-DD', because a working day is no instant.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    const texts = pg.types.getTypeParser(TEXT_ARRAY, 'text') as (array: string) => (string | null)[];
    if (format === 'text') {
      if (oid === INT8) return toSafeNumber;
      if (oid === INT8_ARRAY)
        return (array: string) => texts(array).map((text) => (text === null ? null : toSafeNumber(text)));
      if (oid === DATE) return (text: string) => text;
      if (oid === DATE_ARRAY) return texts;
    }
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};
