import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { Worker } from 'node:worker_threads';
import type { InBoth } from '../../shared/problems/say.ts';
import { SaidError } from '../saidError.ts';
import { startThread } from '../thread.ts';
import { takeLock } from './lock.ts';
import { PortStream } from './stream.ts';
import { placeTemplate } from './template.ts';
import type { WorkerInput, WorkerReply, WorkerRequest } from './worker.ts';

export interface EmbeddedOptions {
  /** The data folder; the cluster is its sub-folder `database`. Made when missing. */
  dataDir: string;
  /** What is going on, for people: the first start takes long. */
  onProgress: (step: InBoth) => void;
  /** The database is lost to this process (its thread died or hangs). Only a new start of the process helps. */
  onFatal: (error: Error) => void;
  idleInTransactionMs: number;
  /** No answer to `select 1` for this long, in time this process was awake, is a hang: a full disk, for one. */
  hangMs: number;
}

export interface Embedded {
  /** A new connection, in the shape of a socket that speaks PostgreSQL's protocol. */
  connect(): PortStream;
  /** Shuts the database down, ends its thread and gives the folder free. */
  close(): Promise<void>;
}

/** Templates are the program's, not the user's: they live in the checkout and can be deleted at any time. */
export const TEMPLATE_CACHE = fileURLToPath(new URL('../../.build/databases', import.meta.url));

const PING_MS = 30_000;

/**
 * Opens PGlite (PostgreSQL and PostGIS in WebAssembly) on a data folder, in a thread of its own: in the main thread its
 * statements would stop the event loop (p99 86 ms, in a worker 19 ms).
 * @throws Error naming the process when another one has the folder open
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, onProgress } = options;
  mkdirSync(dataDir, { recursive: true });
  const lock = await takeLock(join(dataDir, 'database.lock'));
  if ('heldBy' in lock) {
    throw new SaidError({
      en: `the data folder ${dataDir} is in use by process ${lock.heldBy}; two programs on one folder would lose rows`,
      zh: `数据目录 ${dataDir} 正由进程 ${lock.heldBy} 使用；两个程序共用一个目录会丢失数据`,
    });
  }
  try {
    const folder = join(dataDir, 'database');
    const cache = cacheFor(dataDir);
    if (!existsSync(folder)) await makeCluster(folder, cache, onProgress);
    refuseOtherVersion(folder);
    onProgress({ en: 'starting the embedded database', zh: '正在启动内置数据库' });
    const worker = startWorker({
      folder,
      cache,
      isInitialising: false,
      idleInTransactionMs: options.idleInTransactionMs,
    });
    await worker.until('ready', onProgress).catch((cause: unknown) => {
      throw notStarted(folder, cause);
    });
    let isOver = false;
    const stopWatching = watch(worker, options.hangMs, (error) => {
      isOver = true;
      void worker.thread.terminate().then(() => {
        lock.release();
        options.onFatal(error);
      });
    });
    return {
      connect: () => {
        const { port1, port2 } = new MessageChannel();
        if (isOver) port2.close();
        else worker.tell({ ask: 'connect', port: port2 });
        return new PortStream(port1);
      },
      close: async () => {
        if (isOver) return;
        isOver = true;
        stopWatching();
        const closed = worker.until('closed');
        worker.tell({ ask: 'close' });
        await closed.finally(() => worker.thread.terminate());
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function notStarted(folder: string, cause: unknown): SaidError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SaidError(
    {
      en: `the embedded database did not start on ${folder}: ${why}`,
      zh: `内置数据库未能在 ${folder} 上启动：“${why}”`,
    },
    { cause },
  );
}

/** Builds beside and renames: a process killed on the way leaves no half-made cluster under the final name. */
async function makeCluster(folder: string, cache: string, onProgress: (step: InBoth) => void): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await placeTemplate(cache, 'empty', engineVersion(), unfinished, async (target) => {
    const worker = startWorker({ folder: target, cache, isInitialising: true, idleInTransactionMs: 0 });
    await worker.until('closed', onProgress).finally(() => worker.thread.terminate());
  });
  renameSync(unfinished, folder);
}

/** The checkout's, or one in the data folder where the program may not write to its own, as in an image. */
function cacheFor(dataDir: string): string {
  for (const folder of [TEMPLATE_CACHE, join(dataDir, 'templates')]) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  throw new SaidError({
    en: `neither ${TEMPLATE_CACHE} nor ${dataDir} can be written to`,
    zh: `${TEMPLATE_CACHE} 和 ${dataDir} 都不可写`,
  });
}

/** Of what a template depends on: both packages, and the shape of what we make of them. */
export function engineVersion(): string {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string): string => {
    const entry = require.resolve(name);
    const root = entry.slice(0, entry.lastIndexOf(name) + name.length);
    return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  };
  return `1-${versionOf('@electric-sql/pglite')}-${versionOf('@electric-sql/pglite-postgis')}`;
}

const POSTGRES_MAJOR = '18';

function refuseOtherVersion(folder: string): void {
  const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (major !== POSTGRES_MAJOR) {
    throw new SaidError({
      en: `${folder} was made by PostgreSQL ${major}, this program brings ${POSTGRES_MAJOR}: open it with the version that made it and export`,
      zh: `${folder} 由 PostgreSQL ${major} 创建，本程序自带 ${POSTGRES_MAJOR}：请用创建它的版本打开并导出`,
    });
  }
}

interface RunningWorker {
  thread: Worker;
  tell(request: WorkerRequest): void;
  /** Resolves at the reply; rejects when the thread dies first. */
  until(say: WorkerReply['say'], onProgress?: (step: InBoth) => void): Promise<void>;
}

function startWorker(input: WorkerInput): RunningWorker {
  const thread = startThread(new URL('./worker.ts', import.meta.url), { workerData: input });
  return {
    thread,
    tell: (request) => thread.postMessage(request, request.ask === 'connect' ? [request.port] : []),
    until: (say, onProgress) =>
      new Promise((resolve, reject) => {
        const settle = (error?: Error): void => {
          thread.off('message', onMessage).off('error', settle).off('exit', onExit);
          if (error) reject(error);
          else resolve();
        };
        const onMessage = (reply: WorkerReply): void => {
          if (reply.say === 'progress') onProgress?.(reply.step);
          else if (reply.say === say) settle();
        };
        const onExit = (): void => settle(new Error('the thread of the embedded database ended'));
        thread.on('message', onMessage).on('error', settle).on('exit', onExit);
      }),
  };
}

/**
 * Asks for a sign of life, and tells once when none comes or the thread dies. Counts ticks of this process and not the
 * clock, so that a sleeping laptop is no hang.
 * @returns ends the watch
 */
function watch({ thread, tell }: RunningWorker, hangMs: number, onDeath: (error: Error) => void): () => void {
  const tickMs = Math.min(1_000, hangMs / 4);
  let waitedMs = 0;
  let isAsked = false;
  const timer = setInterval(() => {
    waitedMs += tickMs;
    if (isAsked && waitedMs >= hangMs)
      fail(new Error(`the embedded database has not answered for ${hangMs / 1000} s (is the disk full?)`));
    if (isAsked || waitedMs < Math.min(PING_MS, hangMs / 2)) return;
    isAsked = true;
    waitedMs = 0;
    tell({ ask: 'ping' });
  }, tickMs).unref();
  const onMessage = (reply: WorkerReply): void => {
    if (reply.say !== 'pong') return;
    isAsked = false;
    waitedMs = 0;
  };
  const onError = (cause: Error): void => fail(new Error(`the embedded database failed: ${cause.message}`, { cause }));
  const onExit = (): void => fail(new Error('the thread of the embedded database ended'));
  const stop = (): void => {
    clearInterval(timer);
    thread.off('message', onMessage).off('error', onError).off('exit', onExit);
  };
  const fail = (error: Error): void => {
    stop();
    onDeath(error);
  };
  thread.on('message', onMessage).on('error', onError).on('exit', onExit);
  return stop;
}
