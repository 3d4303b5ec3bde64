import type { DayFrame, DayPlan } from '../../shared/plans.ts';
import type { EnvironmentSettings } from '../../shared/settings.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { search, type Solvers } from '../solvers.ts';
import {
  gapOfPlan,
  measuredOf,
  placesOf,
  problemOf,
  type DayRetailer,
  type DayToPlan,
  type Measured,
  type Ways,
  type Wishes,
} from './problem.ts';
import { keyOf, type ProvedBound } from './bounds.ts';
import { dayRetailers, visitsMade, type PlanDetail, type StoredPlan } from './planStore.ts';
import type { RuledRep } from './rules.ts';
import { driveDay } from '../routes/solve/day/drive.ts';
import type { DayAnswer } from '../routes/solve/day/problem.ts';
import { RouteError } from '../routes/solve/problem.ts';
import type { Travels } from '../travels.ts';

export interface PlanDeps {
  db: Database;
  solvers: Solvers;
  travels: Travels;
  /** The defaults that this server's environment says. */
  environment: EnvironmentSettings;
}

/** What is searched for is searched for in the name of whoever asked. */
export function inNameOf<Deps extends PlanDeps>(deps: Deps, who: Who): Deps {
  return { ...deps, solvers: deps.solvers.of(who) };
}

/** A rep's day with the ways between its retailers: what every change of a plan is computed on. */
export interface Loaded {
  rep: RuledRep;
  day: string;
  toPlan: DayToPlan;
  ways: Ways;
}

export const SEARCHES = new URL('../routes/solve/thread.ts', import.meta.url);

/** A plan of 40 stops is proved optimal well within this; 200 stops are near their best known. */
export const PLAN_SECONDS = 1;

/**
 * @param retailerIds lower case, each once; visits elsewhere are left out
 * @throws NOT_FOUND for retailers that are not in the caller's scope, unless the day is that `asStored`: they are left out then
 */
export async function loadDay(
  { db, travels }: PlanDeps,
  who: Who,
  rep: RuledRep,
  day: string,
  retailerIds: readonly string[],
  frame: DayFrame,
  asStored = false,
): Promise<Loaded> {
  const retailers = await dayRetailers(db, who, retailerIds, day);
  if (!asStored && retailers.length !== retailerIds.length)
    throw new AppError('STOPS_NOT_YOURS', {
      missing: retailerIds.length - retailers.length,
      wanted: retailerIds.length,
    });
  return withWays(travels, rep, day, {
    retailers,
    frame,
    visitMinutes: rep.rules.visitMinutes,
    nowS: rep.nowS,
    visits: (await visitsMade(db, who, rep, day)).filter((visit) =>
      retailers.some(({ retailerId }) => retailerId === visit.retailerId),
    ),
  });
}

export async function withWays(travels: Travels, rep: RuledRep, day: string, toPlan: DayToPlan): Promise<Loaded> {
  return { rep, day, toPlan, ways: await travels.with(rep.rules.straight).between(placesOf(toPlan)) };
}

/** The best order found within the seconds. */
export async function solved(
  { toPlan, ways }: Loaded,
  solvers: Solvers,
  wishes: Wishes,
  seconds = PLAN_SECONDS,
  signal?: AbortSignal,
): Promise<Measured> {
  const problem = problemOf(toPlan, ways, wishes);
  return measuredOf(
    toPlan,
    problem,
    await search<DayAnswer>(solvers, [SEARCHES, 'orderDay'], { day: problem, seed: 1, seconds }, signal),
  );
}

/**
 * What an order given by hand comes to.
 * @throws CONFLICT where it needs a way that does not exist
 */
export function driven({ toPlan, ways }: Loaded, retailerIds: readonly string[]): Measured {
  const problem = problemOf(toPlan, ways);
  const at = new Map(toPlan.retailers.map(({ retailerId }, i) => [retailerId, i]));
  try {
    return {
      ...measuredOf(
        toPlan,
        problem,
        driveDay(
          problem,
          retailerIds.map((id) => at.get(id)!),
        ),
      ),
      boundS: null,
    };
  } catch (error) {
    if (error instanceof RouteError) throw new AppError('NO_WAY_IN_ORDER', {}, { cause: error });
    throw error;
  }
}

export interface PlanChoice {
  pinned: ReadonlySet<string>;
  locked: boolean;
  /** The frame is the planner's own, and not that of the settings. */
  framedByHand: boolean;
  /** What is proved of the day; left out: the measured bound, of all its orders. */
  proved?: readonly ProvedBound[];
}

function provedOf(toPlan: DayToPlan, ways: Ways, { boundS }: Measured): ProvedBound[] {
  return boundS === null ? [] : [{ s: boundS, of: keyOf(toPlan, ways), pins: [] }];
}

/** The plan as it is stored. */
export function toStore(
  { rep, day, toPlan, ways }: Loaded,
  measured: Measured,
  { pinned, locked, framedByHand, proved }: PlanChoice,
): Omit<StoredPlan, 'revision'> {
  const gap = gapOfPlan(measured);
  const detail: PlanDetail = {
    frame: toPlan.frame,
    framedByHand,
    travel: ways.said,
    late: measured.late,
    unserved: measured.unserved,
    bounds: proved ? [...proved] : provedOf(toPlan, ways, measured),
  };
  return {
    repId: rep.repId,
    unitId: rep.unitId,
    day,
    locked,
    detail,
    gapAtMost: gap,
    lengthM: measured.lengthM,
    lowerBoundM: gap === null ? 0 : measured.lengthM / (1 + gap),
    provedOptimal: measured.provedOptimal,
    travelS: measured.travelS,
    startS: measured.startS,
    finishS: measured.finishS,
    latenessS: measured.latenessS,
    stops: measured.order.map((i, k) => {
      const { retailerId } = toPlan.retailers[i]!;
      return { retailerId, pinned: pinned.has(retailerId), ...measured.stops[k]! };
    }),
  };
}

/** The plan as it is told. */
export function told(
  stored: StoredPlan,
  retailers: readonly DayRetailer[],
  visited: ReadonlySet<string>,
  usualFrame: DayFrame,
): DayPlan {
  const known = new Map(retailers.map((retailer) => [retailer.retailerId, retailer]));
  const { detail, startS, ...plan } = stored;
  return {
    ...plan,
    durationS: Math.max(0, plan.finishS - startS),
    frame: detail?.frame ?? usualFrame,
    late: detail?.late ?? [],
    unserved: detail?.unserved ?? [],
    travel: detail?.travel ?? null,
    stops: plan.stops.flatMap((stop) => {
      const retailer = known.get(stop.retailerId);
      if (!retailer) return [];
      const { code, name, address, position, state, keyHours, openingHours } = retailer;
      const { contact = null, phone = null, grade = null, lastVisitDay = null } = retailer;
      const card = { code, name, address, position, state, contact, phone, grade, lastVisitDay };
      return [{ ...stop, ...card, hours: keyHours ?? openingHours, visited: visited.has(stop.retailerId) }];
    }),
  };
}
