import { contract } from './contract.ts';
import { z } from 'zod';
import { LngLat } from './geo.ts';
import { LookWay } from './looks.ts';
import { Day, requiredText } from './text.ts';
import { Shift } from './shifts.ts';
import { Recording } from './recording.ts';

/** Of any year: a phone's clock may have said 1969, and what it said is kept. */
const ofDay = z.array(z.object({ day: z.string(), count: z.number().int() }));

/** A stored position with everything that is kept of it. */
export const StoredFix = z.object({
  fixAt: z.string(),
  receivedAt: z.string(),
  position: LngLat,
  accuracyM: z.number().nullable(),
  source: z.string().nullable(),
  mock: z.boolean().nullable(),
  speedMps: z.number().nullable(),
  courseDeg: z.number().nullable(),
  altitudeM: z.number().nullable(),
  battery: z.number().nullable(),
  sentAt: z.string().nullable(),
  app: z.string(),
  deviceId: z.uuid(),
});
export type StoredFix = z.infer<typeof StoredFix>;

/** GET /me/stored: everything that is stored about who asks; with `day`, that day's positions, presses and notices in full. */
export const StoredAboutMe = z.object({
  personId: z.uuid(),
  name: z.string(),
  recording: Recording,
  /** Raw positions are deleted after so many days; verdicts and their evidence stay. */
  positionDays: z.number(),
  fixes: ofDay,
  /** Positions that came and were not kept, because they were recorded outside of every shift: only their number is known. */
  refused: ofDay,
  presses: ofDay,
  /** Borders crossed and stays, as the phone noticed them by itself. */
  notices: ofDay,
  /** Own visits that the machine judged. */
  judged: ofDay,
  /** What the phones sent that could not be read. */
  quarantined: z.number().int(),
  appeals: z.number().int(),
  /** What auditors decided of own visits. */
  decisions: z.number().int(),
  /** Stops of the own track of which the rep said that they were no visits. */
  dismissedStops: z.array(
    z.object({ retailerId: z.uuid(), retailerName: z.string(), fromAt: z.string(), at: z.string(), note: z.string() }),
  ),
  phones: z.array(
    z.object({
      deviceId: z.uuid(),
      label: z.string(),
      createdAt: z.string(),
      lastSeenAt: z.string().nullable(),
      revokedAt: z.string().nullable(),
    }),
  ),
  /** Sign-ins that have not ended. */
  sessions: z.number().int(),
  shifts: z.array(Shift),
  /** Who looked at the caller's positions, when, by which way, and at which hours; null: all that was kept. */
  looks: z.array(
    z.object({
      lookerId: z.uuid(),
      lookerName: z.string(),
      way: LookWay,
      at: z.string(),
      fromAt: z.string().nullable(),
      toAt: z.string().nullable(),
    }),
  ),
  ofDay: z
    .object({
      day: Day,
      fixes: z.array(StoredFix),
      presses: z.array(
        z.object({
          visitId: z.uuid(),
          kind: z.enum(['start', 'end']),
          retailerId: z.uuid(),
          retailerName: z.string(),
          pressedAt: z.string(),
          receivedAt: z.string(),
          position: LngLat.nullable(),
          accuracyM: z.number().nullable(),
          source: z.string().nullable(),
          fixAt: z.string().nullable(),
          mock: z.boolean().nullable(),
          deviceId: z.string().nullable(),
          note: z.string().nullable(),
        }),
      ),
      notices: z.array(
        z.object({ kind: z.string(), at: z.string().nullable(), receivedAt: z.string(), notice: z.unknown() }),
      ),
    })
    .nullable(),
});
export type StoredAboutMe = z.infer<typeof StoredAboutMe>;

/** POST /positions/erasures: the raw positions of somebody who works here no more, and why they go. */
export const NewErasure = z.strictObject({ personId: z.uuid(), note: requiredText(500) });
export type NewErasure = z.infer<typeof NewErasure>;

/** What was deleted, in rows: positions, what the phones noticed by themselves, what could not be read. */
export const Erasure = z.object({
  personId: z.uuid(),
  at: z.string(),
  fixes: z.number().int(),
  notices: z.number().int(),
  quarantined: z.number().int(),
});
export type Erasure = z.infer<typeof Erasure>;

export const readStored = contract({
  method: 'get',
  path: '/me/stored',
  summary: 'Everything that is stored about me, counted by day; with a day, that day in full',
  action: 'positions.read',
  shows: 'own',
  query: z.strictObject({ day: Day.optional() }),
  reply: StoredAboutMe,
});

export const exportStored = contract({
  method: 'get',
  path: '/me/stored/export',
  summary: 'Everything that is stored about me, in full, as one JSON file',
  action: 'positions.read',
  shows: 'own',
  query: z.strictObject({}),
  reply: { contentType: 'application/json' },
  isLong: true,
});

export const erasePositions = contract({
  method: 'post',
  path: '/positions/erasures',
  summary:
    'Delete the raw positions of somebody who works here no more; verdicts and their evidence stay, and the ledger says so',
  action: 'positions.erase',
  body: NewErasure,
  reply: Erasure,
  status: 201,
});

export const privacyContracts = { readStored, exportStored, erasePositions };
