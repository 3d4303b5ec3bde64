import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { phoneSetup } from '../../server/people/phoneSetup.ts';
import { qrCode } from '../../web/ui/qrCode.ts';

/** What a camera reads of the code, drawn at three pixels a module with its quiet zone. */
function seen(rows: readonly boolean[][]): string | undefined {
  const px = 3;
  const width = (rows.length + 8) * px;
  const picture = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (rows[Math.floor(y / px) - 4]?.[Math.floor(x / px) - 4])
        picture.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsQR(picture, width, width, { inversionAttempts: 'dontInvert' })?.data;
}

const version = (rows: readonly boolean[][]) => (rows.length - 17) / 4;

describe('a QR code', () => {
  it('is read as it was written by a decoder that is not ours, in every version', () => {
    const versions = new Set<number>();
    for (let length = 1; length <= 2953; length += length < 300 ? 9 : 53) {
      const text = Array.from({ length }, (_, i) => String.fromCharCode(33 + ((i * 31 + length * 7) % 90))).join('');
      const rows = qrCode(text);
      versions.add(version(rows));
      // jsQR 1.4.0 has 74 for 78 among the alignment patterns of version 23 (ISO/IEC 18004, table E.1)
      if (version(rows) !== 23) expect(seen(rows), `${length} bytes`).toBe(text);
    }
    expect(versions.size).toBeGreaterThan(36);
  });

  it('holds any script, and the settings of a phone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        (text) => void expect(seen(qrCode(text))).toBe(text),
      ),
      { numRuns: 60 },
    );
    const { ownTracks, overland, traccar, gpsLogger } = phoneSetup(
      'https://rounds.example.org',
      'k3J_-tokenOf43characters0123456789abcdefghij',
      '张三丰',
      '张三的手机',
    );
    for (const code of [ownTracks.config, overland.config, traccar.config, gpsLogger.url])
      expect(seen(qrCode(code))).toBe(code);
    expect(version(qrCode(ownTracks.config))).toBeLessThanOrEqual(17); // 85 modules: a camera reads them off a screen
  });

  it('is refused where it does not fit', () => {
    expect(version(qrCode('x'.repeat(2953)))).toBe(40);
    expect(() => qrCode('x'.repeat(2954))).toThrow(/2,953 bytes, not 2954/);
  });
});
