import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Problem } from '../../shared/errors.ts';
import { Unit } from '../../shared/people.ts';
import { ImportPreview, ImportRun } from '../../shared/imports.ts';
import type { RunningServer } from '../runningServer.ts';
import { CommandError, mappingLine, ServerRefusal, type ImportSummary, type Wish } from './wish.ts';

const POLL_MS = 300;

/** The same import, done by the server that holds the database. */
export async function importThroughServer(
  server: RunningServer,
  wish: Wish,
  say: (line: string) => void,
): Promise<ImportSummary> {
  const { file } = wish;
  const query = new URLSearchParams({ fileName: file.fileName, frame: file.frame });
  if (wish.unit !== undefined) {
    const { items } = await ask(server, 'GET', '/units', z.object({ items: z.array(Unit) }));
    const unit = items.find((u) => u.name === wish.unit);
    if (!unit) throw new CommandError(2, `there is no unit named '${wish.unit}'`);
    query.set('unitId', unit.unitId);
  }
  if (file.mapping) query.set('mapping', JSON.stringify(file.mapping));
  say(`Importing through the server at ${server.url}`);
  const preview = await ask(server, 'POST', `/retailers/import/preview?${query}`, ImportPreview, file.bytes);
  say(mappingLine(preview.mapping));
  if (preview.missing.length > 0)
    say(`No column was found for ${preview.missing.join(', ')}: say which with --map column=field.`);
  let run = await ask(server, 'POST', `/retailers/imports?${query}`, ImportRun, file.bytes);
  while (run.state === 'running') {
    await sleep(POLL_MS);
    run = await ask(server, 'GET', `/retailers/imports/${run.importId}`, ImportRun);
    say(`${run.doneCount} of ${run.rowCount} rows`);
  }
  return run;
}

/** @throws ServerRefusal */
async function ask<T extends z.ZodType>(
  server: RunningServer,
  method: 'GET' | 'POST',
  path: string,
  reply: T,
  body?: Uint8Array,
): Promise<z.output<T>> {
  const response = await fetch(new URL(`/api/v1${path}`, server.url), {
    method,
    headers: { Authorization: `Bearer ${server.token}`, ...(body && { 'Content-Type': 'application/octet-stream' }) },
    ...(body && { body: new Uint8Array(body) }),
    signal: AbortSignal.timeout(300_000), // reading a file is bounded by two minutes, and may wait for another
  });
  const json: unknown = await response.json();
  if (response.ok) return reply.parse(json);
  const problem = Problem.safeParse(json);
  if (!problem.success) throw new Error(`the server answered ${response.status}`);
  if (problem.data.code === 'NOT_SIGNED_IN')
    throw new CommandError(1, 'the server has no organisation yet. Set it up in the browser, then import.');
  throw new ServerRefusal(problem.data);
}
