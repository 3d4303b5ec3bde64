import {
  SettingInForce,
  type NewSettingChange,
  type SettingChange,
  type SettingChanged,
  type SettingHistory,
  type SettingOrigin,
  type SettingsOfDay,
  type SettingWithdrawal,
} from '../../shared/settingChanges.ts';
import {
  settingKeys,
  settings,
  valuesInForce,
  type EnvironmentSettings,
  type SettingKey,
} from '../../shared/settings.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { withStates } from './states.ts';
import {
  addChange,
  changesOf,
  isUsed,
  lockSetting,
  revisionsOf,
  saidOn,
  unitToday,
  type NewChange,
  type SaidHere,
  type UnitToday,
} from './store.ts';

export interface SettingDeps {
  db: Database;
  /** What this server's environment says. */
  environment: EnvironmentSettings;
  /** Whether the operator put an archive of tiles beside the server. */
  hasTileFile: boolean;
}

/** Every setting as it is in force for a unit on a day. */
export async function settingsOfDay(
  { db, environment }: SettingDeps,
  who: Who,
  asked: { unitId?: string | undefined; day?: string | undefined },
  now: Date,
): Promise<SettingsOfDay> {
  const unit = await unitOf(db, who, asked.unitId ?? who.unitId, now);
  const day = asked.day ?? unit.today;
  return { unitId: unit.unitId, day, items: await inForce(db, environment, who.orgId, unit.unitId, day) };
}

/** A unit's own changes, the newest first. */
export async function settingHistory(
  { db }: SettingDeps,
  who: Who,
  asked: { unitId?: string | undefined; key?: SettingKey | undefined },
  now: Date,
): Promise<SettingHistory> {
  const unit = await unitOf(db, who, asked.unitId ?? who.unitId, now);
  const acts = await changesOf(db, who.orgId, unit.unitId, asked.key ?? null);
  return { unitId: unit.unitId, items: withStates(acts, unit.today).reverse() };
}

/** Gives a unit a value of its own from a day on, or takes it away. @throws CONFLICT when somebody changed it since the caller looked */
export async function changeSetting(
  deps: SettingDeps,
  who: Who,
  asked: NewSettingChange,
  now: Date,
): Promise<SettingChanged> {
  const unit = await unitOf(deps.db, who, asked.unitId, now);
  checkUnit(asked.key, unit);
  if (asked.key === 'baseMap' && isFile(asked.value) && !deps.hasTileFile)
    throw badField('body.value.kind', 'NO_TILE_FILE');
  const { key, fromDay, revision } = asked;
  const change = { deed: asked.inherit ? 'inherit' : 'set', value: asked.value, reason: asked.reason ?? null } as const;
  return deps.db.transaction(async (tx) => {
    if (settings[key].reader === 'atOnce') await lockSetting(tx, who.orgId, key);
    await checkDay(tx, who, asked, unit);
    return saved(tx, deps, who, unit, { key, unitId: unit.unitId, fromDay, revision, ...change });
  });
}

/** What was said from a day to come does not count: the value before it stays in force. @throws NOT_FOUND, CONFLICT */
export async function withdrawSetting(
  deps: SettingDeps,
  who: Who,
  asked: SettingWithdrawal,
  now: Date,
): Promise<SettingChanged> {
  const unit = await unitOf(deps.db, who, asked.unitId, now);
  checkUnit(asked.key, unit);
  if (asked.fromDay <= unit.today) throw badField('body.fromDay', 'NOT_TO_COME', { today: unit.today });
  const { key, fromDay, revision, reason = null } = asked;
  return deps.db.transaction(async (tx) => {
    const acts = withStates(await changesOf(tx, who.orgId, unit.unitId, key), unit.today);
    if (!acts.some((act) => act.state === 'coming' && act.fromDay === fromDay))
      throw new AppError('NO_COMING_SETTING', { key, fromDay });
    const change = { deed: 'withdraw', value: null, reason } as const;
    return saved(tx, deps, who, unit, { key, unitId: unit.unitId, fromDay, revision, ...change });
  });
}

const isFile = (value: unknown): boolean => (value as { kind?: unknown }).kind === 'file';

async function unitOf(sql: Queryable, who: Who, unitId: string, now: Date): Promise<UnitToday> {
  const id = unitId.toLowerCase();
  if (!who.unitIds.includes(id)) throw new AppError('NO_SUCH_UNIT');
  return unitToday(sql, who.orgId, id, now);
}

function checkUnit(key: SettingKey, { isOrganisation }: UnitToday): void {
  if (!settings[key].perUnit && !isOrganisation) throw badField('body.unitId', 'OF_WHOLE_ORGANISATION', { key });
}

/** From today on, or from an earlier day that nothing has been planned or judged by yet; the recording rule from now on. */
async function checkDay(
  sql: Queryable,
  who: Who,
  { key, fromDay }: Pick<NewSettingChange, 'key' | 'fromDay'>,
  { unitId, today }: UnitToday,
): Promise<void> {
  const { reader } = settings[key];
  if (reader === 'atOnce' && fromDay !== today) throw badField('body.fromDay', 'ONLY_TODAY', { today });
  if (fromDay >= today) return;
  if (reader === 'logs' || reader === 'today' || reader === 'atOnce')
    throw badField('body.fromDay', 'BEFORE_TODAY', { today });
  if (await isUsed(sql, who.orgId, unitId, reader, fromDay, today))
    throw badField('body.fromDay', 'DAYS_WERE_USED', { fromDay, today });
}

async function saved(
  tx: Queryable,
  { environment }: SettingDeps,
  who: Who,
  unit: UnitToday,
  change: Omit<NewChange, 'onRecord'>,
): Promise<SettingChanged> {
  const { key, fromDay } = change;
  const changeNo = await addChange(tx, who, { ...change, onRecord: isOnRecord(key) });
  if (changeNo === null) throw new AppError('SETTING_CHANGED_MEANWHILE', { key });
  const acts = withStates(await changesOf(tx, who.orgId, unit.unitId, key), unit.today);
  const items = await inForce(tx, environment, who.orgId, unit.unitId, fromDay);
  return {
    change: acts.find((act) => act.changeNo === changeNo) as SettingChange,
    inForce: items.find((item) => item.key === key)!,
  };
}

/** The recording rule's entry in the ledger is that of the moment at which it is applied. */
function isOnRecord(key: SettingKey): boolean {
  return settings[key].isOnRecord && settings[key].reader !== 'atOnce';
}

async function inForce(
  sql: Queryable,
  environment: EnvironmentSettings,
  orgId: number,
  unitId: string,
  day: string,
): Promise<SettingInForce[]> {
  const said = await saidOn(sql, orgId, unitId, day);
  const revisions = await revisionsOf(sql, orgId, unitId);
  const values = valuesInForce(settingKeys, said, environment);
  return settingKeys.map((key) =>
    SettingInForce.parse({
      key,
      value: values[key],
      origin: originOf(key, said, environment),
      revision: revisions.get(key) ?? 0,
    }),
  );
}

function originOf(key: SettingKey, said: readonly SaidHere[], environment: EnvironmentSettings): SettingOrigin {
  const here = said.find((one) => one.key === key);
  if (here) return here.origin;
  return environment[key] === undefined
    ? { source: 'builtIn' }
    : { source: 'environment', variable: settings[key].variable! };
}
