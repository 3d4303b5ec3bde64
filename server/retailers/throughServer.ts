import { setTimeout as sleep } from 'node:timers/promises';
import {
  addressOf,
  readReply,
  requestOf,
  type Contract,
  type Reply,
  type Sending,
  type SendingArgument,
} from '../../shared/contract.ts';
import { Problem } from '../../shared/errors.ts';
import { listUnits } from '../../shared/people.ts';
import { previewImport, readImport, startImport } from '../../shared/imports.ts';
import type { RunningServer } from '../runningServer.ts';
import { CommandError, mappingLine, ServerRefusal, tableLine, type ImportSummary, type Wish } from './wish.ts';

const POLL_MS = 300;

/** The same import, done by the server that holds the database. */
export async function importThroughServer(
  server: RunningServer,
  wish: Wish,
  say: (line: string) => void,
): Promise<ImportSummary> {
  const { file } = wish;
  const mapping = file.mapping ? JSON.stringify(file.mapping) : undefined;
  const wanted = {
    fileName: file.fileName,
    frame: file.frame,
    mapping,
    unitId: await unitIdOf(server, wish.unit),
    sheet: file.sheet ?? undefined,
    headerLine: file.headerLine ?? undefined,
  };
  const sending = { query: wanted, body: new Uint8Array(file.bytes) };
  say(`Importing through the server at ${server.url}`);
  const preview = await ask(server, previewImport, sending);
  say(tableLine(preview));
  say(mappingLine(preview.mapping));
  if (preview.missing.length > 0)
    say(`No column was found for ${preview.missing.join(', ')}: say which with --map column=field.`);
  if (preview.codeFrom !== null && preview.codeFrom !== 'code')
    say(`No column gives a code: ${preview.codeFrom} serves as the code.`);
  let run = await ask(server, startImport, sending);
  while (run.state === 'running') {
    await sleep(POLL_MS);
    run = await ask(server, readImport, { params: { importId: run.importId } });
    say(`${run.doneCount} of ${run.rowCount} rows`);
  }
  return run;
}

async function unitIdOf(server: RunningServer, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const { items } = await ask(server, listUnits);
  const unit = items.find((u) => u.name === name);
  if (!unit) throw new CommandError(2, `there is no unit named '${name}'`);
  return unit.unitId;
}

/** @throws ServerRefusal */
async function ask<C extends Contract>(
  server: RunningServer,
  contract: C,
  ...[sending]: SendingArgument<C>
): Promise<Reply<C>> {
  const sent = sending ?? ({} as Sending<C>);
  const request = requestOf(contract, sent);
  const response = await fetch(new URL(addressOf(contract, sent), server.url), {
    ...request,
    headers: { ...request.headers, Authorization: `Bearer ${server.token}` },
    signal: AbortSignal.timeout(300_000), // reading a file is bounded by two minutes, and may wait for another
  });
  if (response.ok) return readReply(contract, await response.arrayBuffer());
  const json: unknown = await response.json();
  const problem = Problem.safeParse(json);
  if (!problem.success) throw new Error(`the server answered ${response.status}`);
  if (problem.data.code === 'NOT_SIGNED_IN')
    throw new CommandError(1, 'the server has no organisation yet. Set it up in the browser, then import.');
  throw new ServerRefusal(problem.data);
}
