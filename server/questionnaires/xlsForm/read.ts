// Pure: the sheets of an XLSForm as a questionnaire, or every row that is not read here with its reason.
import { issueReason } from '../../../shared/problems/issue.ts';
import type { FieldReason } from '../../../shared/problems/problems.ts';
import { Questionnaire, type Condition, type QuestionKind } from '../../../shared/questions.ts';
import type { XlsFormFault } from '../../../shared/questionnaires.ts';
import { Outside, readExpression, type Kinds } from './expression.ts';
import { SheetRow, type FormTable } from './sheetRow.ts';
import { YES_NO } from './write.ts';

export interface FormTables {
  survey: FormTable;
  choices: FormTable | null;
  settings: FormTable | null;
}
export interface XlsFormRead {
  content: Questionnaire | null;
  faults: XlsFormFault[];
}

/** A question as it is read, not yet parsed, and the row it came from. */
interface Draft {
  row: SheetRow;
  kind: QuestionKind;
  fields: Record<string, unknown>;
}
interface Choice {
  key: string;
  option: Record<string, unknown>;
}

export function readXlsForm({ survey, choices, settings }: FormTables): XlsFormRead {
  const faults: XlsFormFault[] = [];
  const find = (sheet: string, row: number, reason: FieldReason) => void faults.push({ sheet, row, reason });
  for (const table of [survey, choices, settings])
    for (const line of table?.tooWide ?? []) find(table!.name, line, { code: 'XLSFORM_ROW' });
  for (const column of ['type', 'name'])
    if (!survey.columns.includes(column)) find('survey', 1, { code: 'XLSFORM_COLUMN_MISSING', column });
  if (faults.length > 0) return { content: null, faults };
  const rowsOf = (table: FormTable | null) => table?.rows.map((row) => new SheetRow(table, row, find)) ?? [];
  const lists = listsOf(rowsOf(choices));
  const drafts = draftsOf(rowsOf(survey), lists);
  const kinds: Kinds = new Map(drafts.map(({ fields, kind }) => [String(fields['key']), kind]));
  for (const draft of drafts) addConditions(draft, kinds);
  const [setting] = rowsOf(settings);
  const title = setting?.worded('title') ?? setting?.worded('form_title') ?? { zh: '问卷', en: 'Questionnaire' };
  const lead = setting?.worded('lead');
  const whole = { title, ...(lead && { lead }), questions: drafts.map(({ fields }) => fields) };
  const read = Questionnaire.safeParse(whole);
  if (faults.length > 0) return { content: null, faults };
  if (read.success) return { content: read.data, faults };
  for (const issue of read.error.issues) {
    const [part, at] = issue.path;
    const row = part === 'questions' ? (drafts[Number(at)]?.row.line ?? 0) : 0;
    find('survey', row, issueReason(issue, whole) as FieldReason);
  }
  return { content: null, faults };
}

function listsOf(rows: readonly SheetRow[]): Map<string, Choice[]> {
  const lists = new Map<string, Choice[]>();
  for (const row of rows) {
    const list = row.text('list_name') || row.text('list name');
    const key = row.text('name');
    const option = {
      key,
      label: row.worded('label'),
      points: row.number('points'),
      needsPhoto: row.yes('needs_photo'),
    };
    row.refuseRest(['list_name', 'list name', 'name', 'points', 'needs_photo']);
    lists.set(list, [...(lists.get(list) ?? []), { key, option }]);
  }
  return lists;
}

/** The questions in order; a group is read where it is a table of numbers. */
function draftsOf(rows: readonly SheetRow[], lists: ReadonlyMap<string, Choice[]>): Draft[] {
  const drafts: Draft[] = [];
  let table: Draft | null = null;
  for (const row of rows) {
    const type = row.text('type').replace(/\s+/g, ' ');
    if (table) {
      if (/^end[_ ]group$/.test(type)) table = null;
      else if (type === 'decimal' || type === 'integer')
        (table.fields['rows'] as object[]).push(cellOf(row, String(table.fields['key'])));
      else row.fault({ code: 'XLSFORM_TYPE', text: type });
      continue;
    }
    const draft = draftOf(row, type, lists);
    if (!draft) continue;
    drafts.push(draft);
    if (draft.kind === 'table') table = draft;
  }
  return drafts;
}

function cellOf(row: SheetRow, key: string): Record<string, unknown> {
  const name = row.text('name');
  row.refuseRest(['type', 'name', 'appearance']);
  return { key: name.startsWith(`${key}_`) ? name.slice(key.length + 1) : name, label: row.worded('label') };
}

const READ = [
  'type',
  'name',
  'required',
  'relevant',
  'constraint',
  'appearance',
  'parameters',
  'points',
  'not_applicable',
];

function draftOf(row: SheetRow, type: string, lists: ReadonlyMap<string, Choice[]>): Draft | null {
  const special = kindOf(row, type, lists);
  row.refuseRest(READ);
  if (special === null) return null;
  const fields = {
    key: row.text('name'),
    label: row.worded('label') ?? {},
    hint: row.worded('hint'),
    required: row.yes('required') ?? false,
    na: row.yes('not_applicable'),
    points: row.number('points'),
    ...special,
  };
  return {
    row,
    kind: special.kind,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  };
}

type Special = { kind: QuestionKind } & Record<string, unknown>;

function kindOf(row: SheetRow, type: string, lists: ReadonlyMap<string, Choice[]>): Special | null {
  const select = /^select_(one|multiple) (\S+)$/.exec(type);
  if (select) return selectOf(row, select[1] === 'one', select[2]!, lists);
  switch (type) {
    case 'text':
    case 'note':
      return { kind: type };
    case 'integer':
      return { kind: 'number', whole: true };
    case 'decimal':
      return { kind: 'number' };
    case 'date':
      return { kind: 'day' };
    case 'image':
      return { kind: 'photo' };
    case 'range': {
      const steps = /^start=1\s+end=(\d+)(?:\s+step=1)?$/.exec(row.text('parameters'))?.[1];
      if (steps !== undefined) return { kind: 'scale', steps: Number(steps) };
      row.fault({ code: 'XLSFORM_VALUE', column: 'parameters', text: row.text('parameters') });
      return null;
    }
    case 'begin_group':
    case 'begin group':
      if (/\btable\b/.test(row.text('appearance'))) return { kind: 'table', rows: [] };
  }
  row.fault({ code: 'XLSFORM_TYPE', text: type });
  return null;
}

function selectOf(row: SheetRow, isOne: boolean, list: string, lists: ReadonlyMap<string, Choice[]>): Special | null {
  const choices = lists.get(list);
  if (!choices) {
    row.fault({ code: 'XLSFORM_LIST', text: list });
    return null;
  }
  const isYesNo = isOne && list === YES_NO && choices.map(({ key }) => key).join() === 'yes,no';
  if (isYesNo) return { kind: 'yesNo', points: row.number('points') ?? choices[0]!.option['points'] };
  const options = choices.map(({ option }) =>
    Object.fromEntries(Object.entries(option).filter(([, value]) => value !== undefined)),
  );
  return { kind: isOne ? 'one' : 'many', options };
}

function addConditions({ row, kind, fields }: Draft, kinds: Kinds): void {
  const key = String(fields['key']);
  const read = (column: string): Condition | null => {
    const text = row.text(column);
    if (text === '') return null;
    try {
      return readExpression(text, key, kinds);
    } catch (error) {
      if (!(error instanceof Outside)) throw error;
      row.fault({ code: 'XLSFORM_EXPRESSION', text: text.slice(0, 200) });
      return null;
    }
  };
  const when = read('relevant');
  if (when) fields['when'] = when;
  const constraint = read('constraint');
  const message = row.worded('constraint_message');
  if (!constraint) return;
  const rest: Condition[] = [];
  for (const one of 'all' in constraint ? constraint.all : [constraint]) {
    const isBound = (kind === 'number' || kind === 'table') && 'q' in one && one.q === key;
    if (isBound && 'atLeast' in one && fields['least'] === undefined) fields['least'] = one.atLeast;
    else if (isBound && 'atMost' in one && fields['most'] === undefined) fields['most'] = one.atMost;
    else rest.push(one);
  }
  if (rest.length > 0)
    fields['check'] = { must: rest.length > 1 ? { all: rest } : rest[0], ...(message && { message }) };
}
