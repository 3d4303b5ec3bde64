import { fork, type ChildProcess } from 'node:child_process';
import type { FileReason } from '../../shared/problems/problems.ts';
import { AppError } from '../errors.ts';

/** 60,000 rows take 6 s of CPU; a file that takes longer than this is made to. */
const READ_MS = 120_000;
/** 60,000 rows of 20 columns take 400 MB. */
const READ_MB = 1_200;
/** Files read at a time, and how many may wait: each takes a core and its memory. */
const AT_ONCE = 2;
const MAX_WAITING = 10;

/** A process takes 1.5 s to start; a CSV of this size is read in less than 0.2 s. */
const SMALL_BYTES = 150_000;

let reading = 0;
const waiting: (() => void)[] = [];

/** A file that cannot be read. */
export interface Unread {
  ok: false;
  why: FileReason;
}

/**
 * Reads a small CSV at once with `read`, anything else in a process: a workbook of a few bytes can hold a sheet of billions of cells.
 * `script` is a module that answers requests with `read`.
 */
export async function readAside<Request extends { bytes: Uint8Array }, Reply>(
  request: Request,
  read: (request: Request) => Reply,
  script: string,
): Promise<Reply | Unread> {
  const isArchive = request.bytes[0] === 0x50 && request.bytes[1] === 0x4b;
  if (request.bytes.length <= SMALL_BYTES && !isArchive) return read(request);
  if (reading < AT_ONCE) reading++;
  else {
    if (waiting.length >= MAX_WAITING) throw new AppError('TOO_MUCH_AT_ONCE');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await readInProcess<Reply>(request, script);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading--;
  }
}

/**
 * In a process of its own, because the engine ends the whole process where a file makes it ask for an impossible array, and a limit
 * of a thread's memory does not hold that. It is told nothing of the server's environment.
 */
function readInProcess<Reply>(request: object, script: string): Promise<Reply | Unread> {
  const child: ChildProcess = fork(script, {
    execArgv: [`--max-old-space-size=${READ_MB}`, '--import', import.meta.resolve('tsx')],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise<Reply | Unread>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ ok: false, why: { code: 'READING_TOO_LONG' } }), READ_MS);
    child.once('message', (reply) => resolve(reply as Reply));
    child.once('error', reject); // it could not be started
    child.once('exit', () => {
      clearTimeout(timer);
      resolve({ ok: false, why: { code: 'READING_TOO_MUCH' } }); // nothing, where there was an answer
    });
    child.send(request, (error) => (error ? resolve({ ok: false, why: { code: 'READING_TOO_MUCH' } }) : undefined));
  }).finally(() => child.kill('SIGKILL'));
}
