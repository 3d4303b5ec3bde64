import { z } from 'zod';
import { PublishedMap, ReturnWish } from '../../shared/maps.ts';
import { ScenarioQuery } from '../../shared/scenarios.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { publish } from './publish.ts';
import { fillFromMap, mapsIn } from './store.ts';

export function mapEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/territories/maps',
        summary: 'Every published map of my units: past, in force, to come, withdrawn',
        action: 'territories.read',
        query: ScenarioQuery,
        reply: z.object({ items: z.array(PublishedMap) }),
      },
      async ({ who, query }) => ({ items: await mapsIn(db, who, query) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/territories/maps/:mapId/publish',
        summary: 'Return to an earlier map: publish it again from a day on',
        action: 'territories.plan',
        params: z.object({ mapId: z.uuid() }),
        body: ReturnWish,
        reply: PublishedMap,
        status: 201,
      },
      ({ who, params, body }) =>
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
  ];
}
