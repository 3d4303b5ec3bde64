import { describe, expect, it } from 'vitest';
import { en } from '../helpers/words.ts';
import { zh } from '../helpers/words.ts';

type Sentence = string | ((...args: (string | number)[]) => string);

function sentences(words: object, path = ''): Map<string, Sentence> {
  return new Map(
    Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
      const key = path === '' ? name : `${path}.${name}`;
      return typeof value === 'object' && value !== null ? [...sentences(value, key)] : [[key, value as Sentence]];
    }),
  );
}

const english = sentences(en);
const chinese = sentences(zh);

/** What a sentence says of each thing it is given: numbers count, texts must be shown. */
function shown(sentence: Sentence): string[] {
  if (typeof sentence === 'string') return [];
  const given = Array.from({ length: 6 }, (_, i) => `<${i}>`);
  const text = sentence(...given);
  return given.filter((one) => text.includes(one));
}

describe('the words of the pages', () => {
  it('exist in both languages, and none is empty', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, sentence] of [...english, ...chinese])
      if (typeof sentence === 'string') expect(sentence.trim(), key).not.toBe('');
  });

  it('show the same things in both languages', () => {
    for (const [key, sentence] of english) expect(shown(chinese.get(key)!), key).toEqual(shown(sentence));
  });

  it('are Chinese in Chinese, but for names that have no other', () => {
    const names = new Set([
      'comma',
      'colon',
      'plans.change',
      'plans.mine',
      'source.wifi',
      'rep.plusMinus',
      'live.progress',
      'frame.wgs84',
      'phone.away',
    ]);
    const foreign = [...chinese].filter(
      ([key, sentence]) =>
        !names.has(key) &&
        !/\p{Script=Han}/u.test(typeof sentence === 'string' ? sentence : sentence('x', 'x', 'x', 'x')),
    );
    expect(foreign.map(([key]) => key)).toEqual([]);
  });

  it('count one thing as one and more as many in English', () => {
    expect(en.retailers.sentence(1, '1')).toBe('1 retailer');
    expect(en.retailers.sentence(2, '2')).toBe('2 retailers');
    expect(en.phone.waiting(1, '1')).not.toBe(en.phone.waiting(2, '1'));
  });
});
