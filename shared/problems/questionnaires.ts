// Pure: what may be wrong with a questionnaire, and with a file that it is read from.
import { fault, problem } from './say.ts';

type OfQuestion = Record<'key' | 'of', string>;

export const questionnaireProblems = {
  NOT_A_KEY: fault(
    'must begin with a Latin letter and have only Latin letters, digits and _, at most 60',
    '应以英文字母开头，只含英文字母、数字和下划线，最多 60 个字符',
  ),
  NO_LANGUAGE: fault('has no text in any language', '没有任何语言的文字'),
  CONDITION_TOO_LARGE: fault(
    'is a condition of more than 200 parts, or too deep',
    '条件过于复杂（超过 200 项或嵌套过深）',
  ),
  QUESTION_KEY_TWICE: fault<OfQuestion>(
    ({ key }) => `'${key}': another question has this key already`,
    ({ key }) => `“${key}”：已有另一题使用该编号`,
  ),
  QUESTION_OPTION_TWICE: fault<OfQuestion>(
    ({ key, of }) => `'${key}': the option '${of}' stands twice`,
    ({ key, of }) => `“${key}”：选项“${of}”重复`,
  ),
  QUESTION_UNKNOWN: fault<OfQuestion>(
    ({ key, of }) => `'${key}': its condition looks at '${of}', and there is no such question`,
    ({ key, of }) => `“${key}”：条件引用了不存在的题目“${of}”`,
  ),
  QUESTION_OPTION_UNKNOWN: fault<OfQuestion>(
    ({ key, of }) => `'${key}': its condition names an option that '${of}' does not have`,
    ({ key, of }) => `“${key}”：条件引用了“${of}”没有的选项`,
  ),
  QUESTION_LOOKS_DOWN: fault<OfQuestion>(
    ({ key, of }) => `'${key}': its condition looks at '${of}', which is asked later: move it up`,
    ({ key, of }) => `“${key}”：条件引用了排在后面的“${of}”，请将其上移`,
  ),
  QUESTION_LOOKS_AT_ITSELF: fault<OfQuestion>(
    ({ key }) => `'${key}': whether it is asked depends on its own answer`,
    ({ key }) => `“${key}”：是否提问取决于本题自己的答案`,
  ),
  QUESTION_CIRCLE: fault<OfQuestion>(
    ({ key, of }) => `'${key}' and '${of}' each wait for the other's answer`,
    ({ key, of }) => `“${key}”与“${of}”互相等待对方的答案`,
  ),
  QUESTION_CONDITION_KIND: fault<OfQuestion>(
    ({ key, of }) => `'${key}': its condition compares '${of}' in a way that can never hold`,
    ({ key, of }) => `“${key}”：条件与“${of}”的题型不符，永远不会成立`,
  ),
  QUESTION_BOUNDS: fault<OfQuestion>(
    ({ key }) => `'${key}': its least is above its most`,
    ({ key }) => `“${key}”：最小值大于最大值`,
  ),
  NO_SUCH_QUESTIONNAIRE: problem('NOT_FOUND', 'There is no such questionnaire for you.', '没有可供您使用的该问卷。'),
  QUESTIONNAIRE_CHANGED: problem<{ by: string; at: string }>(
    'CONFLICT',
    ({ by, at }, say) => `${by} changed this draft at ${say.time(at)}: look at it again.`,
    ({ by, at }, say) => `${by} 已于 ${say.time(at)} 更改该草稿，请重新查看。`,
  ),
  QUESTIONNAIRE_NO_DRAFT: problem(
    'CONFLICT',
    'This questionnaire has no draft: what is published stays as it is, a change of it is the next version.',
    '该问卷没有草稿：已发布的版本不再改变，修改后成为下一版本。',
  ),
  XLSFORM_FILE: problem(
    'INVALID_INPUT',
    'This is no XLSForm: it is a workbook (.xlsx) with the sheets survey and choices.',
    '不是 XLSForm：应为含 survey 和 choices 工作表的电子表格（.xlsx）。',
  ),
  XLSFORM_COLUMN_MISSING: fault<{ column: string }>(
    ({ column }) => `the column '${column}' is missing`,
    ({ column }) => `缺少“${column}”列`,
  ),
  XLSFORM_COLUMN: fault<{ column: string }>(
    ({ column }) => `the column '${column}' has something that is not read here`,
    ({ column }) => `“${column}”列的内容不受支持`,
  ),
  XLSFORM_TYPE: fault<{ text: string }>(
    ({ text }) => `questions of the type '${text}' are not read here`,
    ({ text }) => `不支持题型“${text}”`,
  ),
  XLSFORM_EXPRESSION: fault<{ text: string }>(
    ({ text }) => `the condition '${text}' is not of the kind that is read here`,
    ({ text }) => `不支持条件“${text}”`,
  ),
  XLSFORM_LIST: fault<{ text: string }>(
    ({ text }) => `there is no list '${text}' in the sheet choices`,
    ({ text }) => `choices 工作表中没有列表“${text}”`,
  ),
  XLSFORM_VALUE: fault<{ column: string; text: string }>(
    ({ column, text }) => `'${text}' cannot stand in the column '${column}'`,
    ({ column, text }) => `“${column}”列不能填“${text}”`,
  ),
  XLSFORM_ROW: fault('has cells outside the columns that have a name', '有单元格超出已命名的列'),
};
