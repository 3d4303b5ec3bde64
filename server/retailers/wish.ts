import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Problem } from '../../shared/errors.ts';
import { Frame } from '../../shared/frames.ts';
import {
  ImportField,
  type ImportMapping,
  type ImportPreview,
  type ImportRun,
  type RowError,
} from '../../shared/imports.ts';
import type { ImportFile } from './readImport.ts';

export const usage =
  'import FILE --frame wgs84|gcj02|bd09 [--map column=field …] [--sheet NAME] [--header LINE] [--unit NAME] [--org NAME] [--json]';

/** What went wrong and the exit status that says so. */
export class CommandError extends Error {
  readonly status: 1 | 2;
  constructor(status: 1 | 2, message: string) {
    super(message);
    this.status = status;
  }
}

/** What the server that holds the database refused, in its own words. */
export class ServerRefusal extends CommandError {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code === 'INVALID_INPUT' ? 2 : 1, problem.detail);
    this.problem = problem;
  }
}

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

/** @throws CommandError that says how to use the command */
export function readArguments(args: string[]): Wish {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        frame: { type: 'string' },
        map: { type: 'string', multiple: true },
        sheet: { type: 'string' },
        header: { type: 'string' },
        unit: { type: 'string' },
        org: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new CommandError(2, `${(error as Error).message}\nUsage: rounds ${usage}`);
  }
  const { values, positionals } = parsed;
  const frame = Frame.safeParse(values.frame);
  if (positionals.length !== 1) throw new CommandError(2, `give one file.\nUsage: rounds ${usage}`);
  if (!frame.success)
    throw new CommandError(
      2,
      `--frame must say the coordinates' frame: ${Frame.options.join(', ')}.\nUsage: rounds ${usage}`,
    );
  const path = positionals[0]!;
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
    throw new CommandError(2, `--header ${text}: must be a line of the file, or 0 where it has no header`);
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
        throw new CommandError(
          2,
          `--map ${pair}: must be column=field, with one of the fields ${ImportField.options.join(', ')}`,
        );
      return [pair.slice(0, at).trim(), field.data];
    }),
  );
}

/** How the file was read: where the table is, and what else the workbook has. */
export function tableLine({
  encoding,
  sheet,
  sheets,
  headerLine,
}: Pick<ImportPreview, 'encoding' | 'sheet' | 'sheets' | 'headerLine'>): string {
  const others = sheets
    .filter(({ name }) => name !== sheet)
    .map(({ name, isHidden }) => (isHidden ? `${name} (hidden)` : name));
  return [
    `Read as ${encoding}`,
    sheet !== null && `sheet ${sheet}${others.length > 0 ? ` (not read: ${others.join(', ')})` : ''}`,
    headerLine === 0 ? 'no header was found: columns are #1, #2 …' : `the header is line ${headerLine}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** Which column was taken for what. */
export function mappingLine(mapping: ImportMapping): string {
  return `Columns: ${
    Object.entries(mapping)
      .map(([column, field]) => `${column} → ${field}`)
      .join(', ') || 'none was recognised'
  }`;
}
