import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  process: ChildProcess;
  /** What it has printed so far, in whole lines. */
  lines: string[];
  /** The same for standard error, which is shown too. */
  errors: string[];
  /** Resolves at the first line, past or future, that begins like this; rejects when the program ends without it. */
  line(beginning: string): Promise<string>;
  /** SIGKILL; resolves when it is dead and all it printed has been read. */
  kill(): Promise<void>;
  /** Its exit status; null when a signal ended it. */
  ended: Promise<number | null>;
}

/**
 * Starts a TypeScript program in a process of its own, with these settings added to the environment; no file may grow beyond
 * `maxFileKb`, which is how a full disk feels.
 */
export function startChild(
  file: URL,
  args: string[] = [],
  env: Record<string, string> = {},
  maxFileKb?: number,
): Child {
  const program = [process.execPath, '--import', 'tsx', fileURLToPath(file), ...args];
  const [command, ...rest] =
    maxFileKb === undefined ? program : ['sh', '-c', `ulimit -f ${maxFileKb * 2}; exec "$@"`, 'sh', ...program];
  const child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  child.stderr.pipe(process.stderr, { end: false });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    lines,
    errors,
    ended,
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const known = lines.find((line) => line.startsWith(beginning));
        if (known !== undefined) return resolve(known);
        reader.on('line', (line) => {
          if (line.startsWith(beginning)) resolve(line);
        });
        void ended.then(() => reject(new Error(`the program ended without saying ${beginning}`)));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
