import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_FIXES, withStored } from '../../server/visits/storedEvidence.ts';
import type { JudgeInput } from '../../shared/verdicts.ts';

const START = Date.UTC(2026, 2, 2, 1);
const fixAt = (second: number) => ({
  lng: 120 + second * 1e-5,
  lat: 28,
  fixAt: new Date(START + second * 1000).toISOString(),
});
const visit = (seconds: readonly number[]): JudgeInput => ({
  id: 'v',
  retailer: { lng: 120, lat: 28, coordinate: 'surveyed' },
  track: seconds.map(fixAt),
  notices: [],
});
const inOrder = (seconds: Iterable<number>) => [...seconds].sort((a, b) => a - b);
const seconds = fc.uniqueArray(fc.nat(3_000), { maxLength: 300 }).map(inOrder);

describe('what the last verdict rested on', () => {
  it('is the evidence, to the byte, whichever part of it has expired since', () => {
    fc.assert(
      fc.property(seconds, fc.func(fc.boolean()), (all, isKept) => {
        const whole = visit(all);
        const stored = { track: whole.track!, notices: [] };
        expect(JSON.stringify(withStored(visit(all.filter(isKept)), stored))).toBe(JSON.stringify(whole));
      }),
    );
  });

  it('leaves the evidence as it is where nothing is gone and more has come', () => {
    fc.assert(
      fc.property(seconds, fc.func(fc.boolean()), (all, wasThere) => {
        const now = visit(all);
        expect(withStored(now, { track: all.filter(wasThere).map(fixAt), notices: [] })).toEqual(now);
      }),
    );
  });

  it('never makes more of it than the judge is given of any visit', () => {
    const all = Array.from({ length: MOST_FIXES + 500 }, (_, second) => second);
    const late = withStored(visit(all.slice(0, MOST_FIXES)), { track: all.slice(500).map(fixAt), notices: [] });
    expect(late.track).toEqual(all.slice(0, MOST_FIXES).map(fixAt));
  });

  it('is nothing for a visit that was not judged yet, and of an old verdict what it had', () => {
    expect(withStored(visit([1, 2]), null)).toEqual(visit([1, 2]));
    expect(withStored(visit([1, 2]), { track: null, notices: null })).toEqual(visit([1, 2]));
  });

  it('keeps what the phone noticed with its positions', () => {
    const notices = [{ event: 'enter' as const, at: '2026-03-02T01:00:00+00:00' }];
    expect(withStored(visit([]), { track: [], notices }).notices).toEqual(notices);
  });
});
