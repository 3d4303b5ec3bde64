import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Language } from '../../shared/problems/say.ts';
import type { Command, CommandIo } from '../command.ts';
import { commandConfig } from '../config.ts';
import { openDatabase, type Database } from '../db.ts';
import { migrate } from '../migrate.ts';
import { findServer } from '../runningServer.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import { dump } from './dump.ts';
import { restore } from './restore.ts';
import { recordAct } from './store.ts';
import { makeBackup } from '../../shared/backup.ts';
import { addressOf } from '../../shared/contract.ts';

/** `backup FILE`: everything into one compressed file, from a running server too. */
export const backupCommand: Command = {
  usage: 'backup FILE.gz    everything of this database, as it is at one moment',
  run: (args, io) =>
    attempt('backup', args, io, async (file) => {
      const part = `${file}.part`;
      try {
        await writeTo(part, io.language);
        const written = await open(part, 'r');
        await written.sync(); // a back-up that a power cut may take is none
        await written.close();
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      io.stdout(`${file} holds everything; keep it as safe as the database itself\n`);
    }),
};

/** `restore FILE`: into an empty database, with the checks that it is whole. */
export const restoreCommand: Command = {
  usage: 'restore FILE.gz    a back-up into an empty database (DATABASE_URL, or a new DATA_DIR)',
  run: (args, io) =>
    attempt('restore', args, io, async (file) => {
      const config = commandConfig();
      if (config.databaseUrl === undefined && (await findServer(config.dataDir)))
        throw new Error(`a server runs on ${config.dataDir}: choose a new DATA_DIR`);
      const empty = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
      await withDatabase(empty, async (db) => {
        const source = createReadStream(file);
        const unzipped = source.pipe(createGunzip());
        source.on('error', (error) => unzipped.destroy(error));
        const told = await restore(db, createInterface({ input: unzipped, crlfDelay: Infinity }));
        await recordAct(db, 'backup.restored', null);
        io.stdout(`${told.rows} rows as they were at ${told.at}\n`);
      });
    }),
};

async function attempt(
  name: string,
  args: readonly string[],
  io: CommandIo,
  run: (file: string) => Promise<void>,
): Promise<number> {
  const [file] = args;
  if (file === undefined || args.length > 1 || file.startsWith('-')) {
    io.stderr(`usage: rounds ${name} FILE.gz\n`);
    return 2;
  }
  try {
    await run(file);
    return 0;
  } catch (error) {
    io.stderr(`rounds ${name}: ${(error as Error).message}\n`);
    return 1;
  }
}

async function writeTo(file: string, language?: Language): Promise<void> {
  const config = commandConfig();
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  if (server) {
    const answer = await fetch(new URL(addressOf(makeBackup, {}), server.url), {
      headers: { Authorization: `Bearer ${server.token}` },
    });
    if (!answer.ok || !answer.body)
      throw new Error(`the server at ${server.url} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(file, { mode: 0o600 }));
    return;
  }
  await withDatabase(await openStoredDatabase(config, language), async (db) => {
    await migrate(db);
    await recordAct(db, 'backup.made', null);
    const gzip = createGzip({ level: 6 });
    const out = gzip.pipe(createWriteStream(file, { mode: 0o600 }));
    await dump(db, new Date(), async (lines) => {
      if (!gzip.write(lines)) await once(gzip, 'drain');
    });
    gzip.end();
    await finished(out);
  });
}

async function withDatabase(db: Database, use: (db: Database) => Promise<void>): Promise<void> {
  try {
    await use(db);
  } finally {
    await db.close();
  }
}
