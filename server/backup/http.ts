import { backupContracts } from '../../shared/backup.ts';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { dump } from './dump.ts';
import { recordAct, repIds } from './store.ts';

export function backupEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(backupContracts.makeBackup, async ({ who, res, now, look }) => {
      if (!who.isOwner) throw new AppError('BACKUP_ON_SERVER_ONLY');
      await look([{ repIds: await repIds(db), fromAt: null, toAt: null }]);
      await recordAct(db, 'backup.made', who);
      const gzip = createGzip({ level: 6 });
      res.status(200).type('application/gzip');
      gzip.pipe(res);
      const gone = new AbortController();
      res.on('close', () => gone.abort());
      try {
        await dump(db, now, async (lines) => {
          if (gone.signal.aborted) throw new Error('whoever asked for the back-up has gone');
          if (!gzip.write(lines)) await once(gzip, 'drain', { signal: gone.signal });
        });
        gzip.end();
        await finished(res);
      } catch (error) {
        res.destroy(); // a cut answer is told from a whole one by its missing end
        throw error;
      }
      return '';
    }),
  ];
}
