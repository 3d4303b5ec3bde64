import { valuesInForce, type EnvironmentSettings, type SaidSetting } from '../../shared/settings.ts';
import type { DayFrame } from '../../shared/plans.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { StraightSettings } from '../../shared/straight.ts';
import type { DueSettings } from '../../shared/due.ts';
import { planReps, type PlanRep } from './planStore.ts';
import { saidOn } from './ruleStore.ts';

/** What a day is planned by: the settings in force for the rep's unit on that very day. */
export interface DayRules {
  /** The working day where nobody says another. */
  frame: DayFrame;
  /** Minutes of a visit where the retailer says nothing. */
  visitMinutes: number;
  due: DueSettings;
  straight: StraightSettings;
}

/** A rep with the rules of the day that is planned. */
export interface RuledRep extends PlanRep {
  rules: DayRules;
}

interface RuleDeps {
  db: Queryable;
  /** The defaults that this server's environment says. */
  environment: EnvironmentSettings;
}

const KEYS = [
  'workHours',
  'lunch',
  'travelKmh',
  'detourFactor',
  'visitMinutes',
  'visitsAMonth',
  'visitsByGrade',
] as const;

export function rulesOf(said: readonly SaidSetting[], environment: EnvironmentSettings): DayRules {
  const values = valuesInForce(KEYS, said, environment);
  const { from, to } = values.workHours;
  return {
    frame: { dayStart: from, dayEnd: to, lunch: values.lunch, start: null, end: null },
    visitMinutes: values.visitMinutes,
    due: { visitsAMonth: values.visitsAMonth, byGrade: values.visitsByGrade },
    straight: { detourFactor: values.detourFactor, speedKmh: values.travelKmh },
  };
}

/** As planReps, with their rules of the day: one question more, however many they are. */
export async function ruledReps(
  { db, environment }: RuleDeps,
  who: Who,
  of: { repId: string } | { unitId: string },
  day: string,
  now: Date,
): Promise<RuledRep[]> {
  const reps = await planReps(db, who, of, day, now);
  const said = await saidOn(db, who.orgId, [...new Set(reps.map(({ unitId }) => unitId))], [day]);
  const rules = new Map<string, DayRules>(); // one value a unit: three hundred reps share a few
  const ofUnit = (unitId: string): DayRules => {
    const known =
      rules.get(unitId) ??
      rulesOf(
        said.filter((one) => one.unitId === unitId),
        environment,
      );
    rules.set(unitId, known);
    return known;
  };
  return reps.map((rep) => ({ ...rep, rules: ofUnit(rep.unitId) }));
}

/** The rules of several days of a unit, in their order. */
export async function rulesOfDays(
  { db, environment }: RuleDeps,
  orgId: number,
  unitId: string,
  days: readonly string[],
): Promise<DayRules[]> {
  const said = await saidOn(db, orgId, [unitId], days);
  return days.map((day) =>
    rulesOf(
      said.filter((one) => one.day === day),
      environment,
    ),
  );
}
