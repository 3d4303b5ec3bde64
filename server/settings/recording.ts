import { valuesInForce, type EnvironmentSettings, type SaidSetting } from '../../shared/settings.ts';
import type { Recording, Retention, SettingsInForce } from '../../shared/recording.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { addChange, changesOf, lockSetting, saidOn, unitToday } from './store.ts';

const RETENTION = ['positionDays', 'quarantineDays', 'shiftDays'] as const;

/** What is said of settings for the caller's unit today. */
export async function saidToday(sql: Queryable, who: Who, now: Date): Promise<SaidSetting[]> {
  const { today } = await unitToday(sql, who.orgId, who.unitId, now);
  return saidOn(sql, who.orgId, who.unitId, today);
}

/** When positions of the caller's organisation are kept, and how long. */
export async function keepingOf(
  sql: Queryable,
  environment: EnvironmentSettings,
  who: Who,
  now: Date,
): Promise<SettingsInForce> {
  const said = await saidToday(sql, who, now);
  const retention: Retention = valuesInForce(RETENTION, said, environment);
  return { ...valuesInForce(['recording', 'requiredDwellS'], said, environment), retention };
}

/** Says when positions are kept, from this moment on. What is so already is not said again. */
export async function setRecording(db: Database, who: Who, recording: Recording, now: Date): Promise<void> {
  const { unitId, today, isOrganisation } = await unitToday(db, who.orgId, who.unitId, now);
  if (!isOrganisation) throw new AppError('ORGANISATION_ADMIN_ONLY');
  await db.transaction(async (tx) => {
    await lockSetting(tx, who.orgId, 'recording');
    const last = (await changesOf(tx, who.orgId, unitId, 'recording')).at(-1);
    if (last?.value === recording) return;
    await addChange(tx, who, {
      key: 'recording',
      unitId,
      fromDay: today,
      deed: 'set',
      value: recording,
      onRecord: false,
      revision: last?.changeNo ?? 0,
      reason: null,
    });
  });
}
