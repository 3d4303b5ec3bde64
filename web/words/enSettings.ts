import { enCoded } from '../../shared/tables/enCoded.ts';

export type TrackerApp = 'ownTracks' | 'overland' | 'traccar' | 'gpsLogger';

/** Setting a phone up, in English. */
const setup = {
  title: 'Set up a phone',
  lead: 'An app that the rep’s phone keeps running sends its positions here. It takes a minute.',
  person: 'Whose phone',
  choosePerson: 'Choose a person',
  app: 'App',
  apps: { ownTracks: 'OwnTracks', overland: 'Overland', traccar: 'Traccar Client', gpsLogger: 'GPSLogger' } as Record<
    TrackerApp,
    string
  >,
  appFor: {
    ownTracks: 'Android and iPhone. Also takes the day’s retailers as its own geofences.',
    overland: 'iPhone. Records through dead zones.',
    traccar: 'Android and iPhone. The smallest.',
    gpsLogger: 'Android. For phones without Google.',
  } as Record<TrackerApp, string>,
  make: 'Make the token',
  another: 'Another phone',
  once: 'The token is shown once, now. Who has it can send positions as this person.',
  localOnly:
    'This server calls itself by an address that a phone cannot reach. Set PUBLIC_URL to the address that phones use.',
  scan: 'Code for the phone',
  openLink: 'Open this link on the phone',
  copyLink: 'Copy the link',
  copyToken: 'Copy the token',
  file: 'Configuration file',
  byHand: 'By hand',
  url: 'Address',
  user: 'User',
  password: 'Password',
  deviceId: 'Device identifier',
  headers: 'HTTP headers',
  steps: {
    ownTracks: [
      'Install OwnTracks on the phone and allow it the location ‘always’.',
      'Scan the code with the phone’s camera, or open the configuration file with OwnTracks.',
      'Accept the configuration. Press the arrow at the top to send the first position.',
    ],
    overland: [
      'Install Overland on the iPhone and allow it the location ‘always’.',
      'Scan the code with the camera and accept the configuration.',
      'Switch tracking on.',
    ],
    traccar: [
      'Install Traccar Client and allow it the location ‘always’.',
      'In its settings, press the code symbol and scan the code; or type address and device identifier.',
      'Switch ‘Continuous tracking’ on.',
    ],
    gpsLogger: [
      'Install GPSLogger and allow it the location ‘always’.',
      'Logging details, Log to custom URL: scan or copy the address, and put the line below into HTTP headers.',
      'Press Start logging.',
    ],
  } as Record<TrackerApp, string[]>,
  waiting: 'Waiting for the phone …',
  heard: 'The phone has spoken. Waiting for its first position …',
  first: (at: string, accuracy: string) => `First position at ${at}, ${accuracy}. The phone is set up.`,
};

/** What the administrator looks after. */
const settings = {
  title: 'Settings',
  parts: { general: 'Positions', quarantine: 'Quarantine', ledger: 'Ledger' },
  recording: 'When positions are kept',
  recordings: {
    always: 'Whenever the rep’s tracker app is on',
    shift: 'Only in a shift that the rep opened, and at presses',
  },
  recordingLead: 'Every change is in the ledger, and each rep sees the present rule on their phone.',
  retention: 'How long things are kept',
  days: (shown: string) => `${shown} days`,
  positions: 'Raw positions and what phones noticed',
  quarantined: 'Unreadable messages',
  shifts: 'Shifts',
  forever: 'Visits, verdicts with their evidence, decisions, ledger',
  always: 'always',
  bySetting: 'The server’s own settings say so: POSITION_DAYS, QUARANTINE_DAYS, SHIFT_DAYS.',
  saved: 'Saved.',
  quarantine: 'What phones sent that could not be read',
  quarantineNone: 'Nothing is in quarantine.',
  quarantineCount: (n: number, shown: string) => (n === 1 ? `${shown} message` : `${shown} messages`),
  replay: 'Read again',
  replayAll: 'Read all again',
  raw: 'As it was sent',
  replayed: (at: string, fixes: string) => `Read again ${at}: ${fixes} new positions`,
  still: 'still unreadable',
  reason: enCoded.quarantine,
  heads: (day: string) => `Ledger heads of ${day}`,
  headsLead:
    'The last entry of each unit’s hash chain at the end of the day. Print it, mail it, keep it: nobody can then rewrite what came before, not even an administrator.',
  headsNone: 'No entries up to this day.',
  unit: 'Unit',
  entry: 'Entry',
  hash: 'SHA-256',
  printHeads: 'Print',
  saveHeads: 'Save the heads',
  saveLedger: 'Save the day’s ledger',
  verify: 'Verify the day',
  verifying: 'Verifying …',
  verified: (entries: string, units: string) =>
    `All as recorded, computed again in this browser. Entries: ${entries}, units: ${units}.`,
  nothingThatDay: 'Nothing was recorded on this day; the heads are of days before.',
  wrong: (n: number, shown: string) =>
    n === 1
      ? `${shown} finding: the ledger is not as it was recorded`
      : `${shown} findings: the ledger is not as it was recorded`,
  finding: {
    unreadable: (line: string) => `Line ${line} is not an entry`,
    changed: (entry: string, unit: string) => `Entry ${entry} of ${unit} was changed`,
    gap: (entry: string, unit: string) => `Entry ${entry} of ${unit} does not follow the one before`,
    head: (entry: string, unit: string) => `Entry ${entry} of ${unit} is not the head shown here`,
  },
  noCrypto: 'This browser computes hashes only over HTTPS. Use: rounds ledger verify',
};

export const enSettings = { setup, settings };
export type SettingsWords = typeof enSettings;
