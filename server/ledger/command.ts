import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Day } from '../../shared/text.ts';
import type { InBoth, Language } from '../../shared/problems/say.ts';
import { makeCommand, readArgs, type Talk } from '../command.ts';
import { errorSentence } from '../errorSentence.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { commandConfig } from '../config.ts';
import { findServer, type RunningServer } from '../runningServer.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import { exportLines } from './export.ts';
import { lastDayOver } from './publish.ts';
import { headsOn, type Days } from './store.ts';
import { MOST_ROWS, rowsUnlikeLedger } from './rowStore.ts';
import { createVerifier, kindWords, readHeads, type Finding } from '../chain.ts';
import { exportLedger, readLedgerHeads, readRowsUnlikeLedger } from '../../shared/ledger.ts';
import { addressOf } from '../../shared/contract.ts';

/**
 * `verify` recomputes the hash chains, of an export or of the database itself; `export` writes them, a line an entry; `heads` says
 * where they end, for a daily job that mails or prints it: what was published is what `verify --heads` holds the owner to.
 */
export const ledgerCommand = makeCommand(
  {
    name: 'ledger',
    args: 'verify [FILE.jsonl] [--heads FILE] [--from DAY] [--to DAY] | ledger export [--from DAY] [--to DAY] | ledger heads [--to DAY]',
    purpose: { en: 'check, write out or publish what was recorded', zh: '校验、导出存证链，或列出链首' },
  },
  async (args, talk) => {
    const text = { type: 'string' } as const;
    const { values, positionals } = readArgs(args, { heads: text, from: text, to: text });
    const days = { from: readDay(values.from), to: readDay(values.to) };
    const [word, file] = positionals;
    if (word === 'export' && positionals.length === 1) return exportTo(talk, days);
    if (word === 'heads' && positionals.length === 1) return writeHeads(talk, days.to ?? lastDayOver(new Date()));
    if (word === 'verify' && positionals.length <= 2) return verify(talk, file, days, values.heads);
    throw new UsageError({ en: 'say verify, export or heads', zh: '请写 verify、export 或 heads' });
  },
);

function readDay(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!Day.safeParse(text).success)
    throw new UsageError({
      en: `'${text}' is not a day such as 2026-03-02`,
      zh: `“${text}”不是日期，应如 2026-03-02`,
    });
  return text;
}

async function exportTo(talk: Talk, days: Days): Promise<number> {
  await withSource(talk, days, async (lines) => {
    for await (const line of lines) talk.stdout(`${line}\n`);
  });
  return 0;
}

async function writeHeads(talk: Talk, day: string): Promise<number> {
  const config = commandConfig();
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  if (server) {
    const answer = await ask(server, addressOf(readLedgerHeads, { query: { day } }));
    talk.stdout(`${await answer.text()}\n`);
    return 0;
  }
  const db = await openStoredDatabase(config);
  try {
    talk.stdout(`${JSON.stringify({ day, heads: await headsOn(db, null, day) })}\n`);
  } finally {
    await db.close();
  }
  return 0;
}

async function verify(
  talk: Talk,
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
    await withSource(talk, days, async (lines, rows) => {
      for await (const line of lines) verifier.add(line);
      unlike.push(...(await rows().catch((error: unknown) => [cannotCompare(error, talk.language)])));
    });
  }
  const { entries, heads: ends, metHeads, findings } = verifier.end();
  for (const finding of findings) talk.tell(findingLine(finding));
  for (const what of unlike) talk.tell({ en: `row: ${what}`, zh: `数据：${what}` });
  for (const { unit, no, hash } of ends)
    talk.tell({ en: `head: unit ${unit} entry ${no} ${hash}`, zh: `链首：单位 ${unit} 第 ${no} 条 ${hash}` });
  if (headsFile !== undefined)
    talk.tell({
      en: `${metHeads} of ${heads.length} published heads met`,
      zh: `已公布的 ${heads.length} 个链首中，${metHeads} 个相符`,
    });
  const wrong = findings.length + unlike.length;
  talk.tell({
    en: `${entries} entries in ${ends.length} chains, ${wrong === 0 ? 'all as recorded' : `${wrong} findings`}`,
    zh: `${ends.length} 条链共 ${entries} 条记录，${wrong === 0 ? '全部一致' : `发现 ${wrong} 处问题`}`,
  });
  return wrong === 0 ? 0 : 1;
}

function findingLine({ line, kind, detail }: Finding): InBoth {
  return {
    en: `${kind}: ${line === null ? '' : `line ${line}: `}${detail.en}`,
    zh: `${kindWords[kind].zh}：${line === null ? '' : `第 ${line} 行：`}${detail.zh}`,
  };
}

/** An entry that is no JSON any more, which the lines say, ends the comparison. */
function cannotCompare(error: unknown, language: Language): string {
  const why = errorSentence(error, language);
  if (why === null) throw error;
  return language === 'zh' ? `无法核对数据：${why}` : `rows cannot be compared: ${why}`;
}

/** The lines, and the rows that are unlike them, of the running server that holds the database, or of the database itself. */
async function withSource(
  talk: Talk,
  days: Days,
  use: (lines: AsyncIterable<string>, rowsUnlike: () => Promise<string[]>) => Promise<void>,
): Promise<void> {
  const config = commandConfig();
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  if (server) return use(linesOf(server, days), () => rowsOf(server, talk.language));
  const db = await openStoredDatabase(config);
  try {
    await use(exportLines(db, days, null), () => rowsUnlikeLedger(db, MOST_ROWS, talk.language));
  } finally {
    await db.close();
  }
}

async function rowsOf(server: RunningServer, lang: Language): Promise<string[]> {
  const response = await ask(server, addressOf(readRowsUnlikeLedger, { query: { lang } }));
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
  if (!response.ok || !response.body)
    throw new SaidError({
      en: `the server at ${server.url} answered ${response.status}`,
      zh: `服务器 ${server.url} 返回 ${response.status}`,
    });
  return response;
}
