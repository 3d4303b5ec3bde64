import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Frame } from '../../shared/frames.ts';
import { ImportField, type ImportMapping, type ImportRun, type RowError } from '../../shared/retailers.ts';
import type { Command, CommandIo } from '../command.ts';
import { readConfig, type Config } from '../config.ts';
import { openDatabase } from '../db.ts';
import { AppError } from '../http.ts';
import { migrate } from '../migrate.ts';
import { startImport, type ImportFile } from './import.ts';
import { rootScope, unitsOf } from './importStore.ts';
import { findServer, importThroughServer } from './runningServer.ts';

const usage = 'import FILE --frame wgs84|gcj02|bd09 [--map column=field …] [--unit NAME] [--json]';

/** What went wrong and the exit status that says so. */
export class CommandError extends Error {
  readonly status: 1 | 2;
  constructor(status: 1 | 2, message: string) {
    super(message);
    this.status = status;
  }
}

/** What an import did, in the shape `--json` prints. */
export interface ImportSummary extends Omit<ImportRun, 'importId'> {
  errors: RowError[];
}

export const importCommand: Command = {
  usage,
  run: async (args, io) => {
    try {
      const wish = readArguments(args);
      const config = readConfig(process.env, []);
      const summary = await importWish(wish, config, (line) => io.stderr(`${line}\n`));
      report(summary, wish.json, io);
      if (summary.state === 'failed') return 1;
      return summary.createdCount + summary.updatedCount + summary.unchangedCount > 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof AppError || error instanceof Error)) throw error;
      io.stderr(`rounds import: ${error.message}\n`);
      if (error instanceof CommandError) return error.status;
      return error instanceof AppError && error.code === 'INVALID_INPUT' ? 2 : 1;
    }
  },
};

export interface Wish {
  file: ImportFile;
  path: string;
  unit: string | undefined;
  json: boolean;
}

function readArguments(args: string[]): Wish {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { frame: { type: 'string' }, map: { type: 'string', multiple: true }, unit: { type: 'string' }, json: { type: 'boolean', default: false } } });
  } catch (error) {
    throw new CommandError(2, `${(error as Error).message}\nUsage: rounds ${usage}`);
  }
  const { values, positionals } = parsed;
  const frame = Frame.safeParse(values.frame);
  if (positionals.length !== 1) throw new CommandError(2, `give one file.\nUsage: rounds ${usage}`);
  if (!frame.success) throw new CommandError(2, `--frame must say the coordinates' frame: ${Frame.options.join(', ')}.\nUsage: rounds ${usage}`);
  const path = positionals[0]!;
  return { path, file: { fileName: basename(path).slice(0, 200), bytes: Buffer.alloc(0), frame: frame.data, mapping: readMapping(values.map) }, unit: values.unit, json: values.json };
}

/** `column=field`; the last = separates, since a column may have one in its name. */
function readMapping(pairs: string[] | undefined): ImportMapping | null {
  if (!pairs) return null;
  return Object.fromEntries(pairs.map((pair) => {
    const at = pair.lastIndexOf('=');
    const field = ImportField.safeParse(pair.slice(at + 1).trim());
    if (at < 1 || !field.success) throw new CommandError(2, `--map ${pair}: must be column=field, with one of the fields ${ImportField.options.join(', ')}`);
    return [pair.slice(0, at).trim(), field.data];
  }));
}

async function importWish(wish: Wish, config: Config, say: (line: string) => void): Promise<ImportSummary> {
  try {
    wish.file.bytes = await readFile(wish.path);
  } catch (error) {
    throw new CommandError(1, `${wish.path} cannot be opened: ${(error as Error).message}`);
  }
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  return server ? importThroughServer(server, wish, say) : importAlone(wish, config, say);
}

async function importAlone(wish: Wish, config: Config, say: (line: string) => void): Promise<ImportSummary> {
  const db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, onProgress: say });
  try {
    await migrate(db, { onProgress: say });
    const scope = await rootScope(db);
    if (!scope) throw new CommandError(1, 'there is no organisation yet. Start the server (npm start) and set it up in the browser, then import.');
    const unit = (await unitsOf(db, scope.orgId, scope.unitIds)).find((u) => (wish.unit === undefined ? u.unitId === scope.unitId : u.name === wish.unit));
    if (!unit) throw new CommandError(2, `there is no unit named '${wish.unit}'`);
    const started = await startImport(db, { ...scope, personId: null, unitId: unit.unitId }, wish.file);
    say(mappingLine(started.file.mapping));
    const { missing, codeFrom } = started.file;
    if (missing.length > 0) say(`No column was found for ${missing.join(', ')}: say which with --map column=field.`);
    if (codeFrom !== null && codeFrom !== 'code') say(`No column gives a code: ${codeFrom} serves as the code.`);
    const run = await started.finish((done) => say(`${done} of ${started.run.rowCount} rows`));
    return { ...run, errors: started.errors };
  } finally {
    await db.close();
  }
}

export function mappingLine(mapping: ImportMapping): string {
  return `Columns: ${Object.entries(mapping).map(([column, field]) => `${column} → ${field}`).join(', ') || 'none was recognised'}`;
}

/** The summary and every bad row on standard output. */
function report(summary: ImportSummary, asJson: boolean, io: CommandIo): void {
  if (asJson) {
    io.stdout(`${JSON.stringify(summary)}\n`);
    return;
  }
  const { rowCount, createdCount, updatedCount, unchangedCount, errorCount, errors } = summary;
  io.stdout(`${summary.fileName}: ${rowCount} rows, ${createdCount} created, ${updatedCount} updated, ${unchangedCount} unchanged, ${errorCount} not imported\n`);
  for (const { line, problem, detail } of errors) io.stdout(`line ${line}: ${problem}: ${detail.replace(/\s+/g, ' ')}\n`);
  if (errors.length < errorCount) io.stdout(`… and ${errorCount - errors.length} more\n`);
  if (summary.failure !== null) io.stderr(`rounds import: ${summary.failure}\n`);
}
