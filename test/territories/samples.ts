import { randomUUID } from 'node:crypto';
import { territoryContracts } from '../../shared/territories.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export function samples({ unitId, repId, retailerId }: Known) {
  const named = randomUUID();
  return samplesOf(territoryContracts, {
    listTerritories: { as: 'admin', query: { kind: 'visit' } },
    addTerritory: {
      as: 'admin',
      body: { unitId, kind: 'delivery', name: `T ${named}`, repId, retailerIds: [retailerId] },
    },
  });
}
