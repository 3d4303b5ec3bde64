import type { MakeFeature } from '../feature.ts';
import { createTravels } from './travel.ts';

/** Metres and minutes between places, by road where there is a road service. */
export const travel: MakeFeature = ({ config }) => ({ gives: { travels: createTravels(config.travel) } });
