import { mkdir, readFile } from 'node:fs/promises';
import type { InBoth } from '../shared/problems/say.ts';
import { createApp } from './app.ts';
import { newToken } from './auth.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database } from './db.ts';
import { makeDoors, type Addresses } from './doors.ts';
import type { Context, Feature, MakeFeature } from './feature.ts';
import { createGiven } from './given.ts';
import type { Endpoint } from './http.ts';
import { createLog, type Log } from './log.ts';
import { startLoop, type Loop } from './loop.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { writeOwnerFile } from './runningServer.ts';
import { createSolvers, SOLVER_THREADS } from './solvers.ts';

export interface Running extends Addresses {
  /** For the first administrator's page, while there is no organisation. */
  setupToken: string;
  endpoints: readonly Endpoint[];
  db: Database;
  /** What nobody caught: the request or connection it came from is lost, everybody else is served on. */
  uncaught(error: unknown): void;
  stop(): Promise<void>;
}

/** Opens the database, makes the features and serves what they bring. */
export async function startServer(
  makers: readonly MakeFeature[],
  config: Config,
  say: (line: InBoth) => void,
): Promise<Running> {
  const log = createLog(config.logLevel);
  for (const { check } of makers) await check?.(config, log);
  const db = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    onProgress: say,
    onError: (error) => log.warn({ err: error }, 'database connection'),
  });
  try {
    await migrate(db, { onProgress: say });
    return await serve(makers, config, db, log);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function serve(makers: readonly MakeFeature[], config: Config, db: Database, log: Log): Promise<Running> {
  const { give, given } = createGiven();
  const features: Feature[] = [];
  const addresses = { url: '', localUrl: '' };
  const context: Context = {
    config,
    db,
    log,
    given,
    metrics: createMetrics(),
    solvers: createSolvers(SOLVER_THREADS),
    now: () => new Date(),
    isSecure: config.publicUrl?.startsWith('https:') ?? config.tls !== null,
    isServing: config.role !== 'worker',
    ownerToken: newToken(),
    publicUrl: () => addresses.url,
    features: () => features,
  };
  for (const make of makers) {
    const feature = await make(context);
    give(feature.gives ?? {});
    features.push(feature);
  }
  for (const { prepare } of features) await prepare?.();
  addGauges(context.metrics, db, features);
  const loops = config.role === 'web' ? [] : features.flatMap((feature) => feature.loops ?? []).map((begin) => begin());
  const stopLoops = async (): Promise<void> => {
    for (const loop of loops.reverse()) await loop.stop();
  };
  try {
    const door = await openDoors(context, features);
    Object.assign(addresses, door.addresses);
    const upkeep = startUpkeep(features, log);
    return {
      ...door.addresses,
      setupToken: given.setupToken,
      endpoints: door.endpoints,
      db,
      uncaught: (error) => {
        context.metrics.count('uncaught_errors', 1);
        log.error({ err: error }, 'an error that nobody caught');
      },
      stop: async () => {
        await door.hide();
        await upkeep.stop();
        await door.close();
        await stopLoops();
        await context.solvers.close();
        for (const { stop } of features) await stop?.();
        await db.close();
      },
    };
  } catch (error) {
    await stopLoops();
    throw error;
  }
}

interface OpenDoors {
  addresses: Addresses;
  endpoints: readonly Endpoint[];
  /** Nobody is sent here any more; what is under way goes on. */
  hide(): Promise<void>;
  close(): Promise<void>;
}

/** Lets requests in, and the command line of this machine. */
async function openDoors(context: Context, features: readonly Feature[]): Promise<OpenDoors> {
  const { config, db, log, now, isSecure, isServing, metrics, given, ownerToken } = context;
  const endpoints = isServing ? features.flatMap((feature) => feature.endpoints ?? []) : [];
  const stream = isServing ? features.find((feature) => feature.stream)?.stream : undefined;
  let isReady = true;
  const app = createApp(endpoints, {
    db,
    people: given.recognise,
    looks: given.looks,
    log,
    now,
    isSecure,
    metrics,
    metricsToken: config.metricsToken,
    tileUrl: config.tiles?.url ?? null,
    tileUrls: () => given.tileUrls(),
    trustProxy: config.trustProxy,
    version: await version(),
    isReady: () => isReady,
  });
  await mkdir(config.dataDir, { recursive: true });
  const doors = await makeDoors(config);
  const addresses = await doors.open(app, (server) => stream?.attach(server));
  const removeOwnerFile = await writeOwnerFile(config.dataDir, { url: addresses.localUrl, token: ownerToken });
  return {
    addresses,
    endpoints,
    hide: async () => {
      isReady = false;
      await removeOwnerFile();
    },
    close: () => doors.close(stream && (() => stream.close())), // the stream ends the HTTP server it is attached to
  };
}

function addGauges(metrics: Metrics, db: Database, features: readonly Feature[]): void {
  metrics.gauge('database_waiting', 'Questions that wait for a connection', () => db.pool.waitingCount);
  for (const { gauges = [] } of features) for (const { name, help, read } of gauges) metrics.gauge(name, help, read);
}

function startUpkeep(features: readonly Feature[], log: Log): Loop {
  return startLoop({
    everyMs: 3_600_000,
    look: async () => {
      for (const { upkeep = [] } of features) for (const act of upkeep) await act();
    },
    onError: (error, pauseMs) => log.error({ err: error }, `upkeep failed; trying again in ${pauseMs / 1_000} s`),
  });
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
