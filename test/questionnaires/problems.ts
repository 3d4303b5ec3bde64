import { randomUUID } from 'node:crypto';
import type { questionnaireProblems } from '../../shared/problems/questionnaires.ts';
import type { Question, Questionnaire } from '../../shared/questions.ts';
import type { WholeQuestionnaire } from '../../shared/questionnaires.ts';
import { ask, post, sent, type Provocation, type Provocations } from '../problems/provoke.ts';
import type { TestServer } from '../helpers/server.ts';
import { form } from './forms.ts';
import { xlsForm } from './workbooks.ts';

const add = (server: TestServer, content: Questionnaire) =>
  ask<WholeQuestionnaire>(server, 'admin', 'post', '/questionnaires', { unitId: server.units.east, content });
/** A draft that nobody may publish. */
const published =
  (more: Partial<Question>): Provocation =>
  async (server) => {
    const { questionnaireId } = await add(server, form(more));
    return ask(server, 'admin', 'post', `/questionnaires/${questionnaireId}/publish`, { revision: 1 });
  };
const added = (more: object) =>
  post('admin', '/questionnaires', (server) => ({
    unitId: server.units.east,
    content: form(more as Partial<Question>),
  }));
const imported =
  (...args: Parameters<typeof xlsForm>): Provocation =>
  async (server) =>
    sent('admin', '/questionnaires/import', await xlsForm(...args), { 'Content-Type': 'application/octet-stream' })(
      server,
    );
const columns = ['type', 'name', 'label', 'required', 'relevant'];
const row = (...cells: string[]) => imported({ columns, rows: [cells] });
const option = { key: 'x', label: { zh: '甲', en: 'X' } };
const deep = { all: Array.from({ length: 201 }, () => ({ q: 'prices', is: true })) };

export const provocations: Provocations<typeof questionnaireProblems> = {
  NOT_A_KEY: added({ key: '1' }),
  NO_LANGUAGE: added({ label: {} }),
  CONDITION_TOO_LARGE: added({ when: deep }),
  QUESTION_KEY_TWICE: published({ key: 'prices', when: undefined }),
  QUESTION_OPTION_TWICE: published({ kind: 'one', options: [option, option] } as Partial<Question>),
  QUESTION_UNKNOWN: published({ when: { q: 'gone', is: true } }),
  QUESTION_OPTION_UNKNOWN: published({
    kind: 'one',
    options: [option],
    check: { must: { q: 'why', is: 'z' } },
  } as Partial<Question>),
  QUESTION_LOOKS_AT_ITSELF: published({ when: { q: 'why', answered: true } }),
  QUESTION_CONDITION_KIND: published({ when: { q: 'prices', atLeast: 1 } }),
  QUESTION_BOUNDS: published({ kind: 'number', least: 2, most: 1 } as Partial<Question>),
  QUESTION_LOOKS_DOWN: turned({ q: 'why', answered: true }, undefined),
  QUESTION_CIRCLE: turned({ q: 'why', answered: true }, { q: 'prices', is: true }),
  NO_SUCH_QUESTIONNAIRE: (server) => ask(server, 'admin', 'get', `/questionnaires/${randomUUID()}/1`),
  QUESTIONNAIRE_CHANGED: async (server) => {
    const { questionnaireId } = await add(server, form());
    return ask(server, 'admin', 'post', `/questionnaires/${questionnaireId}/publish`, { revision: 7 });
  },
  QUESTIONNAIRE_NO_DRAFT: async (server) => {
    const { questionnaireId } = await add(server, form());
    await ask(server, 'admin', 'post', `/questionnaires/${questionnaireId}/publish`, { revision: 1 });
    return ask(server, 'admin', 'post', `/questionnaires/${questionnaireId}/publish`, { revision: 2 });
  },
  XLSFORM_FILE: sent('admin', '/questionnaires/import', 'a,b', { 'Content-Type': 'text/csv' }),
  XLSFORM_COLUMN_MISSING: imported({ columns: ['name'], rows: [['a']] }),
  XLSFORM_COLUMN: imported({ columns: [...columns, 'calculation'], rows: [['text', 'a', 'A', '', '', '1']] }),
  XLSFORM_TYPE: row('geopoint', 'a', 'A'),
  XLSFORM_EXPRESSION: row('text', 'a', 'A', '', 'once(1)'),
  XLSFORM_LIST: row('select_one l', 'a', 'A'),
  XLSFORM_VALUE: row('text', 'a', 'A', 'perhaps'),
  XLSFORM_ROW: imported({ columns: [...columns, ''], rows: [['text', 'a', 'A', '', '', 'beside']] }),
};

/** The first of the two questions looks at the second. */
function turned(first: Question['when'], second: Question['when']): Provocation {
  return async (server) => {
    const content = form({ when: second });
    content.questions[0] = { ...content.questions[0]!, when: first };
    const { questionnaireId } = await add(server, content);
    return ask(server, 'admin', 'post', `/questionnaires/${questionnaireId}/publish`, { revision: 1 });
  };
}
