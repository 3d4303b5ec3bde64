import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultQuestionnaires } from '../../shared/defaultQuestionnaires.ts';
import { carryOver, publishingFaults, untranslated } from '../../shared/questionnaireCheck.ts';
import { looksAt, Questionnaire, type Condition, type Question } from '../../shared/questions.ts';
import { answersToFile, photosIn, reach } from '../../shared/reach.ts';
import { answers, questionnaires } from './random.ts';

/** More in a bench run: `RUNS=100000`. */
const numRuns = Number(process.env['RUNS'] ?? 300);
const label = { zh: '问', en: 'Ask' };
const of = (...questions: Question[]): Questionnaire => ({ title: label, questions });
const yes = (key: string, more: Partial<Question> = {}) =>
  ({ key, label, required: true, kind: 'yesNo', ...more }) as Question;

describe('what is asked', () => {
  it('any answers to any questionnaire come to something, the same from the phone and from what it files', () => {
    fc.assert(
      fc.property(questionnaires, answers, (questionnaire, given) => {
        const before = JSON.stringify(given);
        const there = reach(questionnaire, given);
        expect(JSON.stringify(given)).toBe(before);
        const filed = answersToFile(questionnaire, given);
        expect(reach(questionnaire, filed)).toEqual(there);
        expect(answersToFile(questionnaire, filed)).toEqual(filed);
        expect(there.visible).toEqual(
          questionnaire.questions.map(({ key }) => key).filter((key) => there.visible.includes(key)),
        );
        expect(there.points).toBeLessThanOrEqual(there.most + 1e-9);
        for (const { key } of there.errors) expect(there.visible).toContain(key);
        for (const sha256 of photosIn(questionnaire, filed)) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns },
    );
  });

  it('no answer below a question changes whether it is asked', () => {
    fc.assert(
      fc.property(questionnaires, answers, fc.nat(5), (questionnaire, given, at) => {
        const above = new Set(questionnaire.questions.slice(0, at).map(({ key }) => key));
        const cut = Object.fromEntries(Object.entries(given).filter(([key]) => above.has(key)));
        const { key } = questionnaire.questions[at]!;
        expect(reach(questionnaire, cut).visible.includes(key)).toBe(reach(questionnaire, given).visible.includes(key));
      }),
      { numRuns },
    );
  });

  it('a hidden answer is kept while filling, asks nothing and is not filed', () => {
    const form = of(yes('a'), yes('b', { when: { q: 'a', is: true } }), yes('c', { when: { q: 'b', is: true } }));
    const given = { a: false, b: true, c: true };
    expect(reach(form, given).visible).toEqual(['a']);
    expect(answersToFile(form, given)).toEqual({ a: false });
    expect(reach(form, { ...given, a: true }).visible).toEqual(['a', 'b', 'c']);
  });

  it('says what is wrong with each answer that is asked', () => {
    const number: Question = { key: 'n', label, required: true, kind: 'number', least: 0, most: 10 };
    const fault = (question: Question, answer: unknown) =>
      reach(of(question), answer === undefined ? {} : { [question.key]: answer as never }).errors.map(
        (one) => one.fault,
      );
    expect([undefined, '5', '５', JSON.parse('1e999') as number, 11, null, 5].map((one) => fault(number, one))).toEqual(
      [
        ['REQUIRED'],
        ['WRONG_KIND'],
        ['WRONG_KIND'],
        ['WRONG_KIND'],
        ['OUT_OF_RANGE'],
        ['NOT_APPLICABLE_NOT_OFFERED'],
        [],
      ],
    );
    const shown: Question = {
      key: 'o',
      label,
      required: true,
      kind: 'one',
      options: [{ key: 'x', label, needsPhoto: true }],
    };
    expect([fault(shown, 'gone'), fault(shown, 'x')]).toEqual([['NOT_AN_OPTION'], ['PHOTO_NEEDED']]);
    expect(reach(of(shown), { o: 'x', 'o.photo': ['a'.repeat(64)] }).errors).toEqual([]);
    expect(fault({ ...number, check: { must: { q: 'n', atMost: 3 } } }, 4)).toEqual(['CHECK']);
    expect(fault({ key: 't', label, required: false, kind: 'text' }, 'x'.repeat(2_001))).toEqual(['TOO_LONG']);
  });

  it('"does not know" is an answer and takes its points out of what can be had', () => {
    const form = of(yes('a', { points: 5, na: true }), yes('b', { points: 5 }));
    expect(reach(form, { a: null, b: true })).toMatchObject({ errors: [], points: 5, most: 5 });
    expect(reach(form, { a: false, b: true })).toMatchObject({ errors: [], points: 5, most: 10 });
  });
});

describe('publishing', () => {
  const codes = (...questions: Question[]) =>
    publishingFaults(of(...questions)).map(({ key, code, of: other }) => `${key} ${code} ${other}`.trim());

  it('names every condition that cannot be asked in one go downwards', () => {
    const when = (q: string): Partial<Question> => ({ when: { q, is: true } });
    expect(codes(yes('a', when('a')))).toEqual(['a QUESTION_LOOKS_AT_ITSELF a']);
    expect(codes(yes('a', when('b')), yes('b'))).toEqual(['a QUESTION_LOOKS_DOWN b']);
    expect(codes(yes('a', when('b')), yes('b', when('a')))).toEqual(['a QUESTION_CIRCLE b']);
    expect(codes(yes('a'), yes('a'))).toEqual(['a QUESTION_KEY_TWICE']);
    expect(codes(yes('a', when('gone')))).toEqual(['a QUESTION_UNKNOWN gone']);
    expect(codes(yes('a'), yes('b', { when: { q: 'a', atLeast: 1 } }))).toEqual(['b QUESTION_CONDITION_KIND a']);
  });

  it('a questionnaire without such a fault never asks by an answer that comes later', () => {
    fc.assert(
      fc.property(questionnaires, (questionnaire) => {
        const down = publishingFaults(questionnaire).some(({ code }) => /LOOKS|CIRCLE/.test(code));
        const places = new Map(questionnaire.questions.map(({ key }, i) => [key, i]));
        const looks = questionnaire.questions.some(({ when, check }, i) =>
          [[when, i] as const, [check?.must, i + 1] as const].some(
            ([condition, end]) => condition !== undefined && looksAt(condition).some((q) => places.get(q)! >= end),
          ),
        );
        expect(down).toBe(looks);
      }),
      { numRuns },
    );
  });

  it('a condition of a hundred thousand parts, ten thousand options and a text in no language are refused before they are read', () => {
    let deep: Condition = { q: 'a', is: true };
    for (let i = 0; i < 100_000; i++) deep = { not: deep };
    const parse = (question: object) => Questionnaire.safeParse({ title: label, questions: [question] }).success;
    const options = Array.from({ length: 10_000 }, (_, i) => ({ key: `o${i}`, label }));
    expect(parse(yes('a'))).toBe(true);
    expect(parse({ ...yes('a'), when: deep })).toBe(false);
    expect(parse({ key: 'a', label, kind: 'one', options })).toBe(false);
    expect(parse({ ...yes('a'), label: {} })).toBe(false);
    expect(parse({ ...yes('a'), key: '题' })).toBe(false);
  });

  it('counts what is not translated', () => {
    expect(
      untranslated(of(yes('a', { label: { zh: '问' }, hint: { en: 'Hint' } }))).map(
        ({ part, language }) => `${part} ${language}`,
      ),
    ).toEqual(['label en', 'hint zh']);
  });

  it('the forms of the field stand as they are: whole, in both languages, without a fault', () => {
    for (const form of Object.values(defaultQuestionnaires)) {
      expect(Questionnaire.parse(form)).toEqual(form);
      expect(publishingFaults(form)).toEqual([]);
      expect(untranslated(form)).toEqual([]);
      const { lastVisit } = Object.fromEntries(form.questions.map((question) => [question.key, question]));
      expect(lastVisit).toBeDefined();
    }
  });
});

describe('a new version', () => {
  it('takes the answers whose key and kind it still asks, and of chosen ones those that it still offers', () => {
    const option = (key: string) => ({ key, label });
    const many = (...keys: string[]): Question => ({
      key: 'm',
      label,
      required: false,
      kind: 'many',
      options: keys.map(option),
    });
    const text: Question = { key: 't', label, required: false, kind: 'text' };
    const given = { a: true, m: ['x', 'y'], t: 'said', gone: 'old' };
    expect(
      carryOver(of(yes('a'), many('x', 'y'), text), of(text, many('y', 'z'), { ...text, key: 'a' }), given),
    ).toEqual({
      t: 'said',
      m: ['y'],
    });
  });

  it('of the same questionnaire takes all that is asked', () => {
    fc.assert(
      fc.property(questionnaires, answers, (questionnaire, given) => {
        const asked = answersToFile(questionnaire, given);
        const right = Object.fromEntries(
          Object.entries(asked).filter(
            ([key]) => !key.includes('.') && !reach(questionnaire, asked).errors.some((one) => one.key === key),
          ),
        );
        expect(carryOver(questionnaire, questionnaire, right)).toEqual(right);
      }),
      { numRuns },
    );
  });
});
