import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { makeCommand, readArgs } from '../command.ts';
import { commandConfig } from '../config.ts';
import { openDatabase, type Database } from '../db.ts';
import { migrate } from '../migrate.ts';
import { findServer } from '../runningServer.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import { dump } from './dump.ts';
import { restore } from './restore.ts';
import { recordAct } from './store.ts';
import { makeBackup } from '../../shared/backup.ts';
import { addressOf } from '../../shared/contract.ts';

/** `backup FILE`: everything into one compressed file, from a running server too. */
export const backupCommand = makeCommand(
  {
    name: 'backup',
    args: 'FILE.gz',
    purpose: { en: 'everything of this database, as it is at one moment', zh: '备份数据库在同一时刻的全部内容' },
  },
  async (args, talk) => {
    const file = fileOf('backup', args);
    const part = `${file}.part`;
    try {
      const out = createWriteStream(part, { mode: 0o600 });
      await once(out, 'open'); // before the database is: a folder that is not there is said at once
      await writeTo(out);
      const written = await open(part, 'r');
      await written.sync(); // a back-up that a power cut may take is none
      await written.close();
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    talk.tell({
      en: `${file} holds everything; keep it as safe as the database itself`,
      zh: `全部内容已写入 ${file}，请像保管数据库一样保管它`,
    });
    return 0;
  },
);

/** `restore FILE`: into an empty database, with the checks that it is whole. */
export const restoreCommand = makeCommand(
  {
    name: 'restore',
    args: 'FILE.gz',
    purpose: {
      en: 'a back-up into an empty database (DATABASE_URL, or a new DATA_DIR)',
      zh: '将备份恢复到空数据库（DATABASE_URL 或新的 DATA_DIR）',
    },
  },
  async (args, talk) => {
    const file = fileOf('restore', args);
    const { databaseUrl, dataDir } = commandConfig();
    if (databaseUrl === undefined && (await findServer(dataDir)))
      throw new SaidError({
        en: `a server runs on ${dataDir}: choose a new DATA_DIR`,
        zh: `${dataDir} 上有服务器正在运行，请换一个新的 DATA_DIR`,
      });
    await access(file, constants.R_OK); // before a database is made for it
    await withDatabase(await openDatabase({ databaseUrl, dataDir }), async (db) => {
      const source = createReadStream(file);
      const unzipped = source.pipe(createGunzip());
      source.on('error', (error) => unzipped.destroy(error));
      const { rows, at } = await restore(db, createInterface({ input: unzipped, crlfDelay: Infinity }));
      await recordAct(db, 'backup.restored', null);
      talk.tell({ en: `${rows} rows as they were at ${at}`, zh: `已恢复 ${rows} 行，为 ${at} 时的内容` });
    });
    return 0;
  },
);

function fileOf(name: string, args: string[]): string {
  const [file, ...more] = readArgs(args, {}).positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError({ en: `${name} needs one file`, zh: `${name} 需要且只需要一个文件` });
  return file;
}

async function writeTo(out: Writable): Promise<void> {
  const config = commandConfig();
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  if (server) {
    const answer = await fetch(new URL(addressOf(makeBackup, {}), server.url), {
      headers: { Authorization: `Bearer ${server.token}` },
    });
    if (!answer.ok || !answer.body) {
      const said = (await answer.text()).slice(0, 300);
      throw new SaidError({
        en: `the server at ${server.url} answered ${answer.status}: ${said}`,
        zh: `服务器 ${server.url} 返回 ${answer.status}`,
      });
    }
    await pipeline(Readable.fromWeb(answer.body), out);
    return;
  }
  await withDatabase(await openStoredDatabase(config), async (db) => {
    await migrate(db);
    await recordAct(db, 'backup.made', null);
    const gzip = createGzip({ level: 6 });
    const dumped = dump(db, new Date(), async (lines) => {
      if (!gzip.write(lines)) await once(gzip, 'drain');
    }).then(() => gzip.end());
    await Promise.all([pipeline(gzip, out), dumped]); // a full disk ends both
  });
}

async function withDatabase(db: Database, use: (db: Database) => Promise<void>): Promise<void> {
  try {
    await use(db);
  } finally {
    await db.close();
  }
}
