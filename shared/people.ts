import { z } from 'zod';
import { exportContract } from './exports.ts';
import { Instant, requiredText, text } from './text.ts';
import { plain } from './problems/because.ts';

export const Role = z.enum(['rep', 'supervisor', 'planner', 'auditor', 'admin']);
export type Role = z.infer<typeof Role>;

/** What can be done, as a verb on a thing. Where it can be done is the person's scope: own (rep) or the unit and all below it. */
export const Action = z.enum([
  'me.read',
  'me.device',
  'me.password',
  'people.read',
  'people.manage',
  'devices.manage',
  'retailers.read',
  'retailers.import',
  'retailers.correct',
  'territories.read',
  'territories.plan',
  'plans.read',
  'plans.make',
  'jobs.run',
  'positions.send',
  'positions.read',
  'positions.erase',
  'quarantine.read',
  'quarantine.replay',
  'visits.press',
  'visits.read',
  'visits.appeal',
  'visits.decide',
  'shifts.press',
  'shifts.read',
  'settings.change',
  'live.watch',
  'ledger.read',
  'backup.make',
]);
export type Action = z.infer<typeof Action>;

const everyone: Action[] = [
  'me.read',
  'me.password',
  'retailers.read',
  'territories.read',
  'plans.read',
  'visits.read',
  'shifts.read',
  'live.watch',
];
const desk: Action[] = [...everyone, 'people.read', 'positions.read'];

/** Who may do what. A rep's scope is their own work; everybody else's is their unit and the units below it. */
export const permissions: Record<Role, readonly Action[]> = {
  rep: [...everyone, 'me.device', 'positions.send', 'positions.read', 'visits.press', 'visits.appeal', 'shifts.press'],
  supervisor: desk,
  planner: [...desk, 'retailers.import', 'territories.plan', 'plans.make', 'jobs.run'],
  auditor: [...desk, 'retailers.correct', 'visits.decide', 'ledger.read'],
  admin: [
    ...desk,
    'people.manage',
    'devices.manage',
    'retailers.import',
    'retailers.correct',
    'territories.plan',
    'plans.make',
    'jobs.run',
    'positions.erase',
    'quarantine.read',
    'quarantine.replay',
    'visits.decide',
    'ledger.read',
    'settings.change',
    'backup.make',
  ],
};

export const Unit = z.object({
  unitId: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  timeZone: z.string(),
});
export type Unit = z.infer<typeof Unit>;

/** An IANA zone this machine knows. */
export const TimeZone = z.string().max(64).refine(isTimeZone, plain('TIME_ZONE_UNKNOWN'));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name); // PostgreSQL reads a bare offset with the opposite sign
  } catch {
    return false;
  }
}

export const NewUnit = z.strictObject({ name: requiredText(100), parentId: z.uuid(), timeZone: TimeZone.optional() });
export type NewUnit = z.infer<typeof NewUnit>;

export const Person = z.object({
  personId: z.uuid(),
  unitId: z.uuid(),
  role: Role,
  name: z.string(),
  login: z.string(),
  isActive: z.boolean(),
});
export type Person = z.infer<typeof Person>;

export const Login = requiredText(64).refine((s) => !/\s/.test(s), plain('SPACES_IN_LOGIN'));
/** Long enough to resist guessing (NIST SP 800-63B-4: 8 with rate limits, 15 alone); the upper bound keeps argon2 cheap. */
export const Password = z.string().min(10).max(128);

export const NewPerson = z.strictObject({
  unitId: z.uuid(),
  role: Role,
  name: requiredText(100),
  login: Login,
  password: Password,
});
export type NewPerson = z.infer<typeof NewPerson>;

export const PersonChange = z.strictObject({
  name: requiredText(100).optional(),
  role: Role.optional(),
  unitId: z.uuid().optional(),
  isActive: z.boolean().optional(),
  password: Password.optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** POST /me/password */
export const NewPassword = z.strictObject({ current: z.string().min(1).max(128), next: Password });
export type NewPassword = z.infer<typeof NewPassword>;

export const SignIn = z.strictObject({ login: Login, password: z.string().min(1).max(128) });

/** A base map over the built-in one, from elsewhere or from a file of the operator's: tiles by `{z}/{x}/{y}`, drawn in a frame. */
export const Tiles = z.object({
  url: z.string(),
  kind: z.enum(['pictures', 'vector']),
  frame: z.enum(['wgs84', 'gcj02']),
  attribution: z.string(),
  /** Farther off than the first zoom and outside the bounds there are no tiles; nearer than the last zoom its own are enlarged. */
  minZoom: z.number().int(),
  maxZoom: z.number().int(),
  /** Degrees of the tiles' own frame. Null: not known. */
  bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }).nullable(),
});
export type Tiles = z.infer<typeof Tiles>;

/** The signed-in person, their scope and what they may do: what the web needs to show the right rooms. */
export const Me = z.object({
  person: Person,
  org: z.object({ orgId: z.number().int(), name: z.string(), synthetic: z.boolean() }),
  units: z.array(Unit),
  actions: z.array(Action),
  /** Null: only the built-in map, which needs no internet. */
  tiles: Tiles.nullable(),
});
export type Me = z.infer<typeof Me>;

export const Device = z.object({
  deviceId: z.uuid(),
  personId: z.uuid(),
  label: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type Device = z.infer<typeof Device>;

export const NewDevice = z.strictObject({ label: requiredText(60) });
/** What to put into each phone app; `config` is a link, also as a QR code, that the app itself takes its settings from. */
export const PhoneSetup = z.object({
  ownTracks: z.object({ url: z.string(), config: z.string() }),
  /** The same settings for OwnTracks as a file, to be named something.otrc. */
  configFile: z.string(),
  overland: z.object({ url: z.string(), config: z.string() }),
  /** `config` is for the scanner in Traccar Client's settings. */
  traccar: z.object({ url: z.string(), deviceId: z.string(), config: z.string() }),
  /** "Log to custom URL": the address, and the line for "HTTP headers". */
  gpsLogger: z.object({ url: z.string(), headers: z.string() }),
});
export type PhoneSetup = z.infer<typeof PhoneSetup>;

/** The token is in this reply and nowhere else: only its SHA-256 is kept. */
export const IssuedDevice = z.object({ device: Device, token: z.string(), setup: PhoneSetup });
export type IssuedDevice = z.infer<typeof IssuedDevice>;

/** Makes the organisation and its first administrator; good once, with the token the server printed. */
export const Setup = z.strictObject({
  token: z.string().max(100),
  orgName: requiredText(100),
  timeZone: TimeZone,
  name: requiredText(100),
  login: Login,
  password: Password,
  synthetic: z.boolean().default(false),
});
export type Setup = z.infer<typeof Setup>;

/** What a visitor who is not signed in may know of this server. */
export const Welcome = z.object({
  isSetUp: z.boolean(),
  orgName: z.string().nullable(),
  synthetic: z.boolean(),
  /** Logins to try, only where the organisation is synthetic. */
  demo: z.object({ logins: z.array(z.object({ login: z.string(), role: Role })), password: z.string() }).nullable(),
});
export type Welcome = z.infer<typeof Welcome>;

/** Which people of a list: `q` searches names and logins. */
const PeopleFilter = { q: text(100).optional(), role: Role.optional(), unitId: z.uuid().optional() };

export const exportPeople = exportContract({
  path: '/people/export',
  summary: 'The people of my scope as a file (CSV, XLSX), with the filters of the list',
  action: 'people.read',
  filter: PeopleFilter,
});
