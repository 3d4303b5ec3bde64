import { territoryContracts } from '../../shared/territories.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { addTerritory, countRetailersBelow, isRepOf, territoriesIn } from './store.ts';

export function territoryEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(territoryContracts.listTerritories, async ({ who, query }) => ({
      items: await territoriesIn(db, who, query.kind),
    })),
    endpoint(territoryContracts.addTerritory, async ({ who, body }) => {
      if (!who.unitIds.includes(body.unitId)) throw new AppError('NO_SUCH_UNIT');
      if (body.repId && !(await isRepOf(db, who, body.repId))) throw new AppError('NO_SUCH_REP');
      const wanted = new Set(body.retailerIds).size;
      const found = await countRetailersBelow(db, who.orgId, body.unitId, body.retailerIds);
      if (found !== wanted) throw new AppError('RETAILERS_NOT_IN_UNIT', { missing: wanted - found, wanted });
      const territory = await db.transaction((tx) => addTerritory(tx, who, body));
      if (!territory) throw new AppError('TERRITORY_NAME_TAKEN', { name: body.name });
      return territory;
    }),
  ];
}
