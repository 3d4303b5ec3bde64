// Pure: recomputes a ledger from its export, trusting nobody: neither the server nor its database.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LedgerEntry } from '../shared/ledger.ts';

/** The end of a unit's chain as it was published at some time: printed, mailed, committed. */
export const LedgerHead = z.strictObject({
  unit: z.uuid(),
  no: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LedgerHead = z.infer<typeof LedgerHead>;

/** The published heads: the answer of GET /ledger/heads, or a bare list. */
export function readHeads(text: string): LedgerHead[] {
  const value: unknown = JSON.parse(text);
  const list = z.looseObject({ heads: z.array(z.unknown()) }).safeParse(value);
  return z.array(LedgerHead.loose()).parse(list.success ? list.data.heads : value);
}

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
  const verifier = new Verifier(heads, isPart);
  return { add: (text: string) => verifier.add(text), end: () => verifier.end() };
}

class Verifier {
  private readonly chains = new Map<string, { no: number; hash: string }>();
  private readonly unmet: Map<string, LedgerHead>;
  private readonly headCount: number;
  private readonly isPart: boolean;
  private readonly findings: Finding[] = [];
  private line = 0;

  constructor(heads: readonly LedgerHead[], isPart: boolean) {
    this.unmet = new Map(heads.filter(({ no }) => no > 0).map((head) => [headKey(head), head]));
    this.headCount = this.unmet.size;
    this.isPart = isPart;
  }

  add(text: string): void {
    this.line++;
    const entry = read(text);
    if (!entry) return this.find('unreadable', 'this line is not an entry as the server writes it');
    const name = `${entry.kind} ${entry.no} of ${entry.day} in unit ${entry.unit} (${subject(entry.fact)})`;
    if (hashOf(entry) !== entry.hash) this.find('changed', `${name} does not have the hash it carries`);
    const chain = this.chains.get(entry.unit);
    if (chain) this.follow(chain, entry, name);
    else this.begin(entry, name);
    const key = headKey(entry);
    if (this.unmet.has(key) && this.unmet.get(key)!.hash !== entry.hash)
      this.find('head', `${name} is not what was published as the head: the past was rewritten`);
    this.unmet.delete(key);
  }

  end(): { entries: number; heads: LedgerHead[]; metHeads: number; findings: Finding[] } {
    for (const head of this.unmet.values())
      this.findings.push({
        line: null,
        kind: 'missing',
        detail: `no entry is the published head ${head.no} of unit ${head.unit}`,
      });
    const heads = [...this.chains].map(([unit, { no, hash }]) => ({ unit, no, hash }));
    return { entries: this.line, heads, metHeads: this.headCount - this.unmet.size, findings: this.findings };
  }

  private begin(entry: LedgerEntry, name: string): void {
    this.chains.set(entry.unit, { no: entry.no, hash: entry.hash });
    if (entry.no === 1) {
      if (entry.previous !== GENESIS) this.find('changed', `${name} is the first and yet follows something`);
      return;
    }
    if (!this.isPart) return this.find('missing', `the entries before ${name} are missing: its chain begins there`);
    const key = headKey({ unit: entry.unit, no: entry.no - 1 });
    const before = this.unmet.get(key);
    this.unmet.delete(key);
    if (!before) this.find('head', `${name} begins its chain here: that needs the published head ${entry.no - 1}`);
    else if (before.hash !== entry.previous)
      this.find('head', `${name} does not follow the published head ${before.no}`);
  }

  private follow(chain: { no: number; hash: string }, entry: LedgerEntry, name: string): void {
    if (entry.no === chain.no) this.find('inserted', `${name} stands beside another with its number`);
    else if (entry.no < chain.no) this.find('reordered', `${name} stands after ${chain.no}`);
    else if (entry.no > chain.no + 1)
      this.find('missing', `${entry.no - chain.no - 1} entries before ${name} are missing`);
    else if (entry.previous !== chain.hash)
      this.find('changed', `${name} does not follow the entry before it: one of the two was replaced`);
    if (entry.no > chain.no) Object.assign(chain, { no: entry.no, hash: entry.hash });
  }

  private find(kind: Finding['kind'], detail: string): void {
    this.findings.push({ line: this.line, kind, detail });
  }
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
  return /"(?:visitId|retailerId|deviceId|questionnaireId)"\s*:\s*"([^"]+)"/.exec(fact)?.[1] ?? 'no subject';
}
