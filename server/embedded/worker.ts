import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import type { InBoth } from '../../shared/problems/say.ts';
import { createGate } from './gate.ts';
import { slimPostgis } from './postgis.ts';

/** What a worker is started with. */
export interface WorkerInput {
  /** The folder of the database cluster itself. */
  folder: string;
  /** Where what can be made again is kept. */
  cache: string;
  /** Make a new cluster with the extensions there, close it and end. */
  isInitialising: boolean;
  idleInTransactionMs: number;
}

/** What a worker is told, and what it says. */
export type WorkerRequest = { ask: 'connect'; port: MessagePort } | { ask: 'ping' } | { ask: 'close' };
export type WorkerReply = { say: 'ready' } | { say: 'pong' } | { say: 'progress'; step: InBoth } | { say: 'closed' };

const input = workerData as WorkerInput;
const say = (reply: WorkerReply): void => parentPort?.postMessage(reply);

async function open(): Promise<PGlite> {
  return PGlite.create(input.folder, {
    extensions: { postgis: slimPostgis(input.cache), btree_gist },
    relaxedDurability: false,
    startParams: [...PGlite.defaultStartParams, '-c', 'TimeZone=UTC', '-c', 'jit=off'],
  });
}

async function initialise(): Promise<void> {
  say({ say: 'progress', step: { en: 'initialising the embedded database', zh: '正在初始化内置数据库' } });
  const pglite = await open();
  say({ say: 'progress', step: { en: 'installing PostGIS in it', zh: '正在其中安装 PostGIS' } });
  await pglite.exec('create extension postgis; create extension btree_gist; checkpoint');
  await pglite.close();
  say({ say: 'closed' });
}

async function serve(): Promise<void> {
  const pglite = await open();
  const gate = await createGate(
    (messages, onRawData) => pglite.execProtocolRawStream(messages, { onRawData }),
    input.idleInTransactionMs,
  );
  parentPort?.on('message', (request: WorkerRequest) => {
    if (request.ask === 'connect') gate.connect(request.port);
    else if (request.ask === 'ping') void gate.ping().then(() => say({ say: 'pong' }));
    else
      void pglite.close().then(() => {
        say({ say: 'closed' });
        parentPort?.close();
      });
  });
  say({ say: 'ready' });
}

await (input.isInitialising ? initialise() : serve());
