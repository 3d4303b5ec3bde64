import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { InBoth } from '../shared/problems/say.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database } from './db.ts';
import { SaidError } from './saidError.ts';

/**
 * The database as it stands, for a command: one that would have to be made first holds nothing that was meant.
 * @throws SaidError that says where was looked
 */
export async function openStoredDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  onProgress?: (step: InBoth) => void,
): Promise<Database> {
  const folder = resolve(dataDir);
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'database')))
    throw new SaidError({
      en: `there is no database in ${folder}. Set DATA_DIR or DATABASE_URL to the one that is meant.`,
      zh: `${folder} 中没有数据库，请用 DATA_DIR 或 DATABASE_URL 指明要用的数据库。`,
    });
  return openDatabase({ databaseUrl, dataDir, ...(onProgress && { onProgress }) });
}
