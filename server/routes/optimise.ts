import { distanceM } from '../../shared/geo.ts';
import type { NewPlan, Plan } from '../../shared/routes.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../http.ts';
import type { Solvers } from '../solvers.ts';
import type { OrderedStops, OrderStops } from './job.ts';
import { plansOn, savePlan, stopsOf, unitOfRep } from './store.ts';

export interface PlanDeps {
  db: Database;
  solvers: Solvers;
  /** Straight metres × this = travelled metres. */
  detourFactor: number;
}

/** A day of 40 stops is proved optimal well within this; 200 stops are at their best known. */
const SECONDS = 1;

/** Makes a rep's plan of a day: the stops in the best order found, with the length that no order can be below. */
export async function makePlan({ db, solvers, detourFactor }: PlanDeps, who: Who, asked: NewPlan): Promise<Plan> {
  const unitId = await unitOfRep(db, who, asked.repId);
  if (!unitId) throw new AppError('NOT_FOUND', 'There is no such rep in your scope.');
  const wanted = [...new Set(asked.retailerIds.map((id) => id.toLowerCase()))]; // an id may be written in capitals
  const stops = await stopsOf(db, who, wanted);
  if (stops.length !== wanted.length) throw new AppError('NOT_FOUND', `${wanted.length - stops.length} of the ${wanted.length} retailers are not in your scope.`);
  const positions = stops.map((s) => s.position);
  const best = await solvers.run<OrderStops, OrderedStops>(new URL('./job.ts', import.meta.url), 'orderStops', { positions, seed: 1, seconds: SECONDS }, { timeoutMs: 30_000 });
  const order = asked.keepOrder ? stops.map((_, i) => i) : best.order;
  const lengthM = asked.keepOrder ? tourM(order.map((i) => positions[i]!)) : best.lengthM;
  const measured = {
    lengthM: lengthM * detourFactor,
    lowerBoundM: best.lowerBoundM * detourFactor,
    provedOptimal: best.provedOptimal && lengthM <= best.lengthM,
  };
  await db.transaction((tx) => savePlan(tx, who, unitId, { repId: asked.repId, day: asked.day, ...measured }, order.map((i) => stops[i]!.retailerId)));
  return (await plansOn(db, who, asked.day, asked.repId))[0]!;
}

function tourM(positions: readonly { lng: number; lat: number }[]): number {
  return positions.reduce((sum, p, i) => sum + distanceM(p, positions[(i + 1) % positions.length]!), 0);
}
