import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENESIS, hashOf } from '../../server/chain.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { verifyDay } from '../../web/settings/verifyDay.ts';

const sha256 = async (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const unit = '00000000-0000-4000-8000-000000000001';

/** A chain as the server writes it. */
function chain(facts: readonly string[]): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const [i, fact] of facts.entries()) {
    const entry = {
      org: 1,
      unit,
      day: '2026-03-02',
      no: i + 1,
      kind: 'press',
      at: '2026-03-02T01:00:00.000000Z',
      fact,
      previous: entries[i - 1]?.hash ?? GENESIS,
    };
    entries.push({ ...entry, hash: hashOf(entry) });
  }
  return entries;
}
const text = (entries: readonly unknown[]) => entries.map((entry) => JSON.stringify(entry)).join('\n') + '\n';
const headOf = (entries: readonly LedgerEntry[]) => [{ unit, no: entries.at(-1)!.no, hash: entries.at(-1)!.hash }];

describe('a day of the ledger, computed again in the browser', () => {
  it('is as recorded by the same formula as the server’s, whatever the facts say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 }), async (facts) => {
        const entries = chain(facts);
        expect(await verifyDay(text(entries), headOf(entries), [], sha256)).toEqual({
          entries: facts.length,
          units: 1,
          findings: [],
        });
      }),
    );
  });

  it('names what was changed, left out, moved, cut off or swapped for another chain', async () => {
    const entries = chain(['a', 'b', 'c', 'd']);
    const heads = headOf(entries);
    const found = async (given: readonly unknown[]) => (await verifyDay(text(given), heads, [], sha256)).findings;
    expect(await found(entries.map((entry, i) => (i === 1 ? { ...entry, fact: 'B' } : entry)))).toEqual([
      { kind: 'changed', unit, no: 2 },
    ]);
    expect(await found(entries.filter((_, i) => i !== 1))).toEqual([{ kind: 'gap', unit, no: 3 }]);
    expect(await found([entries[0], entries[2], entries[1], entries[3]])).toHaveLength(3);
    expect(await found(entries.slice(0, 3))).toEqual([{ kind: 'head', unit, no: 4 }]);
    expect(await found(chain(['a', 'b', 'c', 'e']))).toEqual([{ kind: 'head', unit, no: 4 }]);
    expect(await found([entries[0], 'no entry', ...entries.slice(1)])).toEqual([{ kind: 'unreadable', line: 2 }]);
  });

  it('may go on after the head that was read before, and begins after the head of the day before', async () => {
    const entries = chain(['a', 'b', 'c', 'd']);
    const found = async (given: readonly unknown[], before: LedgerEntry[], heads = headOf(entries.slice(0, 3))) =>
      (await verifyDay(text(given), heads, before.length > 0 ? headOf(before) : [], sha256)).findings;
    expect(await found(entries.slice(1), entries.slice(0, 1))).toEqual([]);
    expect(await found([], entries, headOf(entries))).toEqual([]); // a day without an entry ends as it began
    expect(await found(entries.slice(1), [])).toEqual([{ kind: 'gap', unit, no: 2 }]);
    expect(await found(entries.slice(2), entries.slice(0, 1))).toEqual([{ kind: 'gap', unit, no: 3 }]);
    expect(await found(entries.slice(1), chain(['A']))).toEqual([{ kind: 'gap', unit, no: 2 }]);
  });

  it('misses a unit of which there is no entry any more', async () => {
    const entries = chain(['a', 'b']);
    expect((await verifyDay('', headOf(entries), [], sha256)).findings).toEqual([{ kind: 'head', unit, no: 2 }]);
    const gone = await verifyDay('', [], headOf(entries), sha256);
    expect(gone.findings).toEqual([{ kind: 'head', unit, no: 2 }]);
  });
});
