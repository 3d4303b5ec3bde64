import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultQuestionnaires } from '../../shared/defaultQuestionnaires.ts';
import { publishingFaults } from '../../shared/questionnaireCheck.ts';
import type { Question, Questionnaire } from '../../shared/questions.ts';
import { reach } from '../../shared/reach.ts';
import { formFile } from '../../server/questionnaires/file.ts';
import { readFile } from '../../server/questionnaires/readFile.ts';
import { readXlsForm } from '../../server/questionnaires/xlsForm/read.ts';
import { writeXlsForm } from '../../server/questionnaires/xlsForm/write.ts';
import { answers, questionnaires } from './random.ts';
import { xlsForm } from './workbooks.ts';

const numRuns = Number(process.env['RUNS'] ?? 200);
const read = (bytes: Uint8Array) => {
  const reply = readFile({ bytes });
  if (!reply.ok) throw new Error(reply.why.code);
  return reply;
};
/** Without the conditions that can never hold: XLSForm compares by the kind of the question. */
function mended(form: Questionnaire): Questionnaire {
  const wrong = new Set(publishingFaults(form).map(({ key }) => key));
  const questions = form.questions.map(({ when, check, ...question }) =>
    wrong.has(question.key) ? question : { ...question, when, check },
  );
  return { ...form, questions: questions as Question[] };
}
const faultsOf = async (...args: Parameters<typeof xlsForm>) =>
  read(await xlsForm(...args)).faults.map(({ sheet, row, reason }) => `${sheet} ${row} ${reason.code}`);

describe('an XLSForm', () => {
  it('of our own forms comes back as they were', async () => {
    for (const form of Object.values(defaultQuestionnaires))
      expect(read(await formFile(form))).toEqual({ ok: true, content: form, faults: [] });
  });

  it('that was written asks the same questions and gives the same points when it is read', () => {
    fc.assert(
      fc.property(questionnaires, answers, (any, given) => {
        const form = mended(any);
        const [survey, choices, settings] = writeXlsForm(form).map((sheet) => ({
          ...sheet,
          columns: [...sheet.columns],
          rows: sheet.rows.map((cells, i) => ({ line: i + 2, cells })),
          tooWide: [],
        }));
        const { content, faults } = readXlsForm({ survey: survey!, choices: choices!, settings: settings! });
        expect(faults).toEqual([]);
        const [there, back] = [reach(form, given), reach(content!, given)];
        expect({ ...back, errors: back.errors.map(({ key }) => key) }).toEqual({
          ...there,
          errors: there.errors.map(({ key }) => key),
        });
      }),
      { numRuns },
    );
  });

  it('of somebody else is read with its lists, conditions, bounds and languages', async () => {
    const { content, faults } = read(
      await xlsForm(
        {
          columns: ['type', 'name', 'label::English (en)', 'label::中文 (zh)', 'required', 'relevant', 'constraint'],
          rows: [
            ['select_one shop', 'open', 'Open?', '营业吗？', 'yes'],
            [
              'select_multiple goods',
              'sold',
              'What is sold',
              '',
              'TRUE',
              "${open} = 'open' and not(selected(${open},'gone'))",
            ],
            [
              'integer',
              'n',
              'How many',
              '',
              '',
              "selected(${sold}, 'tea') or ${sold} != ''",
              '. >= 1 and .<=9 and . != 5',
            ],
          ],
        },
        {
          columns: ['list_name', 'name', 'label'],
          rows: [
            ['shop', 'open', 'Open'],
            ['shop', 'gone', 'Gone'],
            ['goods', 'tea', '茶'],
          ],
        },
      ),
    );
    expect(faults).toEqual([]);
    expect(content!.questions).toMatchObject([
      {
        key: 'open',
        kind: 'one',
        label: { en: 'Open?', zh: '营业吗？' },
        required: true,
        options: [{ key: 'open' }, { key: 'gone' }],
      },
      {
        kind: 'many',
        required: true,
        options: [{ key: 'tea', label: { zh: '茶' } }],
        when: { all: [{ q: 'open', is: 'open' }, { not: { q: 'open', is: 'gone' } }] },
      },
      {
        kind: 'number',
        whole: true,
        least: 1,
        most: 9,
        check: { must: { not: { q: 'n', is: 5 } } },
        when: {
          any: [
            { q: 'sold', has: 'tea' },
            { q: 'sold', answered: true },
          ],
        },
      },
    ]);
  });

  it('with what is not read here is refused by row and reason, all of it at once', async () => {
    expect(
      await faultsOf(
        {
          columns: ['type', 'name', 'label', 'relevant', 'calculation', 'required', 'label::Français (fr)'],
          rows: [
            ['begin_repeat', 'r', 'Again'],
            ['select_one l or_other', 'a', 'A'],
            ['select_one nobody', 'b', 'B'],
            ['geopoint', 'c', 'C'],
            ['text', 'd', 'D', 'count(${r}) > 1'],
            ['text', 'e', 'E', '${d} = concat(1,2)'],
            ['calculate', 'f', '', '', '1 + 1'],
            ['text', 'g', 'G', '', '', 'perhaps'],
            ['text', 'h', '', '', '', '', 'Bonjour'],
            ['text', '1 x', 'X'],
            ['text', 'k'],
          ],
        },
        { columns: ['list_name', 'name', 'label', 'filter'], rows: [['l', 'x', 'X', 'east']] },
      ),
    ).toEqual([
      'choices 2 XLSFORM_COLUMN',
      'survey 2 XLSFORM_TYPE',
      'survey 3 XLSFORM_TYPE',
      'survey 4 XLSFORM_LIST',
      'survey 5 XLSFORM_TYPE',
      'survey 8 XLSFORM_TYPE',
      'survey 8 XLSFORM_COLUMN',
      'survey 9 XLSFORM_VALUE',
      'survey 10 XLSFORM_COLUMN',
      'survey 6 XLSFORM_EXPRESSION',
      'survey 7 XLSFORM_EXPRESSION',
    ]);
    expect(
      await faultsOf({
        columns: ['type', 'name', 'label'],
        rows: [
          ['text', '1 x', 'X'],
          ['text', 'k', ''],
        ],
      }),
    ).toEqual(['survey 2 NOT_A_KEY', 'survey 3 NO_LANGUAGE']);
    expect(await faultsOf({ columns: ['name', 'label'], rows: [['a', 'A']] })).toEqual([
      'survey 1 XLSFORM_COLUMN_MISSING',
    ]);
  });

  it('never makes the reader stumble, whatever its conditions are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.constantFrom('('.repeat(5_000), 'not('.repeat(900), "${a}='", '..=1', '${a}=1e999'),
        ),
        async (text) => {
          const { content, faults } = read(
            await xlsForm({
              columns: ['type', 'name', 'label', 'relevant'],
              rows: [
                ['text', 'a', 'A'],
                ['text', 'b', 'B', text],
              ],
            }),
          );
          expect(content === null).toBe(faults.length > 0);
        },
      ),
      { numRuns },
    );
    expect(() => read(Buffer.from('type,name\ntext,a'))).toThrow('noForm');
  });
});
