import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Day } from '../../shared/text.ts';
import type { Command, CommandIo } from '../command.ts';
import { commandConfig } from '../config.ts';
import { findServer, type RunningServer } from '../runningServer.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import { exportLines } from './export.ts';
import { lastDayOver } from './publish.ts';
import { headsOn, type Days } from './store.ts';
import { MOST_ROWS, rowsUnlikeLedger } from './rowStore.ts';
import { createVerifier, readHeads } from '../chain.ts';
import { exportLedger, readLedgerHeads, readRowsUnlikeLedger } from '../../shared/ledger.ts';
import { addressOf } from '../../shared/contract.ts';

const USAGE =
  'ledger verify [FILE.jsonl] [--heads FILE] [--from DAY] [--to DAY] | ledger export [--from DAY] [--to DAY] | ledger heads [--to DAY]';

/**
 * `verify` recomputes the hash chains, of an export or of the database itself; `export` writes them, a line an entry; `heads` says
 * where they end, for a daily job that mails or prints it: what was published is what `verify --heads` holds the owner to.
 */
export const ledgerCommand: Command = {
  usage: USAGE,
  run: async (args, io) => {
    try {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { heads: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
      });
      const days = { from: readDay(values.from), to: readDay(values.to) };
      const [word, file] = positionals;
      if (word === 'export' && positionals.length === 1) return await exportTo(io, days);
      if (word === 'heads' && positionals.length === 1) return await writeHeads(io, days.to ?? lastDayOver(new Date()));
      if (word === 'verify' && positionals.length <= 2) return await verify(io, file, days, values.heads);
      throw new TypeError('say verify, export or heads');
    } catch (error) {
      io.stderr(`rounds ledger: ${(error as Error).message}\n`);
      if (!(error instanceof TypeError)) return 1;
      io.stderr(`usage: rounds ${USAGE}\n`);
      return 2;
    }
  },
};

function readDay(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!Day.safeParse(text).success) throw new TypeError(`'${text}' is not a day such as 2026-03-02`);
  return text;
}

async function exportTo(io: CommandIo, days: Days): Promise<number> {
  await withSource(io, days, async (lines) => {
    for await (const line of lines) io.stdout(`${line}\n`);
  });
  return 0;
}

async function writeHeads(io: CommandIo, day: string): Promise<number> {
  const config = commandConfig();
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  if (server) {
    const answer = await ask(server, addressOf(readLedgerHeads, { query: { day } }));
    io.stdout(`${await answer.text()}\n`);
    return 0;
  }
  const db = await openStoredDatabase(config, io.language);
  try {
    io.stdout(`${JSON.stringify({ day, heads: await headsOn(db, null, day) })}\n`);
  } finally {
    await db.close();
  }
  return 0;
}

async function verify(
  io: CommandIo,
  file: string | undefined,
  days: Days,
  headsFile: string | undefined,
): Promise<number> {
  const heads = headsFile === undefined ? [] : readHeads(await readFile(headsFile, 'utf8'));
  const verifier = createVerifier(heads, days.from !== null);
  const unlike: string[] = [];
  if (file !== undefined) {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity }))
      verifier.add(line);
  } else {
    await withSource(io, days, async (lines, rows) => {
      for await (const line of lines) verifier.add(line);
      // an entry that is no JSON any more, which the lines say, ends the comparison
      unlike.push(...(await rows().catch((error: Error) => [`rows cannot be compared: ${error.message}`])));
    });
  }
  const { entries, heads: ends, metHeads, findings } = verifier.end();
  for (const { line, kind, detail } of findings)
    io.stdout(`${kind}: ${line === null ? '' : `line ${line}: `}${detail}\n`);
  for (const what of unlike) io.stdout(`row: ${what}\n`);
  for (const { unit, no, hash } of ends) io.stdout(`head: unit ${unit} entry ${no} ${hash}\n`);
  if (headsFile !== undefined) io.stdout(`${metHeads} of ${heads.length} published heads met\n`);
  const wrong = findings.length + unlike.length;
  io.stdout(`${entries} entries in ${ends.length} chains, ${wrong === 0 ? 'all as recorded' : `${wrong} findings`}\n`);
  return wrong === 0 ? 0 : 1;
}

/** The lines, and the rows that are unlike them, of the running server that holds the database, or of the database itself. */
async function withSource(
  io: CommandIo,
  days: Days,
  use: (lines: AsyncIterable<string>, rowsUnlike: () => Promise<string[]>) => Promise<void>,
): Promise<void> {
  const config = commandConfig();
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  if (server) return use(linesOf(server, days), () => rowsOf(server));
  const db = await openStoredDatabase(config, io.language);
  try {
    await use(exportLines(db, days, null), () => rowsUnlikeLedger(db, MOST_ROWS));
  } finally {
    await db.close();
  }
}

async function rowsOf(server: RunningServer): Promise<string[]> {
  const response = await ask(server, addressOf(readRowsUnlikeLedger, {}));
  return readRowsUnlikeLedger.reply.parse(await response.json()).unlike;
}

async function* linesOf(server: RunningServer, days: Days): AsyncGenerator<string> {
  const response = await ask(server, addressOf(exportLedger, { query: days }));
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function ask(server: RunningServer, path: string): Promise<Response> {
  const response = await fetch(new URL(path, server.url), {
    headers: { authorization: `Bearer ${server.token}` },
    signal: AbortSignal.timeout(600_000), // a year of a city's entries, read at disk speed
  });
  if (!response.ok || !response.body) throw new Error(`the server at ${server.url} answered ${response.status}`);
  return response;
}
