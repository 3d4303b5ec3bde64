import { z } from 'zod';
import type { Tiles } from '../shared/people.ts';

const yesNo = z.enum(['true', 'false', '1', '0', 'yes', 'no']).transform((s) => s === 'true' || s === '1' || s === 'yes');

/** Every setting of the server, its default and what it means. Nothing else reads the environment. */
const Settings = z.object({
  /** Where the dashboard and the API listen. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** 127.0.0.1 serves this machine only; 0.0.0.0 serves the network: put HTTPS in front of it. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The folder of the embedded database. */
  DATA_DIR: z.string().min(1).default('data'),
  /** A PostgreSQL server with PostGIS ≥ 3.3, instead of the embedded one: postgres://user:password@host:5432/rounds */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
  /** What this process does of the whole on a shared PostgreSQL: `web` serves, `worker` judges and solves, `all` does both. */
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** Make the synthetic demo organisation when the database is empty; also as --no-demo. */
  DEMO: yesNo.default(true),
  /** The address people use, when it is not http://HOST:PORT: behind a proxy, https://rounds.example.org. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How many reverse proxies stand in front: their X-Forwarded-For is believed for rate limits. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** A sign-in ends this many hours after its last use. */
  SESSION_HOURS: z.coerce.number().min(0.1).max(24 * 30).default(12),
  /** And this many hours after it began, however much it is used. */
  SESSION_MAX_HOURS: z.coerce.number().min(0.1).max(24 * 30).default(24 * 7),
  /** Raw positions, and what phones noticed by themselves, are deleted after this many days; verdicts and their evidence stay. */
  POSITION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  /** What phones sent that could not be read is deleted after this many days. */
  QUARANTINE_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  /** Shifts are deleted this many days after they were opened; three years, as working time is usually kept. */
  SHIFT_DAYS: z.coerce.number().int().min(30).max(36_500).default(1095),
  /** The line between straight metres and travelled metres in plans: 1.3 is usual for towns (Boscoe et al. 2012: 1.42 for the USA). */
  DETOUR_FACTOR: z.coerce.number().min(1).max(5).default(1.3),
  /** A base map's tiles, https://…/{z}/{x}/{y}.png ; {s} is a, b or c. Without it the built-in map, which needs no internet. */
  TILE_URL: z.string().regex(/^https?:\/\/[^\s'";,]+\{z\}[^\s'";,]*$/, 'must be an address with {z}, {x} and {y}').refine((url) => url.includes('{x}') && url.includes('{y}'), 'must hold {x} and {y} too').optional(),
  /** The frame its tiles are drawn in: gcj02 for Amap and Tencent, wgs84 for nearly all others. */
  TILE_FRAME: z.enum(['wgs84', 'gcj02']).default('wgs84'),
  /** Whom its licence wants to be named on the map. */
  TILE_ATTRIBUTION: z.string().max(200).default(''),
  /** HTTPS by this server itself: files of a certificate and its key in PEM, or TLS_CERT=self for one it makes for this machine and its network. */
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  /** Whoever shows this as a Bearer token may read /metrics; without it this machine only. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** fatal, error, warn, info, debug, or silent. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  role: 'all' | 'web' | 'worker';
  demo: boolean;
  publicUrl: string | undefined;
  trustProxy: number;
  sessionHours: number;
  sessionMaxHours: number;
  positionDays: number;
  quarantineDays: number;
  shiftDays: number;
  detourFactor: number;
  metricsToken: string | undefined;
  tiles: Tiles | null;
  tls: { cert: string; key: string | undefined } | null;
  logLevel: string;
}

/**
 * The settings from the environment and the command line (`--no-demo`, `--port 8080`).
 * @throws Error that names every wrong setting and what it should be.
 */
export function readConfig(env: Record<string, string | undefined>, args: readonly string[]): Config {
  const given: Record<string, string | undefined> = {};
  for (const name of Object.keys(Settings.shape)) if (env[name]) given[name] = env[name];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--no-demo') given.DEMO = 'false';
    else if (arg === '--port') given.PORT = args[++i];
    else throw new Error(`unknown argument '${arg}'; there are --no-demo and --port NUMBER`);
  }
  const read = Settings.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`these settings cannot be used:\n${lines.join('\n')}`);
  }
  const s = read.data;
  if ((s.TLS_CERT !== undefined && s.TLS_CERT !== 'self') !== (s.TLS_KEY !== undefined)) throw new Error('TLS_CERT and TLS_KEY are files that belong together; TLS_CERT=self needs no key');
  if (s.ROLE !== 'all' && s.DATABASE_URL === undefined) throw new Error(`ROLE=${s.ROLE} needs DATABASE_URL: the embedded database belongs to one process, which does everything`);
  return {
    port: s.PORT,
    host: s.HOST,
    dataDir: s.DATA_DIR,
    databaseUrl: s.DATABASE_URL,
    role: s.ROLE,
    demo: s.DEMO && s.ROLE === 'all',
    publicUrl: s.PUBLIC_URL,
    trustProxy: s.TRUST_PROXY,
    sessionHours: s.SESSION_HOURS,
    sessionMaxHours: s.SESSION_MAX_HOURS,
    positionDays: s.POSITION_DAYS,
    quarantineDays: s.QUARANTINE_DAYS,
    shiftDays: s.SHIFT_DAYS,
    detourFactor: s.DETOUR_FACTOR,
    metricsToken: s.METRICS_TOKEN,
    tiles: s.TILE_URL === undefined ? null : { url: s.TILE_URL, frame: s.TILE_FRAME, attribution: s.TILE_ATTRIBUTION },
    tls: s.TLS_CERT === undefined ? null : { cert: s.TLS_CERT, key: s.TLS_KEY },
    logLevel: s.LOG_LEVEL,
  };
}

/** The settings of a command: the environment's, since its arguments are its own. */
export function commandConfig(): Config {
  return readConfig(process.env, []);
}
