// Pure: a result as rows of a table, for CSV and XLSX: what a figure is of, what it is called, and the figure.
import type { AnswersOf, InspectionResult, Proved } from '../../shared/inspectionResults.ts';
import { worded, type Questionnaire } from '../../shared/questions.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { Language } from '../format.ts';
import type { words } from './words.ts';

type Words = typeof words.value;

export interface ResultRow {
  part: string;
  what: string;
  value: string;
  n: number;
}

export const resultTable: Table<ResultRow> = {
  name: 'inspection result',
  zh: '抽查结果',
  en: 'Inspection result',
  columns: [
    { key: 'part', zh: '部分', en: 'Part', width: 24, of: (row) => row.part },
    { key: 'what', zh: '项目', en: 'What', width: 44, of: (row) => row.what },
    { key: 'value', zh: '取值', en: 'Value', width: 28, of: (row) => row.value },
    { key: 'n', zh: '数值', en: 'Figure', of: (row) => row.n },
  ],
};

export function resultRows(
  { whole, strata, outcomes, judge, answers }: InspectionResult,
  questions: Questionnaire | null,
  w: Words,
  l: Language,
): ResultRow[] {
  return [
    ...provedRows(whole, '', w),
    ...strata.flatMap((one) => provedRows(one, one.stratum || w.sampling.noStratum, w)),
    ...outcomes.map(({ outcome, n }) => ({ part: w.result.outcomes, what: w.finding.outcome[outcome], value: '', n })),
    ...(['valid', 'doubted'] as const).flatMap((word) =>
      (['seen', 'notSeen', 'unknown'] as const).map((said) => ({
        part: w.result.judge,
        what: w.result.judged[word],
        value: w.result.said[said],
        n: judge[word][said],
      })),
    ),
    ...answers.flatMap((one) => answerRows(one, questions, w, l)),
  ];
}

function provedRows(one: Proved, stratum: string, w: Words): ResultRow[] {
  const r = w.result;
  const figures: [string, number][] = [
    [r.of, one.of],
    [r.sample, one.drawn],
    [r.upheld, one.upheld],
    [r.open, one.open],
    [r.unknown, one.unknown],
    [r.atLeast, one.atLeast],
    [r.atMost, one.atMost],
  ];
  return figures.map(([what, n]) => ({ part: r.title, what, value: stratum, n }));
}

function answerRows(of: AnswersOf, questions: Questionnaire | null, w: Words, l: Language): ResultRow[] {
  const question = questions?.questions.find(({ key }) => key === of.key);
  const what = worded(question?.label, l) || of.key;
  return of.values.map(({ value, n }) => ({
    part: w.result.answers,
    what,
    value: question ? valueText(question, value, w, l) : value,
    n,
  }));
}

/** An answer that was counted, in words. */
export function valueText(question: Questionnaire['questions'][number], value: string, w: Words, l: Language): string {
  if (question.kind === 'yesNo') return value === 'true' ? w.finding.yes : w.finding.no;
  if (question.kind !== 'one' && question.kind !== 'many') return value;
  return worded(question.options.find(({ key }) => key === value)?.label, l) || value;
}
