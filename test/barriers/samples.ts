import { randomUUID } from 'node:crypto';
import { barrierContracts } from '../../shared/barriers.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export function samples({ unitId }: Known) {
  const named = randomUUID();
  return samplesOf(barrierContracts, {
    listBarriers: { as: 'admin', query: { unitId } },
    addBarriers: {
      as: 'admin',
      body: {
        unitId,
        barriers: [
          {
            name: `B ${named}`,
            lines: [
              [
                { lng: 120.6, lat: 28 },
                { lng: 120.7, lat: 28 },
              ],
            ],
          },
        ],
      },
    },
    changeBarrier: {
      as: 'admin',
      params: { barrierId: randomUUID() },
      body: {
        revision: 1,
        name: 'x',
        lines: [
          [
            { lng: 120.6, lat: 28 },
            { lng: 120.7, lat: 28 },
          ],
        ],
      },
    },
    removeBarrier: { as: 'admin', params: { barrierId: randomUUID() }, query: { revision: '1' } },
    restoreBarrier: { as: 'admin', params: { barrierId: randomUUID() }, body: {} },
  });
}
