import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract, Reply, SendingArgument } from '../../shared/contract.ts';
import { listUnits } from '../../shared/people.ts';
import { previewImport, readImport, startImport } from '../../shared/imports.ts';
import { CallRefused, type ApiClient } from '../apiClient.ts';
import { ownerClient } from '../ownerClient.ts';
import type { RunningServer } from '../runningServer.ts';
import { CommandError, mappingLine, ServerRefusal, tableLine, type ImportSummary, type Wish } from './wish.ts';

const POLL_MS = 300;
/** Reading a file is bounded by two minutes, and may wait for another. */
const READING_MS = 300_000;

/** The same import, done by the server that holds the database. */
export async function importThroughServer(
  server: RunningServer,
  wish: Wish,
  say: (line: string) => void,
): Promise<ImportSummary> {
  const { file } = wish;
  const client = await ownerClient(server, wish.org, READING_MS);
  const mapping = file.mapping ? JSON.stringify(file.mapping) : undefined;
  const wanted = {
    fileName: file.fileName,
    frame: file.frame,
    mapping,
    unitId: await unitIdOf(client, wish.unit),
    sheet: file.sheet ?? undefined,
    headerLine: file.headerLine ?? undefined,
  };
  const sending = { query: wanted, body: new Uint8Array(file.bytes) };
  say(`Importing through the server at ${server.url}`);
  const preview = await ask(client, previewImport, sending);
  say(tableLine(preview));
  say(mappingLine(preview.mapping));
  if (preview.missing.length > 0)
    say(`No column was found for ${preview.missing.join(', ')}: say which with --map column=field.`);
  if (preview.codeFrom !== null && preview.codeFrom !== 'code')
    say(`No column gives a code: ${preview.codeFrom} serves as the code.`);
  let run = await ask(client, startImport, sending);
  while (run.state === 'running') {
    await sleep(POLL_MS);
    run = await ask(client, readImport, { params: { importId: run.importId } });
    say(`${run.doneCount} of ${run.rowCount} rows`);
  }
  return run;
}

async function unitIdOf(client: ApiClient, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const { items } = await ask(client, listUnits);
  const unit = items.find((u) => u.name === name);
  if (!unit) throw new CommandError(2, `there is no unit named '${name}'`);
  return unit.unitId;
}

/** @throws ServerRefusal */
async function ask<C extends Contract>(
  client: ApiClient,
  contract: C,
  ...sending: SendingArgument<C>
): Promise<Reply<C>> {
  try {
    return await client.call(contract, ...sending);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    const { problem, status } = error;
    if (!problem) throw new Error(`the server answered ${status}`, { cause: error });
    throw new ServerRefusal(problem);
  }
}
