import { backupContracts } from '../../shared/backup.ts';
import { accessOf } from '../api/rules.ts';

export const access = accessOf(backupContracts, {
  // not even an administrator: a back-up holds everything; only whoever owns the machine
  makeBackup: { may: [] },
});
