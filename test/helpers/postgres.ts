import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../server/db.ts';

export interface TestPostgres {
  /** The maintenance database; superuser, no password. */
  url: string;
  /** Of the postmaster that runs now. */
  pid(): number;
  /** SIGKILL to the postmaster; its children notice and go. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port; no file may grow beyond `maxFileKb`, which is how a full disk feels. */
  start(maxFileKb?: number): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** The folder of the newest installed PostgreSQL's programs that has PostGIS; undefined where there is none. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'; // Debian and its children
  const debian = existsSync(root)
    ? readdirSync(root)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(root, version, 'bin'))
    : [];
  const onPath = (process.env.PATH ?? '').split(':').filter((folder) => existsSync(join(folder, 'initdb')));
  return [...debian, ...onPath].find((folder) => {
    const { stdout } = spawnSync(join(folder, 'pg_config'), ['--sharedir'], { encoding: 'utf8' });
    // Debian's pg_config may be of another package; beside the programs is the rule it follows.
    const share = [stdout?.trim(), folder.replace('/lib/', '/share/').replace(/\/bin$/, '')];
    return share.some((path) => path && existsSync(join(path, 'extension/postgis.control')));
  });
}

/** A server of our own: new folder, free port, this machine only; as the user `postgres` where we are root. */
export async function startPostgres(programs: string, { isDurable = false } = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-postgres-'));
  const user: { uid?: number; gid?: number } = process.getuid?.() === 0 ? postgresUser() : {};
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  // Without fsync unless asked for: what these tests kill are processes, and the kernel keeps what they wrote.
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    `fsync=${isDurable ? 'on' : 'off'}`,
  ];
  let server: ChildProcess | undefined;

  const pid = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    process.kill(pid(), signal);
    ending.stdin?.end();
    await ended;
  };
  const start = async (maxFileKb?: number): Promise<void> => {
    // The children of a postmaster that was killed still hold its shared memory until they notice.
    for (let tries = 0; tries < 60; tries++) {
      if (await launch(maxFileKb)) return;
      await sleep(500);
    }
    throw new Error('PostgreSQL cannot start: what ran before still holds its shared memory');
  };
  /** True once it answers; false where it refused because of the shared memory of what ran before. */
  const launch = async (maxFileKb?: number): Promise<boolean> => {
    let said = '';
    // The shell reads until we close its input or are no more, however we end: no server stays behind.
    const limit = maxFileKb === undefined ? '' : `ulimit -f ${maxFileKb * 2}; `; // in blocks of 512 bytes
    const script = `${limit}"$@" < /dev/null & read -r _; kill -INT $! 2> /dev/null; wait`;
    const starting = spawn('sh', ['-c', script, 'sh', join(programs, 'postgres'), ...args], {
      ...user,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    starting.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
    server = starting;
    for (let tries = 0; tries < 300; tries++) {
      if (await answers(url)) return true;
      if (said.includes('pre-existing shared memory block')) {
        starting.stdin.end();
        return false;
      }
      await sleep(100);
    }
    throw new Error(`PostgreSQL did not answer: ${said}`);
  };
  await start();
  return {
    url,
    pid,
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGINT'); // fast shutdown
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresUser(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  if (!line) throw new Error('PostgreSQL refuses to run as root and there is no user postgres');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(databaseUrl: string): Promise<boolean> {
  const db = await openDatabase({ databaseUrl });
  try {
    await db.query('select 1');
    return true;
  } catch {
    return false; // not yet
  } finally {
    await db.close();
  }
}
