import { backupContracts } from '../../shared/backup.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(backupContracts, {
    makeBackup: { as: 'admin', query: {} },
  });
