// Pure: a questionnaire as the three sheets of an XLSForm. What XLSForm has no word for stands in columns of its own, which others ignore.
import type { Condition, Option, Question, Questionnaire, Worded } from '../../../shared/questions.ts';
import { writeExpression, type Kinds } from './expression.ts';

export interface FormSheet {
  name: 'survey' | 'choices' | 'settings';
  columns: readonly string[];
  rows: string[][];
}

export const ZH = '中文 (zh)';
export const EN = 'English (en)';
/** The list that a question of yes or no is written with; any other list of the two words is somebody's own, with words of its own. */
export const YES_NO = 'yes_no';
const both = (column: string) => [`${column}::${ZH}`, `${column}::${EN}`];
const SURVEY = [
  'type',
  'name',
  ...both('label'),
  ...both('hint'),
  'required',
  'relevant',
  'constraint',
  ...both('constraint_message'),
  'appearance',
  'parameters',
  'points',
  'not_applicable',
];
const CHOICES = ['list_name', 'name', ...both('label'), 'points', 'needs_photo'];
const SETTINGS = ['form_title', ...both('title'), ...both('lead'), 'default_language'];

type Row = Record<string, string | undefined>;

export function writeXlsForm({ title, lead, questions }: Questionnaire): FormSheet[] {
  const kinds: Kinds = new Map(questions.map(({ key, kind }) => [key, kind]));
  const names = listNames(questions);
  const lists = questions.flatMap((question, i) =>
    'options' in question ? [optionRows(names[i]!, question.options)] : [],
  );
  const yesNo = questions.some(({ kind }) => kind === 'yesNo')
    ? optionRows(YES_NO, [
        { key: 'yes', label: { zh: '是', en: 'Yes' } },
        { key: 'no', label: { zh: '否', en: 'No' } },
      ])
    : [];
  const settings: Row = {
    form_title: title.zh || title.en,
    ...pair('title', title),
    ...pair('lead', lead),
    default_language: title.zh ? ZH : EN,
  };
  return [
    sheet(
      'survey',
      SURVEY,
      questions.flatMap((question, i) => surveyRows(question, names[i]!, kinds)),
    ),
    sheet('choices', CHOICES, [...yesNo, ...lists.flat()]),
    sheet('settings', SETTINGS, [settings]),
  ];
}

/** A list of its own for each question, also where two of a draft have one key, or one has that of the list of yes and no. */
function listNames(questions: readonly Question[]): string[] {
  const taken = new Set([YES_NO]);
  return questions.map(({ key }) => {
    let name = key;
    for (let no = 2; taken.has(name); no++) name = `${key}_${no}`;
    taken.add(name);
    return name;
  });
}

function sheet(name: FormSheet['name'], columns: readonly string[], rows: readonly Row[]): FormSheet {
  return { name, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? '')) };
}

function pair(column: string, text: Worded | undefined): Row {
  return { [`${column}::${ZH}`]: text?.zh, [`${column}::${EN}`]: text?.en };
}

function optionRows(list: string, options: readonly Option[]): Row[] {
  return options.map(({ key, label, points, needsPhoto }) => ({
    list_name: list,
    name: key,
    ...pair('label', label),
    points: points === undefined ? undefined : String(points),
    needs_photo: needsPhoto ? 'yes' : undefined,
  }));
}

function surveyRows(question: Question, list: string, kinds: Kinds): Row[] {
  const { key, label, hint, required, when, check, na } = question;
  const must = constraintOf(question);
  const row: Row = {
    type: typeOf(question, list),
    name: key,
    ...pair('label', label),
    ...pair('hint', hint),
    required: required ? 'yes' : undefined,
    relevant: when && writeExpression(when, kinds),
    constraint: must && writeExpression(must, kinds, key),
    ...pair('constraint_message', check?.message),
    not_applicable: na ? 'yes' : undefined,
    points: 'points' in question && question.points !== undefined ? String(question.points) : undefined,
    parameters: question.kind === 'scale' ? `start=1 end=${question.steps} step=1` : undefined,
    appearance: question.kind === 'table' ? 'table' : undefined,
  };
  if (question.kind !== 'table') return [row];
  const cells = question.rows.map(({ key: cell, label: name }) => ({
    type: 'decimal',
    name: `${key}_${cell}`,
    ...pair('label', name),
  }));
  return [row, ...cells, { type: 'end_group' }];
}

function typeOf(question: Question, list: string): string {
  switch (question.kind) {
    case 'yesNo':
      return `select_one ${YES_NO}`;
    case 'one':
      return `select_one ${list}`;
    case 'many':
      return `select_multiple ${list}`;
    case 'number':
      return question.whole ? 'integer' : 'decimal';
    case 'scale':
      return 'range';
    case 'day':
      return 'date';
    case 'photo':
      return 'image';
    case 'table':
      return 'begin_group';
    case 'text':
    case 'note':
      return question.kind;
  }
}

/** The bounds of a number and its check are one constraint there. */
function constraintOf(question: Question): Condition | undefined {
  const { key: q, check } = question;
  const { least, most }: { least?: number | undefined; most?: number | undefined } =
    'least' in question || 'most' in question ? question : {};
  const all: Condition[] = [
    ...(least === undefined ? [] : [{ q, atLeast: least }]),
    ...(most === undefined ? [] : [{ q, atMost: most }]),
    ...(check ? [check.must] : []),
  ];
  return all.length > 1 ? { all } : all[0];
}
