import { mkdir, readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { createApp } from './app.ts';
import { newToken, tokenHash, type Recognise, type Who } from './auth.ts';
import { backupEndpoints } from './backup/http.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './db.ts';
import { startDemo, DEMO_PASSWORD } from './demo/demo.ts';
import { makeDoors, type Addresses } from './doors.ts';
import { createGather } from './gather.ts';
import type { Endpoint } from './http.ts';
import { jobEndpoints } from './jobs/http.ts';
import { createQueue, startJobs } from './jobs/runJobs.ts';
import { countOpenJobs, dropJobsEndedBefore } from './jobs/store.ts';
import { ledgerEndpoints } from './ledger/http.ts';
import { liveEndpoints } from './live/http.ts';
import { startLive } from './live/socket.ts';
import { dropEventsOlderThan } from './live/store.ts';
import { createLog, type Log } from './log.ts';
import { startLoop, type Loop } from './loop.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { unitNamesOf } from './people/export.ts';
import { peopleEndpoints } from './people/http.ts';
import * as people from './people/store.ts';
import { dropOldNotices, dropOldQuarantine, dropOldShifts } from './privacy/expiryStore.ts';
import { positionEndpoints } from './positions/http.ts';
import { dropOldFixes, makePartitions, repsIn } from './positions/store.ts';
import { retailerEndpoints } from './retailers/http.ts';
import { optimizeEndpoints, optimizeKind } from './optimize/http.ts';
import { planEndpoints } from './plans/http.ts';
import { planJobs } from './plans/jobs.ts';
import { plansOn } from './plans/store.ts';
import { createTravels } from './travel/travel.ts';
import { writeOwnerFile } from './runningServer.ts';
import { createSolvers } from './solvers.ts';
import { tileEndpoints } from './tiles/http.ts';
import { openTileFile } from './tiles/tileFile.ts';
import { barrierEndpoints } from './barriers/http.ts';
import { territoryEndpoints } from './territories/http.ts';
import { startMaps } from './maps/publish.ts';
import { rebalanceKind } from './scenarios/rebalance.ts';
import { scenarioEndpoints } from './scenarios/http.ts';
import { territoriesIn } from './territories/store.ts';
import { visitEndpoints } from './visits/http.ts';
import { startForgetting, startJudge } from './visits/judgeDue.ts';
import { countDueDays } from './visits/judgeStore.ts';
import { visitsOn } from './visits/store.ts';

export interface Running extends Addresses {
  /** For the first administrator's page, while there is no organisation. */
  setupToken: string;
  endpoints: readonly Endpoint[];
  db: Database;
  /** What nobody caught: the request or connection it came from is lost, everybody else is served on. */
  uncaught(error: unknown): void;
  stop(): Promise<void>;
}

/** Searches at a time; the API has its own thread. */
const SOLVER_THREADS = 2;

/**
 * How much the heap may grow, in percent of what was alive, before its rubbish is collected. V8 itself lets it grow fourfold where
 * memory is plenty: under ten times the load of phones 343 MB were held so, and 242 this way, at the same CPU a position.
 */
const HEAP_GROWTH_PERCENT = 40;

/** In the place of what other processes do. */
const idle = { wake: () => {}, stop: () => Promise.resolve() };

/** Puts the features together and starts serving. Nothing else knows all of them. */
export async function start(config: Config, say: (line: string) => void = () => {}): Promise<Running> {
  const log = createLog(config.logLevel);
  const isSecure = config.publicUrl?.startsWith('https:') ?? config.tls !== null;
  // before anything else is begun: a wrong path is told at once
  const tileFile = config.tileFile && config.role !== 'worker' ? await openTileFile(config.tileFile, log) : null;
  const db = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    onProgress: say,
    onError: (error) => log.warn({ err: error }, 'database connection'),
  });
  await migrate(db, { onProgress: say });
  await makePartitions(db);

  const setupToken = tokenHash(`set-up ${await people.databaseSecret(db)}`).toString('base64url'); // every process prints the same link
  const isServing = config.role !== 'worker';
  const isWorking = config.role !== 'web';
  const ownerToken = newToken();
  const sessions = { idleHours: config.sessionHours, maxHours: config.sessionMaxHours };
  const recogniser = recogniserOf(db, sessions, ownerToken);
  const metrics = createMetrics();
  const solvers = createSolvers(SOLVER_THREADS);
  const routeDeps = {
    db,
    solvers,
    travels: createTravels(config.travel),
    due: config.due,
    settings: {
      frame: {
        dayStart: config.workDay.dayStart,
        dayEnd: config.workDay.dayEnd,
        lunch: config.workDay.lunch,
        start: null,
        end: null,
      },
      visitMinutes: config.workDay.visitMinutes,
    },
  };
  const plans = planJobs(routeDeps, () => new Date());
  const optimize = optimizeKind(routeDeps);
  const jobs = !isWorking
    ? idle
    : startJobs({
        db,
        log,
        kinds: [rebalanceKind({ db, solvers }), optimize, ...Object.values(plans)],
        whoIs: (orgId, personId) => people.whoIs(db, orgId, personId),
        atOnce: SOLVER_THREADS,
      });
  const queue = createQueue(db, jobs.wake);
  const maps = isWorking ? startMaps(db, log) : idle;
  await mkdir(config.dataDir, { recursive: true });
  const doors = await makeDoors(config);
  const live = isServing ? await startLive({ db, log, people: recogniser, isSecure }) : null;
  const judge = isWorking ? startJudge(db, log) : idle;
  const forgetting = isWorking ? startForgetting(db, log) : idle;
  const unitNames = (who: Who) => unitNamesOf(db, who);
  const endpoints: Endpoint[] =
    live === null
      ? []
      : [
          ...peopleEndpoints({
            db,
            log,
            isSecure,
            sessions,
            setupToken,
            demoPassword: DEMO_PASSWORD,
            publicUrl: () => url,
            baseMap: async () => config.tiles ?? (await tileFile?.tiles()) ?? null,
          }),
          ...retailerEndpoints({ db, log }),
          ...territoryEndpoints({ db }),
          ...scenarioEndpoints({ db, queue, solvers }),
          ...barrierEndpoints({ db }),
          ...positionEndpoints({
            db,
            people: recogniser,
            retention: {
              positionDays: config.positionDays,
              quarantineDays: config.quarantineDays,
              shiftDays: config.shiftDays,
            },
            metrics,
          }),
          ...optimizeEndpoints({ ...routeDeps, queue }, optimize),
          ...planEndpoints({ ...routeDeps, queue, jobs: plans, unitNames }),
          ...visitEndpoints({ db, wakeJudge: judge.wake, unitNames }),
          ...ledgerEndpoints({ db }),
          ...jobEndpoints({ db }),
          ...backupEndpoints({ db }),
          ...tileEndpoints(tileFile),
          ...liveEndpoints({ place: live.place, read: (who, day) => snapshotOf(db, who, day) }),
        ];
  addGauges(metrics, db, () => live?.watchers() ?? 0);
  let isReady = true;
  const app = createApp(endpoints, {
    db,
    people: recogniser,
    log,
    now: () => new Date(),
    isSecure,
    metrics,
    metricsToken: config.metricsToken,
    tileUrl: config.tiles?.url ?? null,
    trustProxy: config.trustProxy,
    version: await version(),
    isReady: () => isReady,
  });
  const { url, localUrl } = await doors.open(app, live?.attach);
  const removeOwnerFile = await writeOwnerFile(config.dataDir, { url: localUrl, token: ownerToken });
  const upkeep = startUpkeep(db, log, config);
  return {
    url,
    localUrl,
    setupToken,
    endpoints,
    db,
    uncaught: (error) => {
      metrics.count('uncaught_errors', 1);
      log.error({ err: error }, 'an error that nobody caught');
    },
    stop: async () => {
      isReady = false;
      await removeOwnerFile();
      await upkeep.stop();
      await doors.close(live ? () => live.stop() : undefined); // the live stream ends its HTTP server too
      await judge.stop();
      await forgetting.stop();
      await maps.stop();
      await jobs.stop();
      await solvers.close();
      await tileFile?.close();
      await db.close();
    },
  };
}

function recogniserOf(db: Database, sessions: people.SessionRule, ownerToken: string): Recognise {
  const ownerHash = tokenHash(ownerToken);
  // a thousand phones a second are asked for in a few statements; nothing is remembered, so that a revoked token is refused at once
  const phones = createGather<Buffer, Who | null>({
    write: (hashes) => people.byDevices(db, hashes),
    sizeOf: () => 1,
    maxSize: 500,
    lanes: 1,
    lingerMs: 0,
    maxWaiting: Infinity,
  });
  return {
    bySession: (hash) => people.bySession(db, hash, sessions),
    // whoever can read the data folder owns the machine: the command line uses this while the server runs
    byDevice: async (hash) => {
      if (!hash.equals(ownerHash)) return phones.add(hash);
      const administrator = await people.rootAdministrator(db);
      return administrator && { ...administrator, isOwner: true };
    },
  };
}

async function snapshotOf(db: Database, who: Who, day: string) {
  const [units, reps, territories, plans, visits] = await Promise.all([
    people.unitsIn(db, who),
    repsIn(db, who),
    territoriesIn(db, who, undefined),
    plansOn(db, who, day, undefined),
    visitsOn(db, who, day),
  ]);
  return { units, reps, territories, plans, visits };
}

function addGauges(metrics: Metrics, db: Database, watchers: () => number): void {
  metrics.gauge('days_due', 'Days of reps that wait to be judged', () => countDueDays(db));
  metrics.gauge('jobs_open', 'Jobs that wait or run', () => countOpenJobs(db));
  metrics.gauge('watchers', 'Open live streams', watchers);
  metrics.gauge('database_waiting', 'Questions that wait for a connection', () => db.pool.waitingCount);
}

/** What time does: partitions for the days to come, old positions and old events dropped. */
function startUpkeep(db: Database, log: Log, config: Config): Loop {
  return startLoop({
    everyMs: 3_600_000,
    look: async () => {
      await makePartitions(db);
      await dropOldFixes(db, config.positionDays);
      await dropOldNotices(db, config.positionDays);
      await dropOldQuarantine(db, config.quarantineDays);
      await dropOldShifts(db, config.shiftDays);
      await dropEventsOlderThan(db, 24);
      await dropJobsEndedBefore(db, 30);
    },
    onError: (error, pauseMs) => log.error({ err: error }, `upkeep failed; trying again in ${pauseMs / 1_000} s`),
  });
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  let running: Running;
  let config: Config;
  try {
    config = readConfig(process.env, process.argv.slice(2));
    running = await start(config, say);
  } catch (error) {
    process.stderr.write(`Rounds cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const demo = startDemo({
    url: running.localUrl,
    setupToken: running.setupToken,
    mayCreate: config.demo,
    mayMove: config.role === 'all',
    say,
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1); // pressed twice: now
    isStopping = true;
    say('Stopping …');
    void demo
      .stop()
      .then(() => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('uncaughtException', running.uncaught); // rejections that nobody handled come here too
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  say(`Rounds is at ${running.url}`);
  if (config.role !== 'worker' && !config.demo && !(await demo.isSetUp()))
    say(`Make the first administrator: ${running.url}/setup?token=${running.setupToken}`);
}

if (process.argv[1] !== undefined && import.meta.url === new URL(`file://${process.argv[1]}`).href) await main();
