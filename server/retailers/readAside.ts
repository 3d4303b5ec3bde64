import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';
import { readFile, type ReadReply, type ReadRequest } from './readFile.ts';

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

/** Reads a small CSV at once, anything else in a process: a workbook of a few bytes can hold a sheet of billions of cells. */
export async function readFileAside(request: ReadRequest): Promise<ReadReply> {
  const isArchive = request.bytes[0] === 0x50 && request.bytes[1] === 0x4b;
  if (request.bytes.length <= SMALL_BYTES && !isArchive) return readFile(request);
  if (reading < AT_ONCE) reading++;
  else {
    if (waiting.length >= MAX_WAITING) throw new AppError('TOO_MUCH_AT_ONCE');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await readInProcess(request);
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
function readInProcess(request: ReadRequest): Promise<ReadReply> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./readProcess.ts', import.meta.url)), {
    execArgv: [`--max-old-space-size=${READ_MB}`, '--import', import.meta.resolve('tsx')],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise<ReadReply>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ ok: false, why: { code: 'READING_TOO_LONG' } }), READ_MS);
    child.once('message', (reply) => resolve(reply as ReadReply));
    child.once('error', reject); // it could not be started
    child.once('exit', () => {
      clearTimeout(timer);
      resolve({ ok: false, why: { code: 'READING_TOO_MUCH' } }); // nothing, where there was an answer
    });
    child.send(request, (error) => (error ? resolve({ ok: false, why: { code: 'READING_TOO_MUCH' } }) : undefined));
  }).finally(() => child.kill('SIGKILL'));
}
