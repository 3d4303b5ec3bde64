// Pure: what keeps a questionnaire from being published, what of it is not translated, and what of its answers a newer version takes.
import {
  looksAt,
  type Answers,
  type Condition,
  type Question,
  type Questionnaire,
  type Worded,
  photoKey,
} from './questions.ts';

/** What has to be mended before a questionnaire is published. `of`: the question that it looks at, the option, or its circle. */
export interface QuestionFault {
  key: string;
  /** Its place among the questions, from 0. */
  at: number;
  code:
    | 'QUESTION_KEY_TWICE'
    | 'QUESTION_OPTION_TWICE'
    | 'QUESTION_UNKNOWN'
    | 'QUESTION_OPTION_UNKNOWN'
    | 'QUESTION_LOOKS_DOWN'
    | 'QUESTION_LOOKS_AT_ITSELF'
    | 'QUESTION_CIRCLE'
    | 'QUESTION_CONDITION_KIND'
    | 'QUESTION_BOUNDS';
  of: string;
}

/** Everything found, in the order of the questions. */
export function publishingFaults({ questions }: Questionnaire): QuestionFault[] {
  const places = new Map<string, number>();
  questions.forEach(({ key }, i) => places.has(key) || places.set(key, i));
  const inCircle = circles(questions);
  return questions.flatMap((question, i) => {
    const { key, when, check } = question;
    const faults: QuestionFault[] = [];
    const find = (code: QuestionFault['code'], of = '') => faults.push({ key, at: i, code, of });
    if (places.get(key) !== i) find('QUESTION_KEY_TWICE');
    for (const one of twice(optionsOf(question).map((option) => option.key))) find('QUESTION_OPTION_TWICE', one);
    if ('least' in question && (question.least ?? -Infinity) > (question.most ?? Infinity)) find('QUESTION_BOUNDS');
    for (const q of new Set(when ? looksAt(when) : [])) {
      const place = places.get(q);
      if (place === undefined) find('QUESTION_UNKNOWN', q);
      else if (place === i) find('QUESTION_LOOKS_AT_ITSELF', q);
      else if (place > i) find(inCircle.has(key) && inCircle.has(q) ? 'QUESTION_CIRCLE' : 'QUESTION_LOOKS_DOWN', q);
    }
    for (const q of new Set(check ? looksAt(check.must) : [])) {
      const place = places.get(q);
      if (place === undefined) find('QUESTION_UNKNOWN', q);
      else if (place > i) find('QUESTION_LOOKS_DOWN', q);
    }
    for (const leaf of [when, check?.must].flatMap((one) => (one ? leaves(one) : []))) {
      const asked = questions[places.get(leaf.q) ?? -1];
      const code = asked && leafFault(asked, leaf);
      if (code) find(code, leaf.q);
    }
    return faults;
  });
}

type Leaf = Extract<Condition, { q: string }>;

function leaves(condition: Condition): Leaf[] {
  if ('q' in condition) return [condition];
  return 'not' in condition
    ? leaves(condition.not)
    : ('all' in condition ? condition.all : condition.any).flatMap(leaves);
}

/** A comparison that can never hold is a mistake of whoever wrote it. */
function leafFault(asked: Question, leaf: Leaf): 'QUESTION_OPTION_UNKNOWN' | 'QUESTION_CONDITION_KIND' | null {
  if ('answered' in leaf) return null;
  const isNumber = asked.kind === 'number' || asked.kind === 'scale';
  if ('is' in leaf || 'has' in leaf) {
    const value = 'is' in leaf ? leaf.is : leaf.has;
    if (asked.kind === 'one' || (asked.kind === 'many' && 'has' in leaf))
      return asked.options.some(({ key }) => key === value) ? null : 'QUESTION_OPTION_UNKNOWN';
    if ('has' in leaf) return 'QUESTION_CONDITION_KIND';
    const wanted = asked.kind === 'yesNo' ? 'boolean' : isNumber ? 'number' : 'string';
    return typeof value === wanted && (isNumber || ['yesNo', 'text', 'day'].includes(asked.kind))
      ? null
      : 'QUESTION_CONDITION_KIND';
  }
  return isNumber ? null : 'QUESTION_CONDITION_KIND';
}

/** The questions whose conditions lead back to themselves over others. */
function circles(questions: readonly Question[]): Set<string> {
  const looks = new Map(questions.map(({ key, when }) => [key, when ? looksAt(when) : []]));
  return new Set(
    questions.flatMap(({ key }) => {
      const found = new Set<string>();
      const open = [...looks.get(key)!];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (found.has(next)) continue;
        found.add(next);
        open.push(...(looks.get(next) ?? []));
      }
      return found.has(key) ? [key] : [];
    }),
  );
}

function optionsOf(question: Question): readonly { key: string; label: Worded }[] {
  return 'options' in question ? question.options : question.kind === 'table' ? question.rows : [];
}

function twice(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
}

/** A text that one of the languages lacks. `key` is empty for the title. */
export interface Untranslated {
  key: string;
  part: 'title' | 'lead' | 'label' | 'hint' | 'message' | 'option';
  of: string;
  language: 'zh' | 'en';
}

export function untranslated({ title, lead, questions }: Questionnaire): Untranslated[] {
  const missing = (key: string, part: Untranslated['part'], text: Worded | undefined, of = ''): Untranslated[] =>
    text === undefined
      ? []
      : (['zh', 'en'] as const).flatMap((language) => (text[language] ? [] : [{ key, part, of, language }]));
  return [
    ...missing('', 'title', title),
    ...missing('', 'lead', lead),
    ...questions.flatMap((question) => [
      ...missing(question.key, 'label', question.label),
      ...missing(question.key, 'hint', question.hint),
      ...missing(question.key, 'message', question.check?.message),
      ...optionsOf(question).flatMap(({ key, label }) => missing(question.key, 'option', label, key)),
    ]),
  ];
}

/** Answers to an older version, as far as the newer one asks the same: by key and kind, and options that are still offered. */
export function carryOver(from: Questionnaire, to: Questionnaire, answers: Answers): Answers {
  const before = new Map(from.questions.map((question) => [question.key, question]));
  const kept = to.questions.flatMap((question): [string, Answers[string]][] => {
    const { key, kind } = question;
    if (before.get(key)?.kind !== kind || !Object.hasOwn(answers, key)) return [];
    const answer = stillOffered(question, answers[key]!);
    const photos = photoKey(key);
    if (answer === undefined) return [];
    return Object.hasOwn(answers, photos)
      ? [
          [key, answer],
          [photos, answers[photos]!],
        ]
      : [[key, answer]];
  });
  return Object.fromEntries(kept);
}

function stillOffered(question: Question, answer: Answers[string]): Answers[string] | undefined {
  const offered = new Set(optionsOf(question).map(({ key }) => key));
  if (answer === null || offered.size === 0) return answer;
  if (typeof answer === 'string') return offered.has(answer) ? answer : undefined;
  if (Array.isArray(answer)) {
    const left = answer.filter((one) => offered.has(String(one)));
    return left.length > 0 ? left : undefined;
  }
  if (typeof answer !== 'object') return undefined;
  const left = Object.entries(answer).filter(([row]) => offered.has(row));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}
