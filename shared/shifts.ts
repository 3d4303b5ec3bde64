import { contract } from './contract.ts';
import { items } from './text.ts';
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

export const openShift = contract({
  method: 'post',
  path: '/shifts/open',
  summary: 'The rep opens a shift',
  action: 'shifts.press',
  body: ShiftAct,
  reply: Shift,
  status: 201,
});

export const closeShift = contract({
  method: 'post',
  path: '/shifts/close',
  summary: 'The rep closes the shift that is open',
  action: 'shifts.press',
  body: ShiftAct,
  reply: Shift,
  status: 201,
});

export const listShifts = contract({
  method: 'get',
  path: '/shifts',
  summary: 'Shifts of my scope, the newest first',
  action: 'shifts.read',
  query: z.strictObject({ repId: z.uuid().optional(), day: Day.optional() }),
  reply: items(Shift),
});

export const readSettings = contract({
  method: 'get',
  path: '/settings',
  summary: 'When positions are kept, and for how long',
  action: 'shifts.read',
  query: z.strictObject({}),
  reply: SettingsInForce,
});

export const changeSettings = contract({
  method: 'patch',
  path: '/settings',
  summary: 'Say when positions are kept: an act of the whole organisation, and on record',
  action: 'settings.change',
  body: Settings,
  reply: Settings,
});

export const shiftContracts = { openShift, closeShift, listShifts };
