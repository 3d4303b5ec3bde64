import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../server/apiClient.ts';
import { openDatabase } from '../../server/db.ts';
import { startChild } from '../helpers/child.ts';
import { findPostgres, startPostgres } from '../helpers/postgres.ts';
import { setUp } from '../../shared/sessions.ts';

export const TRIAL_LOGIN = { login: 'root', password: 'nine brown kettles sing' };

/** A server in a process of its own with an empty organisation, and its administrator. */
export interface TrialServer {
  url: string;
  admin: ApiClient;
  pid: number;
  stop(): Promise<void>;
}

/** Opens the numbers of a trial's server. */
export const METRICS_TOKEN = 'a-long-token-of-numbers';

/** `synthetic`: the organisation says so of itself, and its map shows the streets of the demo's city. */
export async function startTrialServer(env: Record<string, string> = {}, synthetic = false): Promise<TrialServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rounds-trial-'));
  const child = startChild(new URL('../../server/main.ts', import.meta.url), ['--no-demo'], {
    PORT: '0',
    LOG_LEVEL: 'error',
    METRICS_TOKEN,
    DATA_DIR: dataDir,
    ...env,
  });
  const stop = async (): Promise<void> => {
    child.process.kill('SIGTERM');
    await child.ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const url = (await child.line('Rounds is at')).split(' ').at(-1)!.replace('localhost', '127.0.0.1');
  const token = new URL((await child.line('Make the first administrator')).split(' ').at(-1)!).searchParams.get(
    'token',
  );
  const admin = new ApiClient(url, new AbortController().signal);
  await admin.call(setUp, {
    body: { token: token!, orgName: 'Trial', timeZone: 'Asia/Shanghai', name: 'Root', ...TRIAL_LOGIN, synthetic },
  });
  return { url, admin, pid: child.process.pid!, stop };
}

/** Does something with an empty database on a PostgreSQL that waits for the disk, as one in use does; and removes both. */
export async function onDurablePostgres<T>(doing: (databaseUrl: string, postmaster: number) => Promise<T>): Promise<T> {
  const programs = findPostgres();
  if (!programs) throw new Error('no PostgreSQL with PostGIS is installed here');
  const postgres = await startPostgres(programs, { isDurable: true });
  try {
    const db = await openDatabase({ databaseUrl: postgres.url });
    await db.query('create database rounds');
    await db.close();
    return await doing(postgres.url.replace(/\/postgres$/, '/rounds'), postgres.pid());
  } finally {
    await postgres.stop();
  }
}
