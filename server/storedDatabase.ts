import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Language } from '../shared/problems/say.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database } from './db.ts';

/**
 * The database as it stands, for a command: one that would have to be made first holds nothing that was meant.
 * @throws Error that says where was looked
 */
export async function openStoredDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  language: Language = 'en',
  onProgress?: (step: string) => void,
): Promise<Database> {
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'database')))
    throw new Error(noDatabase[language](resolve(dataDir)));
  return openDatabase({ databaseUrl, dataDir, ...(onProgress && { onProgress }) });
}

const noDatabase: Record<Language, (folder: string) => string> = {
  en: (folder) => `there is no database in ${folder}. Set DATA_DIR or DATABASE_URL to the one that is meant.`,
  zh: (folder) => `${folder} 中没有数据库，请用 DATA_DIR 或 DATABASE_URL 指明要用的数据库。`,
};
