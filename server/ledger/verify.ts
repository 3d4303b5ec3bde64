// Pure: recomputes a ledger from its export, trusting nobody: neither the server nor its database.
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** One line of an export. `fact` is JSON text as it was hashed. */
export const LedgerEntry = z.strictObject({
  org: z.number().int(),
  unit: z.uuid(),
  day: z.iso.date(),
  no: z.number().int().positive(),
  kind: z.string(),
  at: z.string(),
  fact: z.string(),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The end of a unit's chain as it was published at some time: printed, mailed, committed. */
export const LedgerHead = z.strictObject({
  unit: z.uuid(),
  no: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LedgerHead = z.infer<typeof LedgerHead>;

export interface Finding {
  line: number | null;
  kind: 'unreadable' | 'changed' | 'missing' | 'inserted' | 'reordered' | 'head';
  detail: string;
}

/** Before the first entry. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry; the same formula stands in sql/current/ledger.sql. */
export function hashOf(e: Omit<LedgerEntry, 'hash'>): string {
  return createHash('sha256')
    .update(['rounds-ledger/1', e.org, e.unit, e.day, e.no, e.kind, e.at, e.fact, e.previous].join('\n'))
    .digest('hex');
}

/**
 * Checks an export line by line; memory does not grow with it. Feed every line, then ask for the end. Whoever owns the database can
 * write any chain anew, with hashes that fit, so only what was published holds it to the past: each head must be met by its entry.
 * @param isPart the export begins on some day: a chain of it may begin above 1, where the head before it was published
 */
export function createVerifier(heads: readonly LedgerHead[] = [], isPart = false) {
  const chains = new Map<string, { no: number; hash: string }>();
  const unmet = new Map(heads.filter(({ no }) => no > 0).map((head) => [headKey(head), head]));
  const headCount = unmet.size;
  const findings: Finding[] = [];
  let line = 0;

  function add(text: string): void {
    line++;
    const entry = read(text);
    if (!entry)
      return void findings.push({
        line,
        kind: 'unreadable',
        detail: 'this line is not an entry as the server writes it',
      });
    const name = `${entry.kind} ${entry.no} of ${entry.day} in unit ${entry.unit} (${subject(entry.fact)})`;
    if (hashOf(entry) !== entry.hash)
      findings.push({ line, kind: 'changed', detail: `${name} does not have the hash it carries` });
    const chain = chains.get(entry.unit);
    if (chain) follow(chain, entry, name);
    else begin(entry, name);
    const key = headKey(entry);
    if (unmet.has(key) && unmet.get(key)!.hash !== entry.hash)
      findings.push({
        line,
        kind: 'head',
        detail: `${name} is not what was published as the head: the past was rewritten`,
      });
    unmet.delete(key);
  }

  function begin(entry: LedgerEntry, name: string): void {
    chains.set(entry.unit, { no: entry.no, hash: entry.hash });
    if (entry.no === 1) {
      if (entry.previous !== GENESIS)
        findings.push({ line, kind: 'changed', detail: `${name} is the first and yet follows something` });
      return;
    }
    if (!isPart)
      return void findings.push({
        line,
        kind: 'missing',
        detail: `the entries before ${name} are missing: its chain begins there`,
      });
    const key = headKey({ unit: entry.unit, no: entry.no - 1 });
    const before = unmet.get(key);
    unmet.delete(key);
    if (!before)
      findings.push({
        line,
        kind: 'head',
        detail: `${name} begins its chain here: that needs the published head ${entry.no - 1}`,
      });
    else if (before.hash !== entry.previous)
      findings.push({ line, kind: 'head', detail: `${name} does not follow the published head ${before.no}` });
  }

  function follow(chain: { no: number; hash: string }, entry: LedgerEntry, name: string): void {
    if (entry.no === chain.no)
      findings.push({ line, kind: 'inserted', detail: `${name} stands beside another with its number` });
    else if (entry.no < chain.no)
      findings.push({ line, kind: 'reordered', detail: `${name} stands after ${chain.no}` });
    else if (entry.no > chain.no + 1)
      findings.push({ line, kind: 'missing', detail: `${entry.no - chain.no - 1} entries before ${name} are missing` });
    else if (entry.previous !== chain.hash)
      findings.push({
        line,
        kind: 'changed',
        detail: `${name} does not follow the entry before it: one of the two was replaced`,
      });
    if (entry.no > chain.no) Object.assign(chain, { no: entry.no, hash: entry.hash });
  }

  function end(): { entries: number; heads: LedgerHead[]; metHeads: number; findings: Finding[] } {
    for (const head of unmet.values())
      findings.push({
        line: null,
        kind: 'missing',
        detail: `no entry is the published head ${head.no} of unit ${head.unit}`,
      });
    const ends = [...chains].map(([unit, { no, hash }]) => ({ unit, no, hash }));
    return { entries: line, heads: ends, metHeads: headCount - unmet.size, findings };
  }

  return { add, end };
}

function headKey({ unit, no }: { unit: string; no: number }): string {
  return `${unit} ${no}`;
}

/** Null unless the line is, to the byte, what the server would write. */
function read(text: string): LedgerEntry | null {
  try {
    const entry = LedgerEntry.safeParse(JSON.parse(text));
    return entry.success && JSON.stringify(entry.data) === text ? entry.data : null;
  } catch {
    return null;
  }
}

function subject(fact: string): string {
  return /"(?:visitId|retailerId|deviceId)"\s*:\s*"([^"]+)"/.exec(fact)?.[1] ?? 'no subject';
}
