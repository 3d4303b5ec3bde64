import { badFields } from '../errors.ts';
import { distanceM } from '../../shared/geo.ts';
import type { OptimizedRoute, OptimizeRequest } from '../../shared/optimize.ts';
import type { Travel } from '../../shared/travel.ts';
import { search, type Solvers } from '../solvers.ts';
import type { TourOrder } from '../routes/solve/thread.ts';
import { dayAnswer, tourAnswer, type Legs } from './answer.ts';
import { AskedWrongly, dayOf, layOut, partOf, shapeOf, type Layout } from './problem.ts';
import { MOST_DAY_STOPS } from '../../shared/optimize.ts';
import type { DayAnswer } from '../routes/solve/day/problem.ts';
import type { RouteCost } from '../routes/solve/problem.ts';
import { MOST_ROAD_PLACES, type Travels } from '../travels.ts';

export interface OptimizeDeps {
  solvers: Solvers;
  travels: Travels;
}

/** Travel between all locations, or, where there are too many for a matrix, straight lines as they are needed. */
interface Measured {
  travelS: Float64Array | null;
  travelM: Float64Array | null;
  legs: Legs;
  said: Travel;
}

const SEARCHES = new URL('../routes/solve/thread.ts', import.meta.url);

/** The best order of the stops of a request. */
export async function optimizeRoute(
  { solvers, travels }: OptimizeDeps,
  asked: OptimizeRequest,
  signal?: AbortSignal,
): Promise<OptimizedRoute> {
  const layout = acceptable(() => layOut(asked));
  const locations = layout.rows?.length ?? layout.places.length;
  const measured = layout.rows ? handedIn(asked, layout.rows) : await measure(travels, layout);
  const { seed, seconds } = asked;
  const isCut = measured.said.noWayPairs > 0 && asked.stops.length <= MOST_DAY_STOPS;
  const canBeDay = !layout.isClosed || layout.startAt !== null;
  if (measured.travelS && (layout.isDay || locations === 0 || (isCut && canBeDay))) {
    const day = acceptable(() => dayOf(asked, layout, locations, measured.travelS!, measured.travelM));
    return dayAnswer(
      asked,
      await search<DayAnswer>(solvers, [SEARCHES, 'orderDay'], { day, seed, seconds }, signal),
      measured.said,
    );
  }
  const perSecond = travels.settings.speedKmh / 3.6 / travels.settings.detourFactor; // straight metres a second of travel
  const problem = { n: locations, cost: costOf(layout, measured, locations), shape: shapeOf(layout) };
  const found = await search<TourOrder>(solvers, [SEARCHES, 'orderTour'], { problem, seed, seconds }, signal);
  const lowerBoundS = measured.travelS ? found.lowerBound : found.lowerBound / perSecond;
  return tourAnswer(
    asked,
    layout,
    { order: found.order, provedOptimal: found.provedOptimal, lowerBoundS },
    measured.legs,
    measured.said,
  );
}

/** What the pure part finds wrong with a request, as the answer to it. @throws AppError INVALID_INPUT */
export function acceptable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AskedWrongly) throw badFields([{ path: `body.${error.path}`, reason: error.reason }]);
    throw error;
  }
}

function costOf({ places }: Layout, { travelS }: Measured, n: number): RouteCost {
  if (travelS) return { kind: 'matrix', cost: travelS, symmetric: isSymmetric(n, travelS) };
  return {
    kind: 'points',
    x: Float64Array.from(places, (p) => p.lng),
    y: Float64Array.from(places, (p) => p.lat),
    metric: 'haversine',
  };
}

function isSymmetric(n: number, cost: Float64Array): boolean {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (cost[i * n + j] !== cost[j * n + i]) return false;
  return true;
}

function handedIn({ matrix }: OptimizeRequest, rows: readonly number[]): Measured {
  const travelS = partOf(rows, matrix!.durationsS);
  const travelM = matrix!.distancesM ? partOf(rows, matrix!.distancesM) : null;
  const noWayPairs = travelS.reduce((sum, s) => sum + Number(s === Infinity), 0);
  return {
    travelS,
    travelM,
    legs: legsOf(rows.length, travelS, travelM),
    said: { source: 'matrix', fallbackReason: null, straightShare: 0, detourFactor: null, speedKmh: null, noWayPairs },
  };
}

/** Above the places that fit a matrix every way is a straight line × the same detour: conditions of roads are not looked at. */
async function measure(travels: Travels, { places }: Layout): Promise<Measured> {
  if (places.length <= MOST_ROAD_PLACES) {
    const { n, travelS, travelM, said } = await travels.between(places);
    return { travelS, travelM, legs: legsOf(n, travelS, travelM), said };
  }
  const { detourFactor, speedKmh } = travels.settings;
  const m = (i: number, j: number) => distanceM(places[i]!, places[j]!) * detourFactor;
  return {
    travelS: null,
    travelM: null,
    legs: { m, s: (i, j) => m(i, j) / (speedKmh / 3.6) },
    said: {
      source: 'straight',
      fallbackReason: travels.hasRoads ? 'tooManyStops' : null,
      straightShare: 1,
      detourFactor,
      speedKmh,
      noWayPairs: 0,
    },
  };
}

function legsOf(n: number, travelS: Float64Array, travelM: Float64Array | null): Legs {
  return { s: (i, j) => travelS[i * n + j]!, m: travelM && ((i, j) => travelM[i * n + j]!) };
}
