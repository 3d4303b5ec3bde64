import { valuesInForce } from '../../shared/settings.ts';
import type { MakeFeature } from '../feature.ts';
import { createTravels } from './travel.ts';

/** Metres and minutes between places, by road where there is a road service. */
export const travel: MakeFeature = ({ config }) => {
  const { detourFactor, travelKmh } = valuesInForce(['detourFactor', 'travelKmh'], [], config.environment);
  return { gives: { travels: createTravels({ ...config.osrm, detourFactor, speedKmh: travelKmh }) } };
};
