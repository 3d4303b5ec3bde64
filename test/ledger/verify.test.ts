import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVerifier, GENESIS, hashOf } from '../../server/chain.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';

const units = ['0b9f3c52-52cc-4d0c-9f3e-0a4a3c7f1d11', '7d9f3c52-52cc-4d0c-9f3e-0a4a3c7f1d22'];

/** Two chains of twelve entries each over three days, as the server writes them. */
function chains(): LedgerEntry[] {
  return units.flatMap((unit) => {
    let previous = GENESIS;
    return Array.from({ length: 12 }, (_, i) => {
      const entry = {
        org: 1,
        unit,
        day: `2026-03-0${1 + Math.floor(i / 4)}`,
        no: i + 1,
        kind: 'press',
        at: `2026-03-01T08:00:${String(i).padStart(2, '0')}.000000Z`,
        fact: `{"visitId" : "v${i}", "note" : "到位 \\" ok"}`,
        previous,
      };
      const whole = { ...entry, hash: hashOf(entry) };
      previous = whole.hash;
      return whole;
    });
  });
}

const lines = chains().map((entry) => JSON.stringify(entry));

function verify(text: readonly string[], heads: { unit: string; no: number; hash: string }[] = []) {
  const verifier = createVerifier(heads);
  for (const line of text) verifier.add(line);
  return verifier.end();
}

describe('verifying a ledger', () => {
  it('finds nothing in chains that are as they were written, and says where they end', () => {
    const { entries, heads, findings } = verify(lines);
    expect({ entries, findings }).toEqual({ entries: 24, findings: [] });
    expect(heads).toEqual(
      units.map((unit) => ({ unit, no: 12, hash: chains().find((e) => e.unit === unit && e.no === 12)!.hash })),
    );
  });

  it('finds every changed byte, wherever it is', () => {
    const bytes = Buffer.from(lines.join('\n'));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ flip;
        const text = changed.toString('utf8').split('\n');
        expect(verify(text).findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('names the entry whose fact was changed', () => {
    const changed = lines.map((line, i) => (i === 4 ? line.replace('v4', 'v9') : line));
    expect(verify(changed).findings).toEqual([
      {
        line: 5,
        kind: 'changed',
        detail: expect.objectContaining({ en: expect.stringContaining('press 5 of 2026-03-02') }),
      },
    ]);
  });

  it('finds a missing, a repeated and a moved entry', () => {
    expect(verify(lines.filter((_, i) => i !== 5)).findings.map((f) => f.kind)).toEqual(['missing']);
    expect(verify([...lines.slice(0, 6), lines[5]!, ...lines.slice(6)]).findings.map((f) => f.kind)).toEqual([
      'inserted',
    ]);
    expect(verify([...lines.slice(0, 5), lines[6]!, lines[5]!, ...lines.slice(7)]).findings.map((f) => f.kind)).toEqual(
      ['missing', 'reordered'],
    );
  });

  it('finds an entry that was forged with a hash of its own', () => {
    const forged = chains();
    const entry = { ...forged[7]!, fact: '{"visitId" : "forged"}' };
    forged[7] = { ...entry, hash: hashOf(entry) };
    expect(verify(forged.map((e) => JSON.stringify(e))).findings).toEqual([
      {
        line: 9,
        kind: 'changed',
        detail: expect.objectContaining({ en: expect.stringContaining('does not follow the entry before it') }),
      },
    ]);
  });

  it('finds a past that was rewritten whole, when its head had been published', () => {
    const head = { unit: units[0]!, no: 4, hash: chains()[3]!.hash };
    expect(verify(lines, [head]).findings).toEqual([]);
    let previous = GENESIS;
    const rewritten = chains()
      .filter((e) => e.unit === units[0])
      .map((e) => {
        const entry = { ...e, fact: e.fact.replace('v2', 'v8'), previous };
        const whole = { ...entry, hash: hashOf(entry) };
        previous = whole.hash;
        return JSON.stringify(whole);
      });
    expect(verify(rewritten).findings).toEqual([]); // by itself it looks right
    expect(verify(rewritten, [head]).findings).toEqual([
      { line: 4, kind: 'head', detail: expect.objectContaining({ en: expect.stringContaining('rewritten') }) },
    ]);
    expect(verify(lines.slice(0, 3), [head]).findings.map((f) => f.kind)).toEqual(['missing']);
  });
});
