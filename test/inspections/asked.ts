import type { QuestionnaireRef } from '../../shared/inspections.ts';
import type { Question, Questionnaire } from '../../shared/questions.ts';
import type { WholeQuestionnaire } from '../../shared/questionnaires.ts';
import type { TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';

const label = { zh: '题目', en: 'Question' };
const one = (key: string, options: string[], more: Partial<Question> = {}) =>
  ({ key, label, required: false, kind: 'one', options: options.map((o) => ({ key: o, label })), ...more }) as Question;

/** When somebody came last, as a shop tells it, and two questions of the shop; prices must be answered. */
export const lastVisitForm: Questionnaire = {
  title: { zh: '市场抽查', en: 'Market check' },
  questions: [
    one('lastVisit', ['today', 'yesterday', 'onDay', 'notThisWeek', 'unknown']),
    { key: 'lastVisitDay', label, required: true, kind: 'day', when: { q: 'lastVisit', is: 'onDay' } },
    one('lastVisitWho', ['usual', 'other', 'unknown']),
    { key: 'prices', label, required: true, kind: 'yesNo' },
    { key: 'shelf', label, required: false, kind: 'photo', when: { q: 'prices', is: false } },
  ],
};

/** Published, as a plan or a finding names it. */
export async function published(server: TestServer, content: Questionnaire = lastVisitForm): Promise<QuestionnaireRef> {
  const { questionnaireId: id } = await ask<WholeQuestionnaire>(server, 'admin', 'post', '/questionnaires', {
    unitId: server.units.east,
    content,
  });
  await ask(server, 'admin', 'post', `/questionnaires/${id}/publish`, { revision: 1 });
  return { id, version: 1 };
}
