import { contract } from './contract.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { Day, Instant } from './text.ts';

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

export const shiftContracts = { openShift, closeShift, listShifts };
