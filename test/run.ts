/**
 * What `npm test` runs: the tests with the embedded database, then those that touch a database on PostgreSQL
 * (TEST_DATABASE_URL, or a server started here where the programs are installed). Arguments go to vitest. Says at the
 * end what was left out; with CI=true anything left out is a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './helpers/chromium.ts';
import { findPostgres, startPostgres } from './helpers/postgres.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed and how, for the end: the tail of a long log is what people see first. */
  failures: string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HELPER = join(ROOT, 'test/helpers/database.ts');

/**
 * What is about pages and doors, whichever database is behind them, and takes half of the time: it runs once, on
 * PostgreSQL where there is one. Every statement these cause has tests of its own on both.
 */
const ONCE = ['access', 'bad', 'exports', 'metrics', 'openapi', 'probes']
  .map((door) => `test/api/${door}`)
  .concat('test/flows/', 'test/cases/phonePage', 'test/bench/province');
/** Of those, what runs on the embedded database: what somebody meets who starts Rounds for the first time. */
const FIRST_SIGHT = ['test/flows/firstDay', 'test/flows/live', 'test/flows/phone'];

async function main(args: string[]): Promise<number> {
  process.on('SIGINT', () => {}); // vitest ends on it too; we go on to stop the server and count
  const leftOut: string[] = [];
  if (findChromium() === undefined)
    leftOut.push('the tests in a browser: no Chromium (install it, or name it in CHROMIUM)');

  const files = testFiles(join(ROOT, 'test'));
  const chosen = files.filter((file) => isChosen(file, files, args));
  const flags = args.filter((arg) => !isFilter(arg, files));
  const serverUrl = process.env.TEST_DATABASE_URL;
  const programs = serverUrl === undefined ? findPostgres() : undefined;
  const hasServer = serverUrl !== undefined || programs !== undefined;
  const runs: Counts[] = [];

  const onEmbedded = hasServer ? chosen.filter((file) => !starts(file, ONCE) || starts(file, FIRST_SIGHT)) : chosen;
  if (onEmbedded.length > 0) {
    console.log('\n— Embedded database —');
    runs.push(await vitest([...flags, ...onEmbedded], {}));
  }
  const onDatabase = chosen.filter((file) => reaches(file, HELPER) && !starts(file, FIRST_SIGHT));
  if (onDatabase.length > 0) {
    if (!hasServer) {
      leftOut.push(
        `${onDatabase.length} test files on PostgreSQL: no server (install PostgreSQL with PostGIS, or set TEST_DATABASE_URL)`,
      );
    } else {
      console.log('\n— PostgreSQL —');
      const server = programs === undefined ? undefined : await startPostgres(programs);
      runs.push(
        await vitest([...flags, ...onDatabase], { TEST_DATABASE_URL: serverUrl ?? server?.url ?? '' }).finally(() =>
          server?.stop(),
        ),
      );
    }
  }
  return report(runs, leftOut);
}

function report(runs: Counts[], leftOut: string[]): number {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => runs.reduce((total, run) => total + run[key], 0);
  const isCi = process.env.CI === 'true';
  for (const failure of runs.flatMap((run) => run.failures)) console.log(`\n*** FAILED: ${failure} ***`);
  if (sum('skipped') > 0) leftOut.push(`${sum('skipped')} skipped tests`);
  for (const what of leftOut) console.log(`\n*** LEFT OUT: ${what} ***`);
  if (isCi && leftOut.length > 0) console.log('\nWith CI=true nothing may be left out: this is a failure.');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') > 0 || sum('passed') === 0 || (isCi && leftOut.length > 0) ? 1 : 0;
}

/** Runs vitest with its output here and gives its counts; a file that does not load, or an unhandled error, is a failure too. */
async function vitest(args: string[], env: Record<string, string>): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-counts-'));
  const output = join(folder, 'counts.json');
  const program = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const all = [program, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...args];
  const inherited = { ...process.env };
  delete inherited.TEST_DATABASE_URL;
  try {
    const status = await new Promise<number>((resolve) => {
      spawn(process.execPath, all, { cwd: ROOT, stdio: 'inherit', env: { ...inherited, ...env } }).on('exit', (code) =>
        resolve(code ?? 1),
      );
    });
    const counts = existsSync(output) ? read(output) : { passed: 0, failed: 0, skipped: 0, failures: [] };
    return status !== 0 && counts.failed === 0
      ? { ...counts, failed: 1, failures: ['an error outside of any test: see above'] }
      : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file: string): Counts {
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: {
      name: string;
      status: string;
      message: string;
      assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
    }[];
  };
  const failures = json.testResults
    .filter((file) => file.status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter((result) => result.status === 'failed');
      const where = relative(ROOT, name);
      return failed.length === 0
        ? [`${where}: ${message.slice(0, 2_000)}`]
        : failed.map((r) => `${where} > ${r.fullName}: ${(r.failureMessages[0] ?? '').slice(0, 2_000)}`);
    });
  const unloaded = json.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + unloaded,
    skipped: json.numPendingTests + json.numTodoTests,
    failures,
  };
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => relative(ROOT, join(folder, name)));
}

/** An argument that is part of a test file's name chooses files; everything else is vitest's. */
const isFilter = (arg: string, files: string[]): boolean =>
  !arg.startsWith('-') && files.some((file) => file.includes(arg));

function isChosen(file: string, files: string[], args: string[]): boolean {
  const filters = args.filter((arg) => isFilter(arg, files));
  return filters.length === 0 || filters.some((filter) => file.includes(filter));
}

const starts = (file: string, withOneOf: readonly string[]): boolean =>
  withOneOf.some((start) => file.startsWith(start));

/** Whether a test file imports the database helper, itself or through others. */
function reaches(file: string, goal: string): boolean {
  const seen = new Set<string>();
  const visit = (path: string): boolean => {
    if (path === goal) return true;
    if (seen.has(path) || !existsSync(path)) return false;
    seen.add(path);
    const imports = readFileSync(path, 'utf8').matchAll(/from '(\.{1,2}\/[^']+\.ts)'/g);
    return [...imports].some(([, target]) => visit(join(dirname(path), target ?? '')));
  };
  return visit(join(ROOT, file));
}

process.exitCode = await main(process.argv.slice(2));
