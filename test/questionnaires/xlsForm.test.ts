import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultQuestionnaires } from '../../shared/defaultQuestionnaires.ts';
import { publishingFaults } from '../../shared/questionnaireCheck.ts';
import { Questionnaire, type Question } from '../../shared/questions.ts';
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

  it('of a draft comes back as it was: with names that are repeated, own words for yes and no, and relevance that looks down', async () => {
    const label = (zh: string, en = '') => ({ zh, ...(en && { en }) });
    const way = (key: string, zh: string, en: string) => ({ key, label: label(zh, en) });
    const ask = (key: string, more: object) => ({
      key,
      label: label(`题 ${key}`, `Question ${key}`),
      required: false,
      ...more,
    });
    const hasIt = [way('yes', '有', 'They have'), way('no', '没有', 'They have not')];
    const drafts = [
      [
        ask('shelf', { kind: 'one', options: hasIt }),
        ask('shelf', {
          kind: 'one',
          options: [way('yes', '满', 'Full'), way('half', '半', 'Half'), way('no', '空', 'Empty')],
        }),
        ask('more', { kind: 'text', when: { any: [{ q: 'shelf', is: 'yes' }, { not: { q: 'shelf', is: 'no' } }] } }),
      ],
      [
        ask('yes_no', { kind: 'many', options: [way('a', '甲', ''), way('a', '乙', '')] }),
        ask('open', { kind: 'yesNo', required: true, points: 3 }),
        ask('why', {
          kind: 'one',
          options: hasIt,
          when: {
            all: [
              { q: 'open', is: false },
              { q: 'yes_no', has: 'a' },
            ],
          },
        }),
        ask('yes_no_2', { kind: 'one', options: [way('1', '一', 'One'), way('2', '二', 'Two')] }),
      ],
      [
        ask('told', {
          kind: 'text',
          when: {
            all: [
              { q: 'score', atLeast: 3 },
              { q: 'cost', above: 1.5 },
            ],
          },
        }),
        ask('score', { kind: 'scale', steps: 5, when: { q: 'told', answered: true } }),
        ask('cost', {
          kind: 'number',
          least: 0,
          most: 9,
          check: {
            must: {
              any: [
                { q: 'cost', is: 4 },
                { q: 'score', below: 2 },
              ],
            },
            message: label('再看看', 'Look again'),
          },
        }),
        ask('day', { kind: 'day', na: true, when: { not: { q: 'cost', answered: true } } }),
      ],
    ].map((questions) => Questionnaire.parse({ title: label('表', 'A form'), questions }));
    for (const form of drafts) {
      const once = read(await formFile(form));
      expect(once).toEqual({ ok: true, content: form, faults: [] });
      expect(publishingFaults(once.content!)).toEqual(publishingFaults(form)); // what is wrong with it is named, not mended in silence
      expect(read(await formFile(once.content!)).content).toEqual(form);
    }
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
