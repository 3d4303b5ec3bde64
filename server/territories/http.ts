import { z } from 'zod';
import { NewTerritory, Territory, TerritoryKind } from '../../shared/territories.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { addTerritory, countRetailersBelow, isRepOf, territoriesIn } from './store.ts';

export function territoryEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(
      {
        method: 'get',
        path: '/territories',
        summary: 'The territories of my scope',
        action: 'territories.read',
        query: z.strictObject({ kind: TerritoryKind.optional() }),
        reply: z.object({ items: z.array(Territory) }),
      },
      async ({ who, query }) => ({ items: await territoriesIn(db, who, query.kind) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/territories',
        summary: 'Add a territory with its retailers',
        action: 'territories.plan',
        body: NewTerritory,
        reply: Territory,
        status: 201,
        maxBodyBytes: 2_000_000,
      },
      async ({ who, body }) => {
        if (!who.unitIds.includes(body.unitId)) throw new AppError('NO_SUCH_UNIT');
        if (body.repId && !(await isRepOf(db, who, body.repId))) throw new AppError('NO_SUCH_REP');
        const wanted = new Set(body.retailerIds).size;
        const found = await countRetailersBelow(db, who.orgId, body.unitId, body.retailerIds);
        if (found !== wanted) throw new AppError('RETAILERS_NOT_IN_UNIT', { missing: wanted - found, wanted });
        const territory = await db.transaction((tx) => addTerritory(tx, who, body));
        if (!territory) throw new AppError('TERRITORY_NAME_TAKEN', { name: body.name });
        return territory;
      },
    ),
  ];
}
