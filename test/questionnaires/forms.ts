import type { Question, Questionnaire } from '../../shared/questions.ts';

const label = { zh: '价格是否公示？', en: 'Are prices displayed?' };

/** A small questionnaire; `more` stands instead of its second question. */
export function form(more: Partial<Question> = {}): Questionnaire {
  return {
    title: { zh: '市场抽查', en: 'Market check' },
    questions: [
      { key: 'prices', label, required: true, kind: 'yesNo', points: 5 },
      { key: 'why', label, required: false, kind: 'text', when: { q: 'prices', is: false }, ...more } as Question,
    ],
  };
}
