import { z } from 'zod';
import { contract } from './contract.ts';

/** When positions are kept: whenever the rep's own tracker app is on, or only in a shift that the rep opened and at presses. */
export const Recording = z.enum(['always', 'shift']);
export type Recording = z.infer<typeof Recording>;

/** How many days things are kept: what the server was started with. */
export const Retention = z.object({ positionDays: z.number(), quarantineDays: z.number(), shiftDays: z.number() });
export type Retention = z.infer<typeof Retention>;

/** PATCH /settings */
export const Settings = z.strictObject({ recording: Recording });
export type Settings = z.infer<typeof Settings>;

/** GET /settings; of the caller's unit today a valid visit lasts at least `requiredDwellS` seconds. */
export const SettingsInForce = z.object({ recording: Recording, retention: Retention, requiredDwellS: z.number() });
export type SettingsInForce = z.infer<typeof SettingsInForce>;

export const readSettings = contract({
  method: 'get',
  path: '/settings',
  summary: 'When positions are kept, for how long, and how long a valid visit lasts',
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
