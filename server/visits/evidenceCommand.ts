import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { LedgerEntry } from '../../shared/ledger.ts';
import { zhCoded } from '../../shared/tables/zhCoded.ts';
import { VisitDetail } from '../../shared/visits.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { createVerifier, kindWords, readHeads } from '../chain.ts';
import { makeCommand, readArgs, type Talk } from '../command.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { caseFindings, createCaseFinder } from './verifyCase.ts';

/**
 * `verify` needs no server: a case carries its entries of the ledger, so that what it shows is compared with what was hashed. That
 * these entries are the ledger's says an export of it, and that the export is the true one say heads that were published.
 */
export const evidenceCommand = makeCommand(
  {
    name: 'evidence',
    args: 'verify CASE.json|CASE.html [--ledger FILE.jsonl [--heads FILE]]',
    purpose: { en: 'whether a saved case is what the ledger recorded', zh: '核对案卷与存证链的记录是否一致' },
  },
  async (args, talk) => {
    const text = { type: 'string' } as const;
    const { values, positionals } = readArgs(args, { ledger: text, heads: text });
    const [word, file] = positionals;
    if (word !== 'verify' || file === undefined || positionals.length > 2)
      throw new UsageError({ en: 'say verify and a file', zh: '请写 verify 和一个文件' });
    if (values.heads !== undefined && values.ledger === undefined)
      throw new UsageError({ en: '--heads needs --ledger', zh: '--heads 须与 --ledger 同用' });
    return verify(talk, file, values.ledger, values.heads);
  },
);

const Case = z.object({ format: z.literal('rounds-case/2'), savedAt: z.iso.datetime(), visit: VisitDetail });
type Case = z.infer<typeof Case>;

async function verify(talk: Talk, file: string, ledger?: string, heads?: string): Promise<number> {
  const { visit, savedAt } = readCase(await readFile(file, 'utf8'));
  const findings = caseFindings(visit);
  if (ledger !== undefined) findings.push(...(await ledgerFindings(visit, savedAt, ledger, heads)));
  for (const finding of findings) talk.tell(finding);
  talk.tell({
    en: `visit ${visit.visitId} of ${visit.startedAt} by rep ${visit.repId} at retailer ${visit.retailerId}`,
    zh: `走访 ${visit.visitId}，${visit.startedAt}，客户经理 ${visit.repId}，零售户 ${visit.retailerId}`,
  });
  const held: InBoth =
    ledger === undefined
      ? { en: 'not compared with the ledger (--ledger FILE)', zh: '未与存证链核对（--ledger FILE）' }
      : { en: 'compared with the ledger', zh: '已与存证链核对' };
  const count = findings.length;
  const result: InBoth =
    count === 0 ? { en: 'all as recorded', zh: '全部一致' } : { en: `${count} findings`, zh: `发现 ${count} 处问题` };
  talk.tell({
    en: `${visit.state} when it was saved at ${savedAt}: ${visit.ledger.length} entries, ${held.en}, ${result.en}`,
    zh: `${savedAt} 保存时为${zhCoded.state[visit.state]}：${visit.ledger.length} 条记录，${held.zh}，${result.zh}`,
  });
  return count === 0 ? 0 : 1;
}

/** A case as it was saved: as JSON, or inside of its page. */
function readCase(text: string): Case {
  const inPage = /<script type="application\/json" id="case">(.*?)<\/script>/s.exec(text)?.[1];
  let said: unknown;
  try {
    said = JSON.parse(inPage ?? text);
  } catch (cause) {
    throw new SaidError({ en: 'this file holds no case', zh: '文件中没有案卷' }, { cause });
  }
  const read = Case.safeParse(said);
  if (!read.success)
    throw new SaidError(
      { en: 'this is no case as this version saves it: save it again', zh: '不是本版本保存的案卷，请重新保存' },
      { cause: read.error },
    );
  return read.data;
}

async function ledgerFindings(visit: VisitDetail, savedAt: string, ledger: string, heads?: string): Promise<InBoth[]> {
  const units = new Set(visit.ledger.map(({ unit }) => unit));
  const published = heads === undefined ? [] : readHeads(await readFile(heads, 'utf8'));
  const ofUnits = published.filter(({ unit }) => units.has(unit));
  const verifier = createVerifier(ofUnits, ofUnits.length > 0);
  const finder = createCaseFinder(visit, savedAt);
  for await (const line of createInterface({ input: createReadStream(ledger, 'utf8'), crlfDelay: Infinity })) {
    const entry = entryOf(line);
    if (entry && !units.has(entry.unit)) continue; // other chains say nothing of this case
    verifier.add(line);
    if (entry) finder.add(entry);
  }
  const { findings } = verifier.end();
  const missing: InBoth[] =
    heads !== undefined && ofUnits.length === 0
      ? [{ en: 'no published head is of the unit of this case', zh: '已公布的链首中没有本案卷所属单位的' }]
      : [];
  const inLedger = findings.map(({ kind, detail }): InBoth => {
    return { en: `ledger, ${kindWords[kind].en}: ${detail.en}`, zh: `存证链，${kindWords[kind].zh}：${detail.zh}` };
  });
  return [...inLedger, ...finder.end(), ...missing];
}

function entryOf(line: string): LedgerEntry | null {
  try {
    return LedgerEntry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
