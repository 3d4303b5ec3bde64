import { randomUUID } from 'node:crypto';
import { mapContracts } from '../../shared/maps.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export const samples = ({ unitId }: Known) =>
  samplesOf(mapContracts, {
    publishScenario: {
      as: 'admin',
      params: { scenarioId: randomUUID() },
      body: { revision: 1, day: '2026-01-05' },
    },
    listMaps: { as: 'admin', query: { unitId, kind: 'visit' } },
    returnToMap: {
      as: 'admin',
      params: { mapId: randomUUID() },
      body: { day: '2026-01-05' },
    },
    withdrawMap: { as: 'admin', params: { mapId: randomUUID() } },
  });
