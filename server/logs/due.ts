import { dueOn, type LogSpan } from '../../shared/logDue.ts';
import { valuesInForce, type EnvironmentSettings } from '../../shared/settings.ts';
import type { Database, Queryable } from '../db.ts';
import { momentsOf, settingsSaid, type LogRep } from './peopleStore.ts';

export interface LogDeps {
  db: Database;
  /** The defaults that this server's environment says. */
  environment: EnvironmentSettings;
}

interface Wanted {
  rep: Pick<LogRep, 'unitId' | 'timeZone'>;
  span: LogSpan;
  fromDay: string;
}

/** When each log is due, by the rule that is in force in its author's unit on its first day. */
export async function dueMoments(
  sql: Queryable,
  orgId: number,
  environment: EnvironmentSettings,
  wanted: readonly Wanted[],
): Promise<Date[]> {
  const units = [...new Set(wanted.map(({ rep }) => rep.unitId))];
  const said = await settingsSaid(sql, orgId, units, [...new Set(wanted.map(({ fromDay }) => fromDay))]);
  const due = wanted.map(({ rep, span, fromDay }) => {
    const own = said.filter(({ unitId, day }) => unitId === rep.unitId && day === fromDay);
    const { logsDue } = valuesInForce(['logsDue'], own, environment);
    return { ...dueOn(span, fromDay, logsDue), timeZone: rep.timeZone };
  });
  return momentsOf(sql, due);
}
