// Pure: recomputes a ledger from its export, trusting nobody: neither the server nor its database.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LedgerEntry } from '../shared/ledger.ts';
import type { InBoth } from '../shared/problems/say.ts';
import { SaidError } from './saidError.ts';

/** The end of a unit's chain as it was published at some time: printed, mailed, committed. */
export const LedgerHead = z.strictObject({
  unit: z.uuid(),
  no: z.number().int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LedgerHead = z.infer<typeof LedgerHead>;

/** The published heads: the answer of GET /ledger/heads, or a bare list. @throws SaidError */
export function readHeads(text: string): LedgerHead[] {
  const value = jsonOf(text);
  const list = z.looseObject({ heads: z.array(z.unknown()) }).safeParse(value);
  const heads = z.array(LedgerHead.loose()).safeParse(list.success ? list.data.heads : value);
  if (!heads.success)
    throw new SaidError(
      { en: 'the file of heads is not as the server writes it', zh: '链首文件不是服务器写出的格式' },
      { cause: heads.error },
    );
  return heads.data;
}

export type FindingKind = 'unreadable' | 'changed' | 'missing' | 'inserted' | 'reordered' | 'head';

/** What a kind of finding is called before what was found. */
export const kindWords: Record<FindingKind, InBoth> = {
  unreadable: { en: 'unreadable', zh: '无法读取' },
  changed: { en: 'changed', zh: '被改动' },
  missing: { en: 'missing', zh: '缺失' },
  inserted: { en: 'inserted', zh: '插入' },
  reordered: { en: 'reordered', zh: '次序颠倒' },
  head: { en: 'head', zh: '链首' },
};

export interface Finding {
  line: number | null;
  kind: FindingKind;
  detail: InBoth;
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
    if (!entry)
      return this.find('unreadable', {
        en: 'this line is not an entry as the server writes it',
        zh: '这一行不是服务器写出的记录',
      });
    const name = nameOf(entry);
    if (hashOf(entry) !== entry.hash)
      this.find('changed', { en: `${name.en} does not have the hash it carries`, zh: `${name.zh}与所带哈希不符` });
    const chain = this.chains.get(entry.unit);
    if (chain) this.follow(chain, entry, name);
    else this.begin(entry, name);
    const key = headKey(entry);
    if (this.unmet.has(key) && this.unmet.get(key)!.hash !== entry.hash)
      this.find('head', {
        en: `${name.en} is not what was published as the head: the past was rewritten`,
        zh: `${name.zh}与已公布的链首不符：历史记录被改写`,
      });
    this.unmet.delete(key);
  }

  end(): { entries: number; heads: LedgerHead[]; metHeads: number; findings: Finding[] } {
    for (const head of this.unmet.values())
      this.findings.push({
        line: null,
        kind: 'missing',
        detail: {
          en: `no entry is the published head ${head.no} of unit ${head.unit}`,
          zh: `没有与单位 ${head.unit} 已公布链首 ${head.no} 对应的记录`,
        },
      });
    const heads = [...this.chains].map(([unit, { no, hash }]) => ({ unit, no, hash }));
    return { entries: this.line, heads, metHeads: this.headCount - this.unmet.size, findings: this.findings };
  }

  private begin(entry: LedgerEntry, name: InBoth): void {
    this.chains.set(entry.unit, { no: entry.no, hash: entry.hash });
    if (entry.no === 1) {
      if (entry.previous !== GENESIS)
        this.find('changed', {
          en: `${name.en} is the first and yet follows something`,
          zh: `${name.zh}是第一条，却另有前一条`,
        });
      return;
    }
    if (!this.isPart)
      return this.find('missing', {
        en: `the entries before ${name.en} are missing: its chain begins there`,
        zh: `缺少${name.zh}之前的记录：该链从这里开始`,
      });
    const key = headKey({ unit: entry.unit, no: entry.no - 1 });
    const before = this.unmet.get(key);
    this.unmet.delete(key);
    if (!before)
      this.find('head', {
        en: `${name.en} begins its chain here: that needs the published head ${entry.no - 1}`,
        zh: `该链从${name.zh}开始：需要已公布的链首 ${entry.no - 1}`,
      });
    else if (before.hash !== entry.previous)
      this.find('head', {
        en: `${name.en} does not follow the published head ${before.no}`,
        zh: `${name.zh}与已公布的链首 ${before.no} 不衔接`,
      });
  }

  private follow(chain: { no: number; hash: string }, entry: LedgerEntry, name: InBoth): void {
    const { no } = chain;
    if (entry.no === no)
      this.find('inserted', {
        en: `${name.en} stands beside another with its number`,
        zh: `${name.zh}与另一条编号相同`,
      });
    else if (entry.no < no)
      this.find('reordered', { en: `${name.en} stands after ${no}`, zh: `${name.zh}排在 ${no} 之后` });
    else if (entry.no > no + 1)
      this.find('missing', {
        en: `${entry.no - no - 1} entries before ${name.en} are missing`,
        zh: `${name.zh}之前缺少 ${entry.no - no - 1} 条记录`,
      });
    else if (entry.previous !== chain.hash)
      this.find('changed', {
        en: `${name.en} does not follow the entry before it: one of the two was replaced`,
        zh: `${name.zh}与前一条不衔接：两条之一被替换`,
      });
    if (entry.no > chain.no) Object.assign(chain, { no: entry.no, hash: entry.hash });
  }

  private find(kind: FindingKind, detail: InBoth): void {
    this.findings.push({ line: this.line, kind, detail });
  }
}

function headKey({ unit, no }: { unit: string; no: number }): string {
  return `${unit} ${no}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null unless the line is, to the byte, what the server would write. */
function read(text: string): LedgerEntry | null {
  const entry = LedgerEntry.safeParse(jsonOf(text));
  return entry.success && JSON.stringify(entry.data) === text ? entry.data : null;
}

function nameOf({ kind, no, day, unit, fact }: LedgerEntry): InBoth {
  const subject = /"(?:visitId|retailerId|deviceId|questionnaireId)"\s*:\s*"([^"]+)"/.exec(fact)?.[1];
  return {
    en: `${kind} ${no} of ${day} in unit ${unit} (${subject ?? 'no subject'})`,
    zh: `单位 ${unit} ${day} 的 ${kind} ${no}（${subject ?? '无对象'}）`,
  };
}
