import { setTimeout as sleep } from 'node:timers/promises';
import { listUnits } from '../../shared/units.ts';
import { previewImport, readImport, startImport } from '../../shared/imports.ts';
import type { ApiClient } from '../apiClient.ts';
import type { Talk } from '../command.ts';
import { ownerClient } from '../ownerClient.ts';
import type { RunningServer } from '../runningServer.ts';
import { fileLines, noUnit, progressLine, type ImportSummary, type Wish } from './wish.ts';

const POLL_MS = 300;
/** Reading a file is bounded by two minutes, and may wait for another. */
const READING_MS = 300_000;

/** The same import, done by the server that holds the database. */
export async function importThroughServer(server: RunningServer, wish: Wish, { note }: Talk): Promise<ImportSummary> {
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
  note({ en: `Importing through the server at ${server.url}`, zh: `通过服务器 ${server.url} 导入` });
  for (const line of fileLines(await client.call(previewImport, sending))) note(line);
  let run = await client.call(startImport, sending);
  while (run.state === 'running') {
    await sleep(POLL_MS);
    run = await client.call(readImport, { params: { importId: run.importId } });
    note(progressLine(run.doneCount, run.rowCount));
  }
  return run;
}

async function unitIdOf(client: ApiClient, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const { items } = await client.call(listUnits);
  const unit = items.find((u) => u.name === name);
  if (!unit) throw noUnit(name);
  return unit.unitId;
}
