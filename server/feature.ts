import type { Server } from 'node:http';
import type { Snapshot } from '../shared/live.ts';
import type { Erasure } from '../shared/privacy.ts';
import type { Who } from './auth.ts';
import type { Config } from './config.ts';
import type { Database, Queryable } from './db.ts';
import type { Given } from './given.ts';
import type { Endpoint } from './http.ts';
import type { JobKind } from './jobs.ts';
import type { Log } from './log.ts';
import type { Loop } from './loop.ts';
import type { Metrics } from './metrics.ts';
import type { Solvers } from './solvers.ts';

/** What a feature is made of: the whole server without the other features. */
export interface Context {
  config: Config;
  db: Database;
  log: Log;
  metrics: Metrics;
  solvers: Solvers;
  now: () => Date;
  /** Whether people reach this server by HTTPS. */
  isSecure: boolean;
  /** False for a process that only works (ROLE=worker): nobody reaches its endpoints. */
  isServing: boolean;
  /** Whoever shows this token can read the data folder of this machine. */
  ownerToken: string;
  /** Where people find the server; known once it listens. */
  publicUrl: () => string;
  /** What other features give: to be asked for when it is needed, since they may be made later. */
  given: Given;
  /** All features, once all are made: for those whose matter is what the others bring. */
  features: () => readonly Feature[];
}

/** What a feature brings. Its folder holds all of it; `server/main.ts` has its name. */
export interface Feature {
  endpoints?: readonly Endpoint[];
  /** Kinds of work that may take longer than a request. */
  jobs?: readonly JobKind<never>[];
  /** What this feature does by itself, where the process works (not ROLE=web); begun in the order of the features. */
  loops?: readonly (() => Loop)[];
  /** What has to be there before anything else begins. */
  prepare?: () => Promise<unknown>;
  /** What time does: done when the server starts, and every hour. */
  upkeep?: readonly (() => Promise<unknown>)[];
  /** Numbers for /metrics, read when somebody looks. */
  gauges?: readonly { name: string; help: string; read: () => number | Promise<number> }[];
  /** Its part of the state of a day on the map. */
  snapshot?: (who: Who, day: string) => Promise<Partial<SnapshotParts>>;
  /** Deletes what is kept of somebody who left and is no evidence, in the caller's transaction; says how much it was. */
  erase?: (tx: Queryable, orgId: number, personId: string) => Promise<Partial<ErasedCounts>>;
  /** What it gives to other features. */
  gives?: Partial<Given>;
  /** Speaks beside requests on people's door: attached after the application, and closes the server with itself. One feature has it. */
  stream?: { attach(server: Server): void; close(): Promise<void> };
  /** When all else has ended and the database is still open. */
  stop?: () => Promise<void>;
}

export type SnapshotParts = Omit<Snapshot, 'cursor' | 'day'>;
export type ErasedCounts = Pick<Erasure, 'fixes' | 'notices' | 'quarantined'>;

/** A feature is made by a function of the context, in its own `feature.ts`. */
export interface MakeFeature {
  (context: Context): Feature | Promise<Feature>;
  /** Refuses settings that cannot work, before anything else is begun: a wrong path is told at once. */
  check?(config: Config, log: Log): Promise<void>;
}
