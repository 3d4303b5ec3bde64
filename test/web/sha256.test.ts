import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Bytes, sha256Text } from '../../web/ui/sha256.ts';

describe('SHA-256 without Node or Web Crypto', () => {
  it('is what Node computes, of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256Bytes(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
    const long = new Uint8Array(1_000_003).map((_, i) => i % 251);
    expect(sha256Bytes(long)).toBe(createHash('sha256').update(long).digest('hex'));
  });

  it('takes texts as UTF-8', () => {
    for (const text of ['', 'abc', '体彩排列五第26058期 3 1 4 1 5', 'a'.repeat(64)])
      expect(sha256Text(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  });
});
