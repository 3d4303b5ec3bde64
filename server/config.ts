import { z } from 'zod';
import type { Language } from '../shared/problems/say.ts';
import type { Tiles } from '../shared/tiles.ts';

const yesNo = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((s) => s === 'true' || s === '1' || s === 'yes');

const span = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Every setting of the server, its default and what it means. Nothing else reads the environment. */
const Settings = z.object({
  /** Where the dashboard and the API listen. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** 127.0.0.1 serves this machine only; 0.0.0.0 serves the network: put HTTPS in front of it. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The folder of the embedded database. */
  DATA_DIR: z.string().min(1).default('data'),
  /** A PostgreSQL server with PostGIS ≥ 3.3, instead of the embedded one: postgres://user:password@host:5432/rounds */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  /** What this process does of the whole on a shared PostgreSQL: `web` serves, `worker` judges and solves, `all` does both. */
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** Make the synthetic demo organisation when the database is empty; also as --no-demo. */
  DEMO: yesNo.default(true),
  /** The address people use, when it is not http://HOST:PORT: behind a proxy, https://rounds.example.org. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How many reverse proxies stand in front: their X-Forwarded-For is believed for rate limits. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** A sign-in ends this many hours after its last use. */
  SESSION_HOURS: z.coerce
    .number()
    .min(0.1)
    .max(24 * 30)
    .default(12),
  /** And this many hours after it began, however much it is used. */
  SESSION_MAX_HOURS: z.coerce
    .number()
    .min(0.1)
    .max(24 * 30)
    .default(24 * 7),
  /** Raw positions, and what phones noticed by themselves, are deleted after this many days; verdicts and their evidence stay. */
  POSITION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  /** What phones sent that could not be read is deleted after this many days. */
  QUARANTINE_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  /** Shifts are deleted this many days after they were opened; three years, as working time is usually kept. */
  SHIFT_DAYS: z.coerce.number().int().min(30).max(36_500).default(1095),
  /** The line between straight metres and travelled metres in plans: 1.3 is usual for towns (Boscoe et al. 2012: 1.42 for the USA). */
  DETOUR_FACTOR: z.coerce.number().min(1).max(5).default(1.3),
  /** The operator's own base map: a PMTiles archive of vector tiles or pictures on this machine's disk, for the page without the internet. */
  TILE_FILE: z.string().min(1).optional(),
  /** A base map's tiles, https://…/{z}/{x}/{y}.png ; {s} is a, b or c. Without either the built-in map, which needs no internet. */
  TILE_URL: z
    .string()
    .regex(/^https?:\/\/[^\s'";,]+\{z\}[^\s'";,]*$/, 'must be an address with {z}, {x} and {y}')
    .refine((url) => url.includes('{x}') && url.includes('{y}'), 'must hold {x} and {y} too')
    .optional(),
  /** The frame its tiles are drawn in: gcj02 for Amap and Tencent, wgs84 for nearly all others. */
  TILE_FRAME: z.enum(['wgs84', 'gcj02']).default('wgs84'),
  /** Whom its licence wants to be named on the map. */
  TILE_ATTRIBUTION: z.string().max(200).default(''),
  /** HTTPS by this server itself: files of a certificate and its key in PEM, or TLS_CERT=self for one it makes for this machine and its network. */
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  /** Whoever shows this as a Bearer token may read /metrics; without it this machine only. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** The speed on straight metres × DETOUR_FACTOR, km/h: by moped or car between shops of a town. */
  TRAVEL_KMH: z.coerce.number().min(1).max(200).default(25),
  /** An OSRM-compatible road service for minutes and kilometres by road, http://osrm:5000; without it straight lines are used. Only this address is called. */
  OSRM_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** A request to it that takes longer is given up, and straight lines stand in. */
  OSRM_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
  /** The working day that plans are made for. */
  WORK_HOURS: z
    .string()
    .regex(span, 'must look like 08:30-17:30')
    .default('08:30-17:30')
    .refine((s) => s.slice(0, 5) < s.slice(6), 'must end after it begins'),
  /** The span in which lunch begins and its minutes; none for no lunch. */
  LUNCH: z
    .string()
    .regex(
      /^(none|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\/\d{1,3})$/,
      'must look like 11:30-13:00/60, or be none',
    )
    .default('11:30-13:00/60')
    .refine((s) => s === 'none' || s.slice(0, 5) <= s.slice(6, 11), 'must end after it begins'),
  /** Minutes of a visit at a retailer that says nothing of it. */
  VISIT_MINUTES: z.coerce.number().min(0).max(480).default(10),
  /** How often a retailer is due where neither it nor its grade says so; and by grade. */
  VISITS_A_MONTH: z.coerce.number().min(0).max(62).default(1),
  VISITS_BY_GRADE: z
    .string()
    .regex(/^(none|[^:,]{1,8}:\d+(\.\d+)?(,[^:,]{1,8}:\d+(\.\d+)?)*)$/, 'must look like A:4,B:2,C:1, or be none')
    .default('A:4,B:2,C:1,D:0.5'),
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
  metricsToken: string | undefined;
  /** Tiles from elsewhere. */
  tiles: Tiles | null;
  /** And those of a file, which is opened at the start; never both. */
  tileFile: { path: string; frame: Tiles['frame']; attribution: string } | null;
  tls: { cert: string; key: string | undefined } | null;
  travel: { detourFactor: number; speedKmh: number; osrmUrl: string | undefined; osrmTimeoutMs: number };
  workDay: {
    dayStart: string;
    dayEnd: string;
    lunch: { minutes: number; from: string; to: string } | null;
    visitMinutes: number;
  };
  due: { visitsAMonth: number; byGrade: Record<string, number> };
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
  if ((s.TLS_CERT !== undefined && s.TLS_CERT !== 'self') !== (s.TLS_KEY !== undefined))
    throw new Error('TLS_CERT and TLS_KEY are files that belong together; TLS_CERT=self needs no key');
  if (s.TILE_URL !== undefined && s.TILE_FILE !== undefined)
    throw new Error('TILE_URL and TILE_FILE are two base maps: set one of them');
  if (s.ROLE !== 'all' && s.DATABASE_URL === undefined)
    throw new Error(
      `ROLE=${s.ROLE} needs DATABASE_URL: the embedded database belongs to one process, which does everything`,
    );
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
    metricsToken: s.METRICS_TOKEN,
    tiles:
      s.TILE_URL === undefined
        ? null
        : {
            url: s.TILE_URL,
            kind: 'pictures',
            frame: s.TILE_FRAME,
            attribution: s.TILE_ATTRIBUTION,
            minZoom: 0,
            maxZoom: 19,
            bounds: null,
          },
    tileFile:
      s.TILE_FILE === undefined ? null : { path: s.TILE_FILE, frame: s.TILE_FRAME, attribution: s.TILE_ATTRIBUTION },
    tls: s.TLS_CERT === undefined ? null : { cert: s.TLS_CERT, key: s.TLS_KEY },
    travel: {
      detourFactor: s.DETOUR_FACTOR,
      speedKmh: s.TRAVEL_KMH,
      osrmUrl: s.OSRM_URL,
      osrmTimeoutMs: s.OSRM_TIMEOUT_MS,
    },
    workDay: { ...workHours(s.WORK_HOURS), lunch: lunchOf(s.LUNCH), visitMinutes: s.VISIT_MINUTES },
    due: { visitsAMonth: s.VISITS_A_MONTH, byGrade: byGrade(s.VISITS_BY_GRADE) },
    logLevel: s.LOG_LEVEL,
  };
}

function workHours(text: string): { dayStart: string; dayEnd: string } {
  return { dayStart: text.slice(0, 5), dayEnd: text.slice(6) };
}

function lunchOf(text: string): Config['workDay']['lunch'] {
  return text === 'none' ? null : { from: text.slice(0, 5), to: text.slice(6, 11), minutes: Number(text.slice(12)) };
}

function byGrade(text: string): Record<string, number> {
  return text === 'none'
    ? {}
    : Object.fromEntries(
        text
          .split(',')
          .map((pair) => pair.split(':') as [string, string])
          .map(([grade, visits]) => [grade.trim(), Number(visits)]),
      );
}

/** The settings of a command: the environment's, since its arguments are its own. */
export function commandConfig(): Config {
  return readConfig(process.env, []);
}

/** The language of the command line where `--lang` says none: of LC_ALL, LC_MESSAGES or LANG; English unless it is Chinese. */
export function commandLanguage(env: Record<string, string | undefined> = process.env): Language {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en';
}

/** The settings of the server as a program: the environment's, and its arguments. */
export function programConfig(): Config {
  return readConfig(process.env, process.argv.slice(2));
}
