// Pure but for the hash that it is handed: computes a day of the ledger again and compares it with the heads that are shown.

export interface Head {
  unit: string;
  no: number;
  hash: string;
}

export type Finding =
  { kind: 'unreadable'; line: number } | { kind: 'changed' | 'gap' | 'head'; unit: string; no: number };

export interface Verified {
  entries: number;
  units: number;
  findings: Finding[];
}

interface Entry extends Head {
  org: number;
  day: string;
  kind: string;
  at: string;
  fact: string;
  previous: string;
}

/** Before the first entry of a unit. */
const GENESIS = '0'.repeat(64);

/** More findings than this say no more. */
const MOST_FINDINGS = 100;

/**
 * Every entry must have the hash of what it says and follow the one before in its unit, the first one that of the day before; each
 * head must be an entry, or that of the day before where nothing was added. Entries after a head came in since.
 * The formula is the ledger's own (README, `rounds ledger verify`): the fields, a line each, hashed with SHA-256.
 */
export async function verifyDay(
  text: string,
  heads: readonly Head[],
  headsBefore: readonly Head[],
  sha256: (text: string) => Promise<string>,
): Promise<Verified> {
  const last = new Map<string, Entry>();
  const met = new Set<string>();
  const findings: Finding[] = [];
  let entries = 0;
  for (const [i, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const entry = read(line);
    if (!entry) {
      findings.push({ kind: 'unreadable', line: i + 1 });
      continue;
    }
    entries++;
    const { unit, no } = entry;
    const fields = [
      'rounds-ledger/1',
      entry.org,
      unit,
      entry.day,
      no,
      entry.kind,
      entry.at,
      entry.fact,
      entry.previous,
    ];
    if ((await sha256(fields.join('\n'))) !== entry.hash) findings.push({ kind: 'changed', unit, no });
    const before = last.get(unit) ?? headsBefore.find((one) => one.unit === unit) ?? { no: 0, hash: GENESIS };
    if (no !== before.no + 1 || entry.previous !== before.hash) findings.push({ kind: 'gap', unit, no });
    const head = heads.find((one) => one.unit === unit && one.no === no);
    if (head && head.hash !== entry.hash) findings.push({ kind: 'head', unit, no });
    if (head) met.add(unit);
    last.set(unit, entry);
    if (findings.length >= MOST_FINDINGS) return { entries, units: last.size, findings };
  }
  for (const { unit, no, hash } of heads) {
    const isFromBefore = headsBefore.some((one) => one.unit === unit && one.no === no && one.hash === hash);
    if (!met.has(unit) && !isFromBefore) findings.push({ kind: 'head', unit, no });
  }
  for (const { unit, no } of headsBefore)
    if (!heads.some((one) => one.unit === unit)) findings.push({ kind: 'head', unit, no });
  return { entries, units: last.size, findings };
}

function read(line: string): Entry | null {
  try {
    const value: unknown = JSON.parse(line);
    const entry = value as Entry;
    const texts = [entry.unit, entry.day, entry.kind, entry.at, entry.fact, entry.previous, entry.hash];
    return texts.every((one) => typeof one === 'string') && Number.isInteger(entry.no) && Number.isInteger(entry.org)
      ? entry
      : null;
  } catch {
    return null;
  }
}
