import { readFile } from 'node:fs/promises';
import { sentenceOf } from '../../shared/problems/problems.ts';
import type { Language } from '../../shared/problems/say.ts';
import { zhCoded } from '../../shared/tables/zhCoded.ts';
import type { Command, CommandIo } from '../command.ts';
import { commandConfig, type Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { findServer } from '../runningServer.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import type { Given } from '../given.ts';
import { startImport } from './import.ts';
import { structureLines } from './structureLines.ts';
import type { Makers } from './readImport.ts';
import { organisationScopes, unitsOf, type OrganisationScope } from './importStore.ts';
import { importThroughServer } from './throughServer.ts';
import {
  CommandError,
  mappingLine,
  readArguments,
  ServerRefusal,
  tableLine,
  usage,
  type ImportSummary,
  type Wish,
} from './wish.ts';

/** @param given what other features make for an import where no server runs */
export const importCommand = (given: ImportGiven): Command => ({
  usage,
  run: async (args, io) => {
    try {
      const wish = readArguments(args);
      const config = commandConfig();
      const say = (line: string) => io.stderr(`${line}\n`);
      const summary = await importWish(wish, config, say, given, io.language);
      report(summary, wish.json, io);
      if (summary.state === 'failed') return 1;
      return summary.createdCount + summary.updatedCount + summary.unchangedCount > 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof AppError || error instanceof Error)) throw error;
      io.stderr(`rounds import: ${inWords(error, io.language)}\n`);
      if (error instanceof CommandError) return error.status;
      return error instanceof AppError && error.code === 'INVALID_INPUT' ? 2 : 1;
    }
  },
});

type ImportGiven = Pick<Given, 'addUnit' | 'rearrange'>;

/** A refusal in the language of the command line; what the command itself says is English. */
function inWords(error: Error, language: Language = 'en'): string {
  const refused = error instanceof ServerRefusal ? error.problem : error instanceof AppError ? error : null;
  const reason = refused?.fields?.[0]?.reason ?? refused?.reason;
  return (language !== 'en' && reason && sentenceOf(reason, language)) || error.message;
}

async function importWish(
  wish: Wish,
  config: Config,
  say: (line: string) => void,
  given: ImportGiven,
  language?: Language,
): Promise<ImportSummary> {
  try {
    wish.file.bytes = await readFile(wish.path);
  } catch (error) {
    throw new CommandError(1, `${wish.path} cannot be opened: ${(error as Error).message}`);
  }
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  return server ? importThroughServer(server, wish, say) : importAlone(wish, config, say, given, language);
}

async function importAlone(
  wish: Wish,
  config: Config,
  say: (line: string) => void,
  given: ImportGiven,
  language?: Language,
): Promise<ImportSummary> {
  const db = await openStoredDatabase(config, language, say);
  try {
    await migrate(db, { onProgress: say });
    const scope = scopeNamed(await organisationScopes(db), wish.org);
    const unit = (await unitsOf(db, scope.orgId, scope.unitIds)).find((u) =>
      wish.unit === undefined ? u.unitId === scope.unitId : u.name === wish.unit,
    );
    if (!unit) throw new CommandError(2, `there is no unit named '${wish.unit}'`);
    const owner = { ...scope, personId: null, deviceId: null, sessionHash: null, isOwner: true };
    const makes: Makers = {
      addUnit: (tx, unit) => given.addUnit(tx, owner, unit),
      rearrange: (tx, rearranged) => given.rearrange(tx, owner, rearranged),
    };
    const started = await startImport(db, { ...owner, unitId: unit.unitId, makes }, wish.file);
    say(tableLine(started.file));
    say(mappingLine(started.file.mapping));
    const { missing, codeFrom } = started.file;
    if (missing.length > 0) say(`No column was found for ${missing.join(', ')}: say which with --map column=field.`);
    if (codeFrom !== null && codeFrom !== 'code') say(`No column gives a code: ${codeFrom} serves as the code.`);
    const run = await started.finish((done) => say(`${done} of ${started.run.rowCount} rows`));
    return { ...run, errors: started.errors, notes: started.file.notes };
  } finally {
    await db.close();
  }
}

/** The organisation of that name, or the only one. @throws AppError that lists which there are */
function scopeNamed(scopes: readonly OrganisationScope[], name: string | undefined): OrganisationScope {
  const [only] = scopes;
  if (!only) throw new AppError('NO_ORGANISATION');
  const names = scopes.map((one) => one.name);
  if (name === undefined && scopes.length > 1) throw new AppError('WHICH_ORGANISATION', { names });
  const meant = name === undefined ? only : scopes.find((one) => one.name === name.trim().normalize('NFC'));
  if (!meant) throw new AppError('NO_SUCH_ORGANISATION', { name: name!, names });
  return meant;
}

/** The summary and every bad row on standard output. */
function report(summary: ImportSummary, asJson: boolean, io: CommandIo): void {
  if (asJson) {
    io.stdout(`${JSON.stringify(summary)}\n`);
    return;
  }
  const { rowCount, createdCount, updatedCount, unchangedCount, errorCount, errors } = summary;
  const isZh = io.language === 'zh';
  io.stdout(
    isZh
      ? `${summary.fileName}：共 ${rowCount} 行，新建 ${createdCount}，更新 ${updatedCount}，未变 ${unchangedCount}，未导入 ${errorCount}\n`
      : `${summary.fileName}: ${rowCount} rows, ${createdCount} created, ${updatedCount} updated, ${unchangedCount} unchanged, ${errorCount} not imported\n`,
  );
  for (const line of structureLines(summary.structure, isZh)) io.stdout(`${line}\n`);
  for (const { line, code, state } of summary.notOpen)
    io.stdout(
      isZh
        ? `第 ${line} 行：${code} ${state === 'closed' ? '已歇业' : '已停访'}，资料已更新，状态不变\n`
        : `line ${line}: ${code} is ${state} and stays so; what the file says of it was stored\n`,
    );
  for (const { line, problem, detail, reasons } of errors) {
    const why = reasons.map((reason) => sentenceOf(reason, 'zh')).join('；');
    io.stdout(
      isZh
        ? `第 ${line} 行：${zhCoded.rowProblem[problem]}${why === '' ? '' : `：${why}`}\n`
        : `line ${line}: ${problem}: ${detail.replace(/\s+/g, ' ')}\n`,
    );
  }
  for (const { line, detail, reasons } of summary.notes) {
    const why = reasons.map((reason) => sentenceOf(reason, 'zh')).join('；');
    io.stdout(
      isZh
        ? `第 ${line} 行已导入，但有内容未读入：${why}\n`
        : `line ${line}: stored without ${detail.replace(/\s+/g, ' ')}\n`,
    );
  }
  if (errors.length < errorCount)
    io.stdout(isZh ? `…… 另有 ${errorCount - errors.length} 行\n` : `… and ${errorCount - errors.length} more\n`);
  if (summary.failure !== null) io.stderr(`rounds import: ${summary.failure}\n`);
}
