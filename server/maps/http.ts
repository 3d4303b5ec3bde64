import { mapContracts } from '../../shared/maps.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { publish, withdrawMap } from './publish.ts';
import { fillFromMap, mapsIn } from './store.ts';

export function mapEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(mapContracts.listMaps, async ({ who, query }) => ({ items: await mapsIn(db, who, query) })),
    endpoint(mapContracts.returnToMap, ({ who, params, body }) =>
      db.transaction(async (tx) => {
        const [earlier] = await mapsIn(tx, who, { mapId: params.mapId });
        if (!earlier) throw new AppError('NO_SUCH_MAP');
        const map = {
          unitId: earlier.unitId,
          kind: earlier.kind,
          name: earlier.name,
          day: body.day,
          scenarioId: null,
          returnsTo: earlier.mapId,
        };
        return publish(tx, who, map, (mapId) => fillFromMap(tx, who.orgId, mapId, earlier.mapId));
      }),
    ),
    endpoint(mapContracts.withdrawMap, ({ who, params }) =>
      db.transaction((tx) => withdrawMap(tx, who, params.mapId.toLowerCase())),
    ),
  ];
}
