import { z } from 'zod';
import { LngLat } from './geo.ts';
import { Day, Instant, requiredText } from './text.ts';

/** When positions are kept: whenever the rep's own tracker app is on, or only in a shift that the rep opened and at presses. */
export const Recording = z.enum(['always', 'shift']);
export type Recording = z.infer<typeof Recording>;

/** How many days things are kept: what the server was started with. */
export const Retention = z.object({ positionDays: z.number(), quarantineDays: z.number(), shiftDays: z.number() });
export type Retention = z.infer<typeof Retention>;

/** PATCH /settings */
export const Settings = z.strictObject({ recording: Recording });
export type Settings = z.infer<typeof Settings>;

/** GET /settings */
export const SettingsInForce = z.object({ recording: Recording, retention: Retention });
export type SettingsInForce = z.infer<typeof SettingsInForce>;

/** POST /shifts/open and /shifts/close: `clientId` is made by the phone, so that the same act sent twice is one. */
export const ShiftAct = z.strictObject({ at: Instant, clientId: z.uuid() });
export type ShiftAct = z.infer<typeof ShiftAct>;

export const Shift = z.object({
  shiftId: z.uuid(),
  repId: z.uuid(),
  unitId: z.uuid(),
  day: Day,
  openedAt: z.string(),
  /** null: not closed by the rep. */
  closedAt: z.string().nullable(),
  /** Until when positions are kept for it: the close, or what ends a shift that was forgotten (the next one, or 16 hours). */
  untilAt: z.string(),
});
export type Shift = z.infer<typeof Shift>;

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
  /** Who looked at the track, when, and at which hours of it. */
  looks: z.array(
    z.object({ lookerId: z.uuid(), lookerName: z.string(), at: z.string(), fromAt: z.string(), toAt: z.string() }),
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
