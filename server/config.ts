import { z } from 'zod';
import type { Language } from '../shared/problems/say.ts';
import { tilesByUrl, type Tiles } from '../shared/tiles.ts';
import type { Retention } from '../shared/recording.ts';
import { settings, valuesInForce, type EnvironmentSettings } from '../shared/settings.ts';
import { TileFrame, TileUrl, type WorkHours } from '../shared/settingValues.ts';
import { linesIn, SaidError } from './saidError.ts';
import { byGrade, lunchOf } from './settingTexts.ts';
import { forms, wrongSetting } from './wrongSetting.ts';

const yesNo = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((s) => s === 'true' || s === '1' || s === 'yes');

const span = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

type NumberSetting = {
  [K in keyof typeof settings]: (typeof settings)[K]['schema'] extends z.ZodNumber ? K : never;
}[keyof typeof settings];

/** The number of a setting, as the environment writes it. */
function numberOf(key: NumberSetting) {
  return z.coerce.number().pipe(settings[key].schema).optional();
}

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
    .regex(/^postgres(ql)?:\/\//, forms.postgres.en)
    .optional(),
  /** What this process does of the whole on a shared PostgreSQL: `web` serves, `worker` judges and solves, `all` does both. */
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** Make the synthetic demo organisation when the database is empty; also as --no-demo. */
  DEMO: yesNo.default(true),
  /** The address people use, when it is not http://HOST:PORT: behind a proxy, https://rounds.example.org. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How many reverse proxies stand in front: their X-Forwarded-For is believed for rate limits. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Where the heads of the ledger go each day, out of reach of this database's owner: a POST, signed with the secret. */
  HEADS_URL: z.url({ protocol: /^https?$/ }).optional(),
  HEADS_SECRET: z.string().min(16).optional(),
  /** The organisation's OpenID provider, with which people sign in: its issuer, what we are called there, and the claim that is a person's login here. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${url}/`),
      'must begin with https://',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_CLAIM: z.string().min(1).max(100).optional(),
  /** What people call it, on the button; its host unless said. */
  OIDC_NAME: z.string().min(1).max(40).optional(),
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
  /** The operator's own base map: a PMTiles archive of vector tiles or pictures on this machine's disk, for the page without the internet. */
  TILE_FILE: z.string().min(1).optional(),
  /** A base map's tiles, https://…/{z}/{x}/{y}.png ; {s} is a, b or c. Without either the built-in map, which needs no internet. */
  TILE_URL: TileUrl.optional(),
  /** The frame its tiles are drawn in: gcj02 for Amap and Tencent, wgs84 for nearly all others. */
  TILE_FRAME: TileFrame.default('wgs84'),
  /** Whom its licence wants to be named on the map. */
  TILE_ATTRIBUTION: z.string().max(200).default(''),
  /** HTTPS by this server itself: files of a certificate and its key in PEM, or TLS_CERT=self for one it makes for this machine and its network. */
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  /** Whoever shows this as a Bearer token may read /metrics; without it nobody. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** An OSRM-compatible road service for minutes and kilometres by road, http://osrm:5000; without it straight lines are used. Only this address is called. */
  OSRM_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** A request to it that takes longer is given up, and straight lines stand in. */
  OSRM_TIMEOUT_MS: z.coerce.number().int().min(50).max(60_000).default(5_000),
  /** What the carriers' location services are and how they are asked: a file of JSON. Their secrets are variables CARRIER_…, which it names. */
  CARRIER_FILE: z.string().min(1).optional(),
  /** Photos of inspections are deleted so many days after they came; their hashes stay. */
  PHOTO_DAYS: z.coerce.number().int().min(1).max(3_650).default(365),
  // Defaults of the settings of organisations: shared/settings.ts says what each means and what it is where none is said.
  POSITION_DAYS: numberOf('positionDays'),
  QUARANTINE_DAYS: numberOf('quarantineDays'),
  SHIFT_DAYS: numberOf('shiftDays'),
  DETOUR_FACTOR: numberOf('detourFactor'),
  TRAVEL_KMH: numberOf('travelKmh'),
  WORK_HOURS: z
    .string()
    .regex(span, forms.hours.en)
    .transform((text): WorkHours => ({ from: text.slice(0, 5), to: text.slice(6) }))
    .pipe(settings.workHours.schema)
    .optional(),
  /** The span in which lunch begins and its minutes; none for no lunch. */
  LUNCH: z
    .string()
    .regex(/^(none|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\/\d{1,3})$/, forms.lunch.en)
    .transform(lunchOf)
    .pipe(settings.lunch.schema)
    .optional(),
  VISIT_MINUTES: numberOf('visitMinutes'),
  VISITS_A_MONTH: numberOf('visitsAMonth'),
  VISITS_BY_GRADE: z
    .string()
    .regex(/^(none|[^:,]{1,8}:\d+(\.\d+)?(,[^:,]{1,8}:\d+(\.\d+)?)*)$/, forms.grades.en)
    .transform(byGrade)
    .pipe(settings.visitsByGrade.schema)
    .optional(),
  /** fatal, error, warn, info, debug, or silent. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** `Retention`: where an organisation says nothing else. */
export interface Config extends Retention {
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
  photoDays: number;
  metricsToken: string | undefined;
  /** Where the ledger's heads of each day are sent; null: nowhere. */
  headsPlace: { url: string; secret: string } | null;
  /** Null: people sign in here only. */
  oidc: { issuer: string; clientId: string; clientSecret: string; claim: string; name: string } | null;
  /** Tiles from elsewhere. */
  tiles: Tiles | null;
  /** And those of a file, which is opened at the start; never both. */
  tileFile: { path: string; frame: Tiles['frame']; attribution: string } | null;
  tls: { cert: string; key: string | undefined } | null;
  /** The file of the carriers, and what one of its variables says; null: none is asked. */
  carriers: { file: string; secretOf(variable: string): string | undefined } | null;
  osrm: { osrmUrl: string | undefined; osrmTimeoutMs: number };
  /** What the environment says of the settings of organisations: their defaults here. */
  environment: EnvironmentSettings;
  logLevel: string;
}

/**
 * The settings from the environment and the command line (`--no-demo`, `--port 8080`).
 * @throws SaidError that names every wrong setting and what it should be.
 */
export function readConfig(env: Record<string, string | undefined>, args: readonly string[]): Config {
  const given: Record<string, string | undefined> = {};
  for (const name of Object.keys(Settings.shape)) if (env[name]) given[name] = env[name];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--no-demo') given.DEMO = 'false';
    else if (arg === '--port') given.PORT = args[++i];
    else
      throw new SaidError({
        en: `unknown argument '${arg}'; there are --no-demo and --port NUMBER`,
        zh: `没有参数“${arg}”，可用的有 --no-demo 和 --port NUMBER`,
      });
  }
  const read = Settings.safeParse(given);
  if (!read.success) {
    const { issues } = read.error;
    const lines = linesIn([
      { en: 'these settings cannot be used:', zh: '以下设置无法使用：' },
      ...issues.map((issue) => wrongSetting(issue, given)),
    ]);
    throw new SaidError(lines);
  }
  const s = read.data;
  checkTogether(s);
  const environment = environmentOf(s);
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
    photoDays: s.PHOTO_DAYS,
    metricsToken: s.METRICS_TOKEN,
    headsPlace: s.HEADS_URL === undefined ? null : { url: s.HEADS_URL, secret: s.HEADS_SECRET! },
    oidc: oidcOf(s),
    tiles:
      s.TILE_URL === undefined
        ? null
        : tilesByUrl({ url: s.TILE_URL, frame: s.TILE_FRAME, attribution: s.TILE_ATTRIBUTION }),
    tileFile:
      s.TILE_FILE === undefined ? null : { path: s.TILE_FILE, frame: s.TILE_FRAME, attribution: s.TILE_ATTRIBUTION },
    tls: s.TLS_CERT === undefined ? null : { cert: s.TLS_CERT, key: s.TLS_KEY },
    carriers:
      s.CARRIER_FILE === undefined
        ? null
        : { file: s.CARRIER_FILE, secretOf: (variable) => (/^CARRIER_/.test(variable) ? env[variable] : undefined) },
    osrm: { osrmUrl: s.OSRM_URL, osrmTimeoutMs: s.OSRM_TIMEOUT_MS },
    environment,
    ...valuesInForce(['positionDays', 'quarantineDays', 'shiftDays'], [], environment),
    logLevel: s.LOG_LEVEL,
  };
}

function oidcOf(s: z.output<typeof Settings>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_CLAIM: claim } = s;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined && claim !== undefined)
    return { issuer, clientId, clientSecret, claim, name: s.OIDC_NAME ?? new URL(issuer).host };
  if ([issuer, clientId, clientSecret, claim].every((one) => one === undefined)) return null;
  throw new SaidError({
    en: 'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_CLAIM belong together',
    zh: 'OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 和 OIDC_CLAIM 须同时设置',
  });
}

/** What each setting alone cannot say. @throws SaidError */
function checkTogether(s: z.output<typeof Settings>): void {
  if ((s.TLS_CERT !== undefined && s.TLS_CERT !== 'self') !== (s.TLS_KEY !== undefined))
    throw new SaidError({
      en: 'TLS_CERT and TLS_KEY are files that belong together; TLS_CERT=self needs no key',
      zh: 'TLS_CERT 和 TLS_KEY 须同时设置；TLS_CERT=self 无需密钥',
    });
  if ((s.HEADS_URL !== undefined) !== (s.HEADS_SECRET !== undefined))
    throw new SaidError({
      en: 'HEADS_URL and HEADS_SECRET belong together: whoever keeps the heads knows them by their signature',
      zh: 'HEADS_URL 和 HEADS_SECRET 须同时设置：接收方凭签名辨认链首',
    });
  if (s.TILE_URL !== undefined && s.TILE_FILE !== undefined)
    throw new SaidError({
      en: 'TILE_URL and TILE_FILE are two base maps: set one of them',
      zh: 'TILE_URL 和 TILE_FILE 是两种底图，只能设置一个',
    });
  if (s.ROLE !== 'all' && s.DATABASE_URL === undefined)
    throw new SaidError({
      en: `ROLE=${s.ROLE} needs DATABASE_URL: the embedded database belongs to one process, which does everything`,
      zh: `ROLE=${s.ROLE} 需要 DATABASE_URL：内置数据库只能由一个进程使用，并由它承担全部工作`,
    });
}

function environmentOf(s: z.output<typeof Settings>): EnvironmentSettings {
  const said: { [K in keyof EnvironmentSettings]: EnvironmentSettings[K] | undefined } = {
    workHours: s.WORK_HOURS,
    lunch: s.LUNCH,
    travelKmh: s.TRAVEL_KMH,
    detourFactor: s.DETOUR_FACTOR,
    visitMinutes: s.VISIT_MINUTES,
    visitsAMonth: s.VISITS_A_MONTH,
    visitsByGrade: s.VISITS_BY_GRADE,
    positionDays: s.POSITION_DAYS,
    quarantineDays: s.QUARANTINE_DAYS,
    shiftDays: s.SHIFT_DAYS,
    baseMap: baseMapOf(s),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as EnvironmentSettings;
}

function baseMapOf({ TILE_FILE, TILE_URL, TILE_FRAME, TILE_ATTRIBUTION }: z.output<typeof Settings>) {
  if (TILE_FILE !== undefined) return { kind: 'file' as const };
  if (TILE_URL === undefined) return undefined;
  return { kind: 'url' as const, url: TILE_URL, frame: TILE_FRAME, attribution: TILE_ATTRIBUTION };
}

/** The settings of a command: the environment's, since its arguments are its own. */
export function commandConfig(): Config {
  return readConfig(process.env, []);
}

/** Whether a test runs this program: what then is checked besides would cost too much in use. */
export const isTested = (env: Record<string, string | undefined> = process.env): boolean => env.NODE_ENV === 'test';

/** The language of the command line where `--lang` says none: of LC_ALL, LC_MESSAGES or LANG; English unless it is Chinese. */
export function commandLanguage(env: Record<string, string | undefined> = process.env): Language {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en';
}

/** The settings of the server as a program: the environment's, and its arguments. */
export function programConfig(): Config {
  return readConfig(process.env, process.argv.slice(2));
}
