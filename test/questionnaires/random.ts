import fc from 'fast-check';
import type { Answers, Condition, Question, Questionnaire } from '../../shared/questions.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
const key = fc.constantFrom(...keys);
const optionKey = fc.constantFrom('x', 'y', 'z', 'w');
const label = fc.record({
  zh: fc.constantFrom('题目', '价格 <1>&"', '是否=真'),
  en: fc.constantFrom('Question', "it's a 'price'"),
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ q: key, is: fc.oneof(optionKey, fc.boolean(), fc.integer({ min: -3, max: 5 })) }),
  fc.record({ q: key, has: optionKey }),
  fc.record({ q: key, atLeast: fc.integer({ min: -3, max: 5 }) }),
  fc.record({ q: key, atMost: fc.integer({ min: -3, max: 5 }) }),
  fc.record({ q: key, above: fc.integer({ min: -3, max: 5 }) }),
  fc.record({ q: key, below: fc.integer({ min: -3, max: 5 }) }),
  fc.record({ q: key, answered: fc.constant(true as const) }),
);
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('any') }),
  ),
})).any;

const points = fc.option(fc.integer({ min: -5, max: 10 }), { nil: undefined });
const options = fc.uniqueArray(
  fc.record({ key: optionKey, label, points, needsPhoto: fc.option(fc.constant(true as const), { nil: undefined }) }),
  { minLength: 1, maxLength: 4, selector: (one) => one.key },
);
const every = {
  label,
  required: fc.boolean(),
  when: fc.option(conditions, { nil: undefined }),
  check: fc.option(fc.record({ must: conditions }), { nil: undefined }),
  na: fc.option(fc.constant(true as const), { nil: undefined }),
};

const question = (of: string): fc.Arbitrary<Question> => {
  const common = { key: fc.constant(of), ...every };
  return fc.oneof(
    fc.record({ ...common, kind: fc.constant('yesNo'), points }),
    fc.record({ ...common, kind: fc.constantFrom('one', 'many'), options }),
    fc.record({ ...common, kind: fc.constant('scale'), steps: fc.integer({ min: 2, max: 5 }), points }),
    fc.record({
      ...common,
      kind: fc.constant('number'),
      least: fc.constantFrom(undefined, 0),
      most: fc.constantFrom(undefined, 4),
    }),
    fc.record({ ...common, kind: fc.constantFrom('text', 'day', 'photo', 'note') }),
    fc.record({ ...common, kind: fc.constant('table'), rows: options }),
  ) as fc.Arbitrary<Question>;
};

/** Any questionnaire: conditions look up, down, at themselves and at nothing. */
export const questionnaires: fc.Arbitrary<Questionnaire> = fc
  .tuple(label, fc.tuple(...keys.map(question)))
  .map(([title, questions]) => ({ title, questions }));

const answer = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -2, max: 6 }),
  fc.constantFrom(Infinity, NaN, 1e308),
  optionKey,
  fc.constantFrom('', '５', '2026-02-30', '2026-03-02', 'x'.repeat(3_000)),
  fc.array(fc.oneof(optionKey, fc.integer()), { maxLength: 4 }),
  fc.constant<string[]>(['0'.repeat(64)]),
  fc.dictionary(optionKey, fc.oneof(fc.integer({ min: -1, max: 5 }), fc.constant(null), optionKey), { maxKeys: 3 }),
);
export const answers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.oneof(key, fc.constantFrom('a.photo', 'nobody', '__proto__')),
  answer,
  { maxKeys: 9 },
);
