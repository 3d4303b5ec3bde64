import { setFlagsFromString } from 'node:v8';
import { programConfig, type Config } from './config.ts';
import type { Running } from './start.ts';

/**
 * How much the heap may grow, in percent of what was alive, before its rubbish is collected. V8 itself lets it grow fourfold where
 * memory is plenty: under ten times the load of phones 343 MB were held so, and 242 this way, at the same CPU a position.
 */
const HEAP_GROWTH_PERCENT = 40;

type Say = (line: string) => void;

/** What runs beside the server and speaks to it as any other program does. */
interface Companion {
  isSetUp(): Promise<boolean>;
  stop(): Promise<void>;
}

interface CompanionOptions {
  /** The server on this machine. */
  url: string;
  setupToken: string;
  /** Whether an empty server may be filled. */
  mayCreate: boolean;
  /** False where another process does it. */
  mayMove: boolean;
  say: Say;
}

/** The server as a program: settings from the environment and the arguments, signals, exit status. */
export async function runProgram(
  start: (config: Config, say: Say) => Promise<Running>,
  startDemo: (options: CompanionOptions) => Companion,
): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  let running: Running;
  let config: Config;
  try {
    config = programConfig();
    running = await start(config, say);
  } catch (error) {
    process.stderr.write(`Rounds cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const demo = startDemo({
    url: running.localUrl,
    setupToken: running.setupToken,
    mayCreate: config.demo,
    mayMove: config.role === 'all',
    say,
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1); // pressed twice: now
    isStopping = true;
    say('Stopping …');
    void demo
      .stop()
      .then(() => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('uncaughtException', running.uncaught); // rejections that nobody handled come here too
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  say(`Rounds is at ${running.url}`);
  if (config.role !== 'worker' && !config.demo && !(await demo.isSetUp()))
    say(`Make the first administrator: ${running.url}/setup?token=${running.setupToken}`);
}
