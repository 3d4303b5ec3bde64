import { basename } from 'node:path';
import { Frame } from '../../shared/frames.ts';
import {
  ImportField,
  type ImportMapping,
  type ImportPreview,
  type ImportRun,
  type RowError,
} from '../../shared/imports.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { readArgs } from '../command.ts';
import { UsageError } from '../saidError.ts';
import type { ImportFile } from './readImport.ts';

export const importText = {
  name: 'import',
  args: 'FILE --frame wgs84|gcj02|bd09 [--map column=field …] [--sheet NAME] [--header LINE] [--unit NAME] [--org NAME] [--json]',
  purpose: { en: 'retailers of a table or workbook', zh: '从表格文件导入零售户' },
};

/** What an import did, in the shape `--json` prints. */
export interface ImportSummary extends Omit<ImportRun, 'importId'> {
  errors: RowError[];
}

/** What the command line asks for. */
export interface Wish {
  file: ImportFile;
  path: string;
  unit: string | undefined;
  /** Needed where there are several. */
  org: string | undefined;
  json: boolean;
}

/** @throws UsageError */
export function readArguments(args: string[]): Wish {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArgs(args, {
    frame: text,
    map: { type: 'string', multiple: true },
    sheet: text,
    header: text,
    unit: text,
    org: text,
    json: { type: 'boolean', default: false },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1)
    throw new UsageError({ en: 'give one file.', zh: '请给出一个文件。' });
  const frame = Frame.safeParse(values.frame);
  if (!frame.success)
    throw new UsageError({
      en: `--frame must say the coordinates' frame: ${Frame.options.join(', ')}.`,
      zh: `--frame 须指明坐标系：${Frame.options.join('、')}。`,
    });
  return {
    path,
    file: {
      fileName: basename(path).slice(0, 200),
      bytes: Buffer.alloc(0),
      frame: frame.data,
      mapping: readMapping(values.map),
      sheet: values.sheet ?? null,
      headerLine: readLine(values.header),
    },
    unit: values.unit,
    org: values.org,
    json: values.json,
  };
}

/** A line of the file; 0: it has no header. */
function readLine(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,7}$/.test(text))
    throw new UsageError({
      en: `--header ${text}: must be a line of the file, or 0 where it has no header`,
      zh: `--header ${text}：应为文件的行号，没有表头时为 0`,
    });
  return Number(text);
}

/** `column=field`; the last = separates, since a column may have one in its name. */
function readMapping(pairs: string[] | undefined): ImportMapping | null {
  if (!pairs) return null;
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      const field = ImportField.safeParse(pair.slice(at + 1).trim());
      if (at < 1 || !field.success)
        throw new UsageError({
          en: `--map ${pair}: must be column=field, with one of the fields ${ImportField.options.join(', ')}`,
          zh: `--map ${pair}：应为“列名=字段”，字段为 ${ImportField.options.join('、')} 之一`,
        });
      return [pair.slice(0, at).trim(), field.data];
    }),
  );
}

/** @param name as it was given */
export function noUnit(name: string | undefined): UsageError {
  return new UsageError({ en: `there is no unit named '${name}'`, zh: `没有名为“${name}”的单位` });
}

export function progressLine(done: number, of: number): InBoth {
  return { en: `${done} of ${of} rows`, zh: `已处理 ${done} / ${of} 行` };
}

type ReadFile = Pick<
  ImportPreview,
  'encoding' | 'sheet' | 'sheets' | 'headerLine' | 'mapping' | 'missing' | 'codeFrom'
>;

/** How the file was read, before its rows are. */
export function fileLines(file: ReadFile): InBoth[] {
  const { missing, codeFrom } = file;
  const lines = [tableLine(file), mappingLine(file.mapping)];
  if (missing.length > 0)
    lines.push({
      en: `No column was found for ${missing.join(', ')}: say which with --map column=field.`,
      zh: `未找到 ${missing.join('、')} 对应的列：请用 --map 列名=字段 指明。`,
    });
  if (codeFrom !== null && codeFrom !== 'code')
    lines.push({
      en: `No column gives a code: ${codeFrom} serves as the code.`,
      zh: `没有编码列，以 ${codeFrom} 作为编码。`,
    });
  return lines;
}

/** Where the table is, and what else the workbook has. */
function tableLine({ encoding, sheet, sheets, headerLine }: ReadFile): InBoth {
  const others = sheets.filter(({ name }) => name !== sheet);
  const named = (hidden: string) => others.map(({ name, isHidden }) => (isHidden ? `${name}${hidden}` : name));
  const unread = others.length > 0;
  const ofSheet: InBoth =
    sheet === null
      ? { en: '', zh: '' }
      : {
          en: `; sheet ${sheet}${unread ? ` (not read: ${named(' (hidden)').join(', ')})` : ''}`,
          zh: `；工作表 ${sheet}${unread ? `（未读：${named('（隐藏）').join('、')}）` : ''}`,
        };
  const header: InBoth =
    headerLine === 0
      ? { en: 'no header was found: columns are #1, #2 …', zh: '未找到表头，列记为 #1、#2……' }
      : { en: `the header is line ${headerLine}`, zh: `表头在第 ${headerLine} 行` };
  return { en: `Read as ${encoding}${ofSheet.en}; ${header.en}`, zh: `编码 ${encoding}${ofSheet.zh}；${header.zh}` };
}

/** Which column was taken for what. */
function mappingLine(mapping: ImportMapping): InBoth {
  const pairs = Object.entries(mapping).map(([column, field]) => `${column} → ${field}`);
  return {
    en: `Columns: ${pairs.join(', ') || 'none was recognised'}`,
    zh: `列：${pairs.join('、') || '均未识别'}`,
  };
}
