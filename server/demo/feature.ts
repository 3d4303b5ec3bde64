import type { MakeFeature } from '../feature.ts';
import { DEMO_SEED } from './city.ts';
import { makeCityMap } from './cityMap.ts';
import { startPast } from './pastDays.ts';
import { startPastScores } from './pastScores.ts';

/** What the synthetic organisation has of its own in the server; its people come through the API as anybody's would. */
export const demo: MakeFeature = ({ config, db, given, log, now }) => ({
  gives: { demoMap: () => makeCityMap(DEMO_SEED) },
  loops: config.demo ? [() => startPast(db, given, log, now), () => startPastScores(db, given, log, now)] : [],
});
