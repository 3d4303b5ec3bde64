import { z } from 'zod';
import { Day, Instant } from './text.ts';

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
