import { z } from 'zod';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { SettingKey, settings, settingKeys } from './settings.ts';
import { changeSettings, readSettings } from './recording.ts';
import { Day, requiredText } from './text.ts';

/** Where a value in force comes from: the nearest part of the organisation that says one, else this server, else Rounds. */
export const SettingOrigin = z.discriminatedUnion('source', [
  z.object({
    /** `organisation` is the unit that has none above it. */
    source: z.enum(['unit', 'organisation']),
    unitId: z.uuid(),
    fromDay: Day,
    setAt: z.string(),
    setBy: z.uuid(),
    reason: z.string().nullable(),
  }),
  z.object({ source: z.literal('environment'), variable: z.string() }),
  z.object({ source: z.literal('builtIn') }),
]);
export type SettingOrigin = z.infer<typeof SettingOrigin>;

/** A schema for each setting, which of them by its `key`. */
function byKey<T extends z.core.$ZodTypeDiscriminable>(one: (key: SettingKey) => T) {
  return z.discriminatedUnion('key', settingKeys.map(one) as [T, ...T[]]);
}

/** A setting as it is in force for a unit on a day. */
export const SettingInForce = byKey((key) =>
  z.object({
    key: z.literal(key),
    value: settings[key].schema,
    origin: SettingOrigin,
    /** How many changes there are of this very unit's own value: who changes it says which of them they have seen. */
    revision: z.number().int().nonnegative(),
  }),
);
export type SettingInForce = z.infer<typeof SettingInForce>;

/** GET /settings/in-force: of the caller's unit and today, unless said. */
export const InForceQuery = z.strictObject({ unitId: z.uuid().optional(), day: Day.optional() });
export const SettingsOfDay = z.object({ unitId: z.uuid(), day: Day, items: z.array(SettingInForce) });
export type SettingsOfDay = z.infer<typeof SettingsOfDay>;

const changed = {
  unitId: z.uuid(),
  /** The first day on which it counts, by the unit's clock. */
  fromDay: Day,
  /** As it was read: with another change meanwhile this one is refused. */
  revision: z.number().int().min(0).max(1_000_000),
  reason: requiredText(500).optional(),
};

/** POST /settings/changes: a value of the unit's own from a day on, or, with `inherit`, none any more: what stands above it counts again. */
export const NewSettingChange = byKey((key) =>
  z.strictObject({
    key: z.literal(key),
    value: settings[key].schema.optional(),
    inherit: z.literal(true).optional(),
    ...changed,
  }),
).refine(({ value, inherit }) => (value === undefined) !== (inherit === undefined), {
  path: ['value'],
  message: plain('VALUE_OR_INHERIT'),
});
export type NewSettingChange = z.infer<typeof NewSettingChange>;

/** POST /settings/withdrawals: what was said from a day that is still to come does not count. */
export const SettingWithdrawal = z.strictObject({ key: SettingKey, ...changed });
export type SettingWithdrawal = z.infer<typeof SettingWithdrawal>;

/** One act on a setting. */
export const SettingChange = z.object({
  key: SettingKey,
  unitId: z.uuid(),
  /** 1, 2, 3 … of this unit and key. */
  changeNo: z.number().int(),
  deed: z.enum(['set', 'inherit', 'withdraw']),
  value: z.unknown(),
  fromDay: Day,
  /** `replaced`: another change for the same day came after it. */
  state: z.enum(['inForce', 'coming', 'past', 'replaced', 'withdrawn']),
  setAt: z.string(),
  setBy: z.uuid(),
  setByName: z.string(),
  reason: z.string().nullable(),
});
export type SettingChange = z.infer<typeof SettingChange>;

/** GET /settings/history: a unit's own changes, the newest first. */
export const SettingHistoryQuery = z.strictObject({ unitId: z.uuid().optional(), key: SettingKey.optional() });
export const SettingHistory = z.object({ unitId: z.uuid(), items: z.array(SettingChange) });
export type SettingHistory = z.infer<typeof SettingHistory>;

/** What a change or a withdrawal came to: the act, and what counts on its first day. */
export const SettingChanged = z.object({ change: SettingChange, inForce: SettingInForce });
export type SettingChanged = z.infer<typeof SettingChanged>;

export const readSettingsInForce = contract({
  method: 'get',
  path: '/settings/in-force',
  summary: 'Every setting as it is in force for a unit on a day: its value, where it comes from, since when',
  action: 'settings.read',
  query: InForceQuery,
  reply: SettingsOfDay,
});

export const readSettingHistory = contract({
  method: 'get',
  path: '/settings/history',
  summary: "A unit's own changes of settings, the newest first, with what became of each",
  action: 'settings.read',
  query: SettingHistoryQuery,
  reply: SettingHistory,
});

export const changeSetting = contract({
  method: 'post',
  path: '/settings/changes',
  summary: 'Give a unit a value of its own from a day on, or let it inherit again; nothing that was said is lost',
  action: 'settings.change',
  body: NewSettingChange,
  reply: SettingChanged,
  status: 201,
});

export const withdrawSetting = contract({
  method: 'post',
  path: '/settings/withdrawals',
  summary: 'Withdraw a change that is still to come: the value before it stays in force',
  action: 'settings.change',
  body: SettingWithdrawal,
  reply: SettingChanged,
  status: 201,
});

export const settingContracts = {
  readSettings,
  changeSettings,
  readSettingsInForce,
  readSettingHistory,
  changeSetting,
  withdrawSetting,
};
