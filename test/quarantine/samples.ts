import { quarantineContracts } from '../../shared/quarantine.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(quarantineContracts, {
    exportQuarantine: { as: 'admin', query: { format: 'csv', frame: 'wgs84', lang: 'zh' } },
    listQuarantine: { as: 'admin', query: { limit: '5' } },
    replayQuarantined: { as: 'admin', params: { quarantineId: '999999' } },
  });
