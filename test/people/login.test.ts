import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLogin, normalLogin } from '../../server/people/login.ts';
import { guessable } from '../../server/people/guessable.ts';

const HIDDEN = ['\u200b', '\u200d', '\u202e', '\u2066', '\u00ad', '\u0000', '\ufeff', '\u{e0041}'];

describe('a new login', () => {
  it('is one however it is written: accents, full width, ligatures', () => {
    for (const [written, kept] of [
      ['jose\u0301', 'jos\u00e9'],
      ['ａｄｍｉｎ', 'admin'],
      ['ﬁona', 'fiona'],
      ['王小明', '王小明'],
      ['wang.小明_7', 'wang.小明_7'],
      ['иван', 'иван'],
    ])
      expect(newLogin(written!)).toBe(kept);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (s) => normalLogin(normalLogin(s)) === normalLogin(s)));
  });

  it('that could be taken for another is refused: one strange letter, or a sign that is not seen, at any place', () => {
    const strange = fc.oneof(fc.constantFrom(...HIDDEN), fc.constantFrom('а', 'е', 'о', 'ο', 'α', 'ա')); // Cyrillic, Greek, Armenian
    const part = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(part, strange, part, (before, sign, after) => {
        expect(() => newLogin(before + sign + after)).toThrow('could be taken for another login');
      }),
    );
  });
});

describe('a password', () => {
  it.each([
    'rounds-demo',
    'Rounds-Demo1',
    '1q2w3e4r5t',
    'Summer2024!',
    'Winter2025!',
    'q1w2e3r4t5',
    'qwerty12345',
    'Demo-2026!',
    // of lists of leaked passwords: https://github.com/danielmiessler/SecLists, a name, a team, a band, letters as signs
    'liverpool1',
    'christopher',
    'Michael1234',
    'slipknot666',
    'tinkerbell',
    'M4nch3st3r!',
    'butterfly12',
    '5201314520',
  ])('%s is among the first guesses', (password) => {
    expect(guessable(password, [])).not.toBeNull();
  });
  it.each(['correct horse battery', 'violet harbour pencil', '春天的第一场雨很安静呢', 'horse football dragon'])(
    '%s is not',
    (password) => {
      expect(guessable(password, [])).toBeNull();
    },
  );
});
