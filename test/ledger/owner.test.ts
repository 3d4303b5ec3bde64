import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVerifier, GENESIS, hashOf, type LedgerHead } from '../../server/chain.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';

/** EDITS=10000 npx vitest run test/ledger/owner.test.ts for a longer run. */
const EDITS = Number(process.env.EDITS ?? 2_000);
const UNITS = ['0b9f3c52-52cc-4d0c-9f3e-0a4a3c7f1d11', '7d9f3c52-52cc-4d0c-9f3e-0a4a3c7f1d22'];
const LENGTH = 9;

/** Entries numbered from `no`, after `previous`, with hashes that fit: what an owner of the database can write at any time. */
function chained(entries: readonly LedgerEntry[], no: number, previous: string): LedgerEntry[] {
  let before = previous;
  return entries.map((entry, i) => {
    const { hash: _, ...said } = { ...entry, no: no + i, previous: before };
    before = hashOf(said);
    return { ...said, hash: before };
  });
}

const written = UNITS.map((unit) =>
  chained(
    Array.from({ length: LENGTH }, (_, i) => ({
      org: 1,
      unit,
      day: '2026-03-02',
      no: 0,
      kind: 'press',
      at: `2026-03-02T08:00:0${i}.000000Z`,
      fact: `{"visitId" : "v${i}"}`,
      previous: '',
      hash: '',
    })),
    1,
    GENESIS,
  ),
);
/** Published: the ends, and for the first unit also the end of an earlier day. */
const heads: LedgerHead[] = [written[0]![3]!, ...written.map((chain) => chain.at(-1)!)].map(({ unit, no, hash }) => ({
  unit,
  no,
  hash,
}));

const verify = (chains: readonly LedgerEntry[][], isPart = false) => {
  const verifier = createVerifier(heads, isPart);
  for (const entry of chains.flat()) verifier.add(JSON.stringify(entry));
  return verifier.end();
};

type Edit = (chain: LedgerEntry[], at: number, seed: number) => LedgerEntry[];

const lie = (entry: LedgerEntry, seed: number): LedgerEntry => ({
  ...entry,
  fact: `{"visitId" : "lie ${seed}"}`,
});
const edits: Record<string, Edit> = {
  'edit one': (chain, at, seed) => chain.map((entry, i) => (i === at ? lie(entry, seed) : entry)),
  'edit one and give it a hash': (chain, at, seed) =>
    chain.map((entry, i) => (i === at ? chained([lie(entry, seed)], entry.no, entry.previous)[0]! : entry)),
  drop: (chain, at) => chain.filter((_, i) => i !== at),
  repeat: (chain, at) => chain.flatMap((entry, i) => (i === at ? [entry, entry] : [entry])),
  reorder: (chain, at) => [...chain.slice(at), ...chain.slice(0, at)],
  're-chain': (chain, at, seed) =>
    chained(
      chain.map((entry, i) => (i === at ? lie(entry, seed) : entry)),
      1,
      GENESIS,
    ),
  'drop and re-chain': (chain, at) =>
    chained(
      chain.filter((_, i) => i !== at),
      1,
      GENESIS,
    ),
  'insert and re-chain': (chain, at, seed) =>
    chained([...chain.slice(0, at), lie(chain[0]!, seed), ...chain.slice(at)], 1, GENESIS),
  truncate: (chain, at) => chain.slice(0, at),
  behead: (chain, at) => chain.slice(at + 1),
  'behead and re-number': (chain, at) => chained(chain.slice(at + 1), 1, GENESIS),
  're-number from the head on': (chain, at, seed) =>
    chained(
      chain.map((entry, i) => (i === at ? lie(entry, seed) : entry)),
      LENGTH,
      'ab'.repeat(32),
    ),
  'go on from the head with other words': (chain, at, seed) =>
    chained([lie(chain[at]!, seed)], LENGTH + 1, chain.at(-1)!.hash),
  'leave nothing': () => [],
};

describe('an owner of the database who rewrites the past', () => {
  it('is found with the published heads, whatever is edited, dropped, moved, chained, cut or numbered anew', () => {
    const names = Object.keys(edits);
    const tried = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(0, 1),
        fc.nat(LENGTH - 1),
        fc.nat(),
        fc.option(fc.constantFrom(...names)),
        (name, which, at, seed, then) => {
          let chain = edits[name]!(written[which]!, at, seed);
          if (then !== null && chain.length === LENGTH) chain = edits[then]!(chain, at, seed);
          const chains = written.map((whole, i) => (i === which ? chain : whole));
          if (JSON.stringify(chains) === JSON.stringify(written)) return; // moved by nothing
          tried.set(name, (tried.get(name) ?? 0) + 1);
          expect(verify(chains).findings.length, name).toBeGreaterThan(0);
        },
      ),
      { numRuns: EDITS },
    );
    expect([...tried.keys()].sort()).toEqual(names.sort());
  });

  it('is not said to have done so where nobody did, and how many heads were met is said', () => {
    expect(verify(written)).toMatchObject({ entries: 2 * LENGTH, metHeads: 3, findings: [] });
  });

  it('cannot let a chain begin later: a part needs the head before it', () => {
    const part = written.map((chain) => chain.slice(4));
    const findings = verify(part, true).findings;
    expect(findings.map(({ kind }) => kind)).toEqual(['head']); // the second unit's beginning was never published
    expect(findings[0]!.detail.en).toContain(UNITS[1]);
    expect(verify([part[0]!, written[1]!], true)).toMatchObject({ metHeads: 3, findings: [] });
    expect(verify([part[0]!, written[1]!]).findings.map(({ kind }) => kind)).toEqual(['missing', 'missing']);
    const forged = chained(part[0]!, 5, 'ab'.repeat(32));
    expect(verify([forged, written[1]!], true).findings.length).toBeGreaterThan(0);
  });
});
