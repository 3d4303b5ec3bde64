import type { MakeFeature } from '../feature.ts';
import { mapEndpoints } from './http.ts';
import { publish, startMaps } from './publish.ts';
import { rearrange } from './rearrange.ts';
import { fillFromScenario } from './store.ts';

/** Published territory maps: past, in force, and those whose day is to come. */
export const maps: MakeFeature = ({ db, log }) => ({
  endpoints: mapEndpoints({ db }),
  loops: [() => startMaps(db, log)],
  gives: {
    publishMap: (tx, who, map, content) =>
      publish(tx, who, { ...map, returnsTo: null }, (mapId) => fillFromScenario(tx, who.orgId, mapId, content)),
    rearrange,
  },
});
