import { setFlagsFromString } from 'node:v8';
import type { InBoth } from '../shared/problems/say.ts';
import { commandLanguage, programConfig, type Config } from './config.ts';
import { errorSentence } from './errorSentence.ts';
import type { Running } from './start.ts';

/**
 * How much the heap may grow, in percent of what was alive, before its rubbish is collected. V8 itself lets it grow fourfold where
 * memory is plenty: under ten times the load of phones 343 MB were held so, and 242 this way, at the same CPU a position.
 */
const HEAP_GROWTH_PERCENT = 40;

type Say = (line: InBoth) => void;

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
  const language = commandLanguage();
  const say: Say = (line) => void process.stdout.write(`${line[language]}\n`);
  let running: Running;
  let config: Config;
  try {
    config = programConfig();
    running = await start(config, say);
  } catch (error) {
    const why = errorSentence(error, language) ?? (error instanceof Error ? error.message : String(error));
    process.stderr.write(`${language === 'zh' ? '巡访无法启动：' : 'Rounds cannot start: '}${why}\n`);
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
    say({ en: 'Stopping …', zh: '正在停止……' });
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
  say({ en: `Rounds is at ${running.url}`, zh: `巡访已启动：${running.url}` });
  if (config.role === 'worker' || config.demo || (await demo.isSetUp())) return;
  const setUp = `${running.url}/setup?token=${running.setupToken}`;
  say({ en: `Make the first administrator: ${setUp}`, zh: `创建首位管理员：${setUp}` });
}
