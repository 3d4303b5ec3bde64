import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LedgerEntry } from '../../shared/ledger.ts';
import { VisitDetail } from '../../shared/visits.ts';
import { createVerifier, readHeads } from '../chain.ts';
import type { Command, CommandIo } from '../command.ts';
import { caseFindings, createCaseFinder } from './verifyCase.ts';

const USAGE = 'evidence verify CASE.json|CASE.html [--ledger FILE.jsonl [--heads FILE]]';

/**
 * `verify` needs no server: a case carries its entries of the ledger, so that what it shows is compared with what was hashed. That
 * these entries are the ledger's says an export of it, and that the export is the true one say heads that were published.
 */
export const evidenceCommand: Command = {
  usage: USAGE,
  run: async (args, io) => {
    try {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { ledger: { type: 'string' }, heads: { type: 'string' } },
      });
      const [word, file] = positionals;
      if (word !== 'verify' || file === undefined || positionals.length > 2)
        throw new TypeError('say verify and a file');
      if (values.heads !== undefined && values.ledger === undefined) throw new TypeError('--heads needs --ledger');
      return await verify(io, file, values.ledger, values.heads);
    } catch (error) {
      io.stderr(`rounds evidence: ${(error as Error).message}\n`);
      if (!(error instanceof TypeError)) return 1;
      io.stderr(`usage: rounds ${USAGE}\n`);
      return 2;
    }
  },
};

const Case = z.object({ format: z.literal('rounds-case/2'), savedAt: z.iso.datetime(), visit: VisitDetail });
type Case = z.infer<typeof Case>;

async function verify(io: CommandIo, file: string, ledger?: string, heads?: string): Promise<number> {
  const { visit, savedAt } = readCase(await readFile(file, 'utf8'));
  const findings = caseFindings(visit);
  if (ledger !== undefined) findings.push(...(await ledgerFindings(visit, savedAt, ledger, heads)));
  for (const finding of findings) io.stdout(`${finding}\n`);
  io.stdout(`visit ${visit.visitId} of ${visit.startedAt} by rep ${visit.repId} at retailer ${visit.retailerId}\n`);
  const held = ledger === undefined ? 'not compared with the ledger (--ledger FILE)' : 'compared with the ledger';
  const result = findings.length === 0 ? 'all as recorded' : `${findings.length} findings`;
  io.stdout(`${visit.state} when it was saved at ${savedAt}: ${visit.ledger.length} entries, ${held}, ${result}\n`);
  return findings.length === 0 ? 0 : 1;
}

/** A case as it was saved: as JSON, or inside of its page. */
function readCase(text: string): Case {
  const inPage = /<script type="application\/json" id="case">(.*?)<\/script>/s.exec(text)?.[1];
  let said: unknown;
  try {
    said = JSON.parse(inPage ?? text);
  } catch (cause) {
    throw new Error('this file holds no case', { cause });
  }
  const read = Case.safeParse(said);
  if (!read.success) throw new Error('this is no case as this version saves it: save it again', { cause: read.error });
  return read.data;
}

async function ledgerFindings(visit: VisitDetail, savedAt: string, ledger: string, heads?: string): Promise<string[]> {
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
  const missing = heads !== undefined && ofUnits.length === 0 ? ['no published head is of the unit of this case'] : [];
  return [...findings.map(({ kind, detail }) => `ledger, ${kind}: ${detail}`), ...finder.end(), ...missing];
}

function entryOf(line: string): LedgerEntry | null {
  try {
    return LedgerEntry.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
