import type { Place, StraightSettings } from '../shared/straight.ts';
import type { Travel } from '../shared/travel.ts';

/** Row-major n × n, Infinity where there is no way, and how it was measured. */
export interface TravelMatrix {
  n: number;
  travelS: Float64Array;
  travelM: Float64Array;
  said: Travel;
}

/** Measures the ways between places. */
export interface Travels {
  between(places: readonly Place[]): Promise<TravelMatrix>;
  /** The same roads, with straight lines of another speed where they stand in. */
  with(straight: StraightSettings): Travels;
  settings: StraightSettings;
  /** Whether a road service is set. */
  hasRoads: boolean;
}

/** 1,000 places are 400 requests and 16 MB; above, straight lines stand in and the answer says so. */
export const MOST_ROAD_PLACES = 1_000;
