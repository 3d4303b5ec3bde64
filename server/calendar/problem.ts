import { valuesInForce, type EnvironmentSettings } from '../../shared/settings.ts';
import type { DueSettings } from '../../shared/due.ts';
import type { DayFrame } from '../../shared/plans.ts';
import type { StraightSettings } from '../../shared/straight.ts';
import type { RepDay } from '../../shared/calendars.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import type { Solvers } from '../solvers.ts';
import type { Travels } from '../travels.ts';
import { absencesIn, saidDays } from './dayStore.ts';
import { repDays } from './repDays.ts';
import { settingsOn, type CalendarRep } from './repStore.ts';

export interface CalendarDeps {
  db: Database;
  solvers: Solvers;
  travels: Travels;
  /** The defaults that this server's environment says. */
  environment: EnvironmentSettings;
}

/** Every day of a span as it is for a rep. */
export async function daysOfRep(
  sql: Queryable,
  who: Who,
  { repId, unitId }: Pick<CalendarRep, 'repId' | 'unitId'>,
  from: string,
  to: string,
): Promise<RepDay[]> {
  const said = await saidDays(sql, who.orgId, unitId, from, to);
  return repDays(from, to, said, await absencesIn(sql, who, { repId, from, to }));
}

export interface CalendarRules {
  frames: Map<string, DayFrame>;
  due: DueSettings;
  visitMinutes: number;
  straight: StraightSettings;
}

const FRAME = ['workHours', 'lunch'] as const;
const VISITS = ['travelKmh', 'detourFactor', 'visitMinutes', 'visitsAMonth', 'visitsByGrade'] as const;

/** Hours of each of the days; visits and ways as they are on the first. */
export async function rulesOfCalendar(
  sql: Queryable,
  environment: EnvironmentSettings,
  orgId: number,
  unitId: string,
  days: readonly string[],
): Promise<CalendarRules> {
  const said = await settingsOn(sql, orgId, unitId, days);
  const on = (day: string) => said.filter((one) => one.day === day);
  const values = valuesInForce(VISITS, on(days[0]!), environment);
  return {
    frames: new Map(
      days.map((day) => {
        const { workHours, lunch } = valuesInForce(FRAME, on(day), environment);
        return [day, { dayStart: workHours.from, dayEnd: workHours.to, lunch, start: null, end: null }];
      }),
    ),
    due: { visitsAMonth: values.visitsAMonth, byGrade: values.visitsByGrade },
    visitMinutes: values.visitMinutes,
    straight: { detourFactor: values.detourFactor, speedKmh: values.travelKmh },
  };
}
