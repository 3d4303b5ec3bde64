import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { InBoth } from '../../shared/problems/say.ts';
import { DEMO_PASSWORD } from '../../shared/demo.ts';
import { readWelcome, type Welcome } from '../../shared/sessions.ts';
import { ApiClient } from '../apiClient.ts';
import { createOrganisation } from './organisation.ts';
import { publishCalendars } from './calendars.ts';
import { inspectVisits } from './inspection.ts';
import { fileLogs } from './logs.ts';
import { scoreMonths } from './scores.ts';
import { startReps } from './reps.ts';

export interface DemoOptions {
  /** The server on this machine. */
  url: string;
  setupToken: string;
  /** Whether an empty server may be filled with the demo. */
  mayCreate: boolean;
  /** False where another process moves the reps. */
  mayMove: boolean;
  say: (line: InBoth) => void;
}

export interface Demo {
  isSetUp(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * The demo organisation and its reps, who move and visit by themselves. Everything goes through the public API, as any
 * other program's calls would: what works here works for them.
 */
export function startDemo(options: DemoOptions): Demo {
  const ending = new AbortController();
  setMaxListeners(0, ending.signal); // a dozen reps wait on it
  const running = run(options, ending.signal).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    if (!ending.signal.aborted) options.say({ en: `The demo stopped: ${why}`, zh: `演示已停止：“${why}”` });
  });
  return {
    isSetUp: async () => (await welcome(options.url, ending.signal)).isSetUp,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

async function run(options: DemoOptions, signal: AbortSignal): Promise<void> {
  if (!options.mayMove) return;
  const before = await welcome(options.url, signal);
  if (!before.isSetUp) {
    if (!options.mayCreate) return;
    await createOrganisation(options, DEMO_PASSWORD, signal);
  } else if (!before.synthetic) return; // a real organisation: nothing here touches it
  await startReps(options.url, DEMO_PASSWORD, options.say, signal);
  await publishCalendars(options.url, DEMO_PASSWORD, options.say, signal);
  await inspectVisits(options.url, DEMO_PASSWORD, options.say, signal);
  await fileLogs(options.url, DEMO_PASSWORD, options.say, signal);
  await scoreMonths(options.url, DEMO_PASSWORD, options.say, signal);
  while (!signal.aborted) await wait(3_600_000, undefined, { signal }).catch(() => {});
}

function welcome(url: string, signal: AbortSignal): Promise<Welcome> {
  return new ApiClient(url, signal).call(readWelcome);
}
