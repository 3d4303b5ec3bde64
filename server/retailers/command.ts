import { readFile } from 'node:fs/promises';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { makeCommand, type Command, type Talk } from '../command.ts';
import { commandConfig, type Config } from '../config.ts';
import { errorSentence } from '../errorSentence.ts';
import { migrate } from '../migrate.ts';
import { findServer } from '../runningServer.ts';
import { SaidError } from '../saidError.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import type { Given } from '../given.ts';
import { startImport } from './import.ts';
import { reportLines } from './reportLines.ts';
import type { Makers } from './readImport.ts';
import { unitsOf } from './importStore.ts';
import { importThroughServer } from './throughServer.ts';
import { fileLines, importText, noUnit, progressLine, readArguments, type ImportSummary, type Wish } from './wish.ts';

/** @param given what other features make for an import where no server runs */
export function importCommand(given: ImportGiven): Command {
  return makeCommand(importText, async (args, talk) => {
    const wish = readArguments(args);
    const summary = await importWish(wish, commandConfig(), given, talk);
    report(summary, wish.json, talk);
    if (summary.state === 'failed') return 1;
    return summary.createdCount + summary.updatedCount + summary.unchangedCount > 0 ? 0 : 1;
  });
}

type ImportGiven = Pick<Given, 'addUnit' | 'rearrange' | 'organisationNamed'>;

async function importWish(wish: Wish, config: Config, given: ImportGiven, talk: Talk): Promise<ImportSummary> {
  wish.file.bytes = await readFile(wish.path).catch((cause: unknown) => {
    throw new SaidError(
      {
        en: `${wish.path} cannot be opened: ${(cause as Error).message}`,
        zh: `无法打开 ${errorSentence(cause, 'zh') ?? wish.path}`,
      },
      { cause },
    );
  });
  const server = config.databaseUrl === undefined ? await findServer(config.dataDir) : null;
  return server ? importThroughServer(server, wish, talk) : importAlone(wish, config, given, talk);
}

async function importAlone(wish: Wish, config: Config, given: ImportGiven, { note }: Talk): Promise<ImportSummary> {
  const db = await openStoredDatabase(config, note);
  try {
    await migrate(db, { onProgress: note });
    const scope = await given.organisationNamed(db, wish.org);
    const unit = (await unitsOf(db, scope.orgId, scope.unitIds)).find((u) =>
      wish.unit === undefined ? u.unitId === scope.unitId : u.name === wish.unit,
    );
    if (!unit) throw noUnit(wish.unit);
    const owner = { ...scope, personId: null, deviceId: null, sessionHash: null, isOwner: true };
    const makes: Makers = {
      addUnit: (tx, unit) => given.addUnit(tx, owner, unit),
      rearrange: (tx, rearranged) => given.rearrange(tx, owner, rearranged),
    };
    const started = await startImport(db, { ...owner, unitId: unit.unitId, makes }, wish.file);
    for (const line of fileLines(started.file)) note(line);
    const { rowCount } = started.run;
    const run = await started.finish((done) => note(progressLine(done, rowCount)));
    return { ...run, errors: started.errors, notes: started.file.notes };
  } finally {
    await db.close();
  }
}

/** The summary and every bad row on standard output. */
function report(summary: ImportSummary, asJson: boolean, talk: Talk): void {
  if (asJson) return talk.stdout(`${JSON.stringify(summary)}\n`);
  for (const line of reportLines(summary)) talk.tell(line);
  const { failure, failureReason } = summary;
  if (failure === null) return;
  const zh = failureReason && sentenceOf(failureReason, 'zh');
  talk.note({ en: `rounds import: ${failure}`, zh: `rounds import: ${zh ?? '导入失败'}` });
}
