import { Cut, MetricId, metrics, Part } from '../../shared/metrics.ts';
import {
  listReportRows,
  readValues,
  rebuildReports,
  verifyReports,
  type ReportRow,
  type ReportValues,
} from '../../shared/reports.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { readMe } from '../../shared/sessions.ts';
import { Day } from '../../shared/text.ts';
import type { ApiClient } from '../apiClient.ts';
import { makeCommand, readArgs, type Command, type Talk } from '../command.ts';
import { commandConfig } from '../config.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import { migrate } from '../migrate.ts';
import { ownerClient } from '../ownerClient.ts';
import { findServer } from '../runningServer.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { openStoredDatabase } from '../storedDatabase.ts';
import { questionOf, type Asking } from './asked.ts';
import { rollAll } from './rollDue.ts';
import { daysUnlikeFacts, dueCount, markAllDays, MOST_UNLIKE } from './rollStore.ts';
import { allRows } from './rows.ts';
import { unitsNamed } from './scopeStore.ts';
import { valuesOf } from './values.ts';

const ROWS_AT_ONCE = 500;
/** A page of rows of a city's year is read in seconds. */
const PATIENCE_MS = 600_000;

/**
 * `value` prints a metric with its groups, `rows` the rows of the same filter, a line of JSON each; `verify` counts all days again
 * and says where the stored rows are otherwise, `rebuild` stores them anew.
 */
export function reportsCommand(given: Pick<Given, 'organisationNamed'>): Command {
  return makeCommand(reportsText, async (args, talk) => {
    const wish = readWish(args);
    if (wish.word === 'verify') return verify(talk, wish.org);
    if (wish.word === 'rebuild') return rebuild(talk, wish.org);
    await withSource(talk, wish, given, (source) =>
      wish.word === 'value' ? printValue(source, talk) : printRows(source, talk),
    );
    return 0;
  });
}

const reportsText = {
  name: 'reports',
  args: 'value --metric ID --from DAY --to DAY [--by CUT] [--unit NAME] [--org NAME] | rows … [--key KEY] [--part num|den|undecided] | verify | rebuild',
  purpose: {
    en: 'a metric, the rows behind it, and whether they still are what happened',
    zh: '指标及其明细，并核对是否与事实一致',
  },
};

interface Wish {
  word: 'value' | 'rows' | 'verify' | 'rebuild';
  metric: MetricId;
  from: string;
  to: string;
  by?: Cut;
  key?: string;
  part: Part;
  unit?: string;
  org?: string;
}

const text = { type: 'string' } as const;
const options = { metric: text, from: text, to: text, by: text, key: text, part: text, unit: text, org: text };

/** @throws UsageError */
function readWish(args: string[]): Wish {
  const { values, positionals } = readArgs(args, options);
  const [word] = positionals;
  if (positionals.length !== 1 || (word !== 'value' && word !== 'rows' && word !== 'verify' && word !== 'rebuild'))
    throw new UsageError({ en: 'say value, rows, verify or rebuild', zh: '请写 value、rows、verify 或 rebuild' });
  const part = oneOf('part', values.part ?? 'all', Part.options);
  const { by, key, unit, org } = values;
  if (word === 'verify' || word === 'rebuild')
    return { word, metric: 'visits', from: '', to: '', part, ...(org !== undefined && { org }) };
  return {
    word,
    metric: oneOf(
      'metric',
      values.metric,
      metrics.map(({ id }) => id),
    ),
    from: dayOf('from', values.from),
    to: dayOf('to', values.to),
    part,
    ...(by !== undefined && { by: oneOf('by', by, Cut.options) }),
    ...(key !== undefined && { key }),
    ...(unit !== undefined && { unit }),
    ...(org !== undefined && { org }),
  };
}

function oneOf<T extends string>(name: string, said: string | undefined, words: readonly T[]): T {
  const found = words.find((word) => word === said);
  if (found === undefined)
    throw new UsageError({
      en: `--${name} is one of ${words.join(', ')}`,
      zh: `--${name} 应为以下之一：${words.join('、')}`,
    });
  return found;
}

function dayOf(name: string, said: string | undefined): string {
  if (!Day.safeParse(said).success)
    throw new UsageError({ en: `--${name} is a day such as 2026-03-02`, zh: `--${name} 应为 2026-03-02 这样的日期` });
  return said!;
}

/** Where the numbers are read: the running server that holds the database, or the database itself. */
interface Source {
  values(): Promise<ReportValues>;
  rows(): AsyncIterable<readonly ReportRow[]>;
}

async function withSource(
  talk: Talk,
  wish: Wish,
  given: Pick<Given, 'organisationNamed'>,
  use: (source: Source) => Promise<void>,
): Promise<void> {
  const server = await serverOf();
  if (server) return use(await throughServer(await ownerClient(server, wish.org, PATIENCE_MS), wish));
  await withDatabase(talk, async (db) => use(await alone(db, wish, given)));
}

async function throughServer(client: ApiClient, wish: Wish): Promise<Source> {
  const { units } = await client.call(readMe);
  const { metric, from, to, by, key, part } = wish;
  const unitId =
    wish.unit === undefined
      ? undefined
      : onlyUnit(
          units.filter(({ name }) => name === wish.unit).map((one) => one.unitId),
          wish.unit,
        );
  const filter = { metric, from, to, by, unitId };
  return {
    values: () => client.call(readValues, { query: filter }),
    rows: async function* () {
      for (let cursor: string | undefined; ;) {
        const query = { ...filter, key, part, limit: ROWS_AT_ONCE, cursor };
        const { items, next } = await client.call(listReportRows, { query });
        yield items;
        if (next === null) return;
        cursor = next;
      }
    },
  };
}

async function alone(db: Database, wish: Wish, given: Pick<Given, 'organisationNamed'>): Promise<Source> {
  const { environment } = commandConfig();
  const { timeZone, orgId, unitIds } = await given.organisationNamed(db, wish.org);
  const who: Asking = { orgId, unitIds, timeZone, personId: '', role: 'admin' };
  const unitId = wish.unit === undefined ? undefined : onlyUnit(await unitsNamed(db, orgId, wish.unit), wish.unit);
  const question = await questionOf(db, who, { ...wish, unitId }, new Date());
  const deps = { db, environment };
  return { values: () => valuesOf(deps, question), rows: () => allRows(deps, question, wish.part, ROWS_AT_ONCE) };
}

/** @throws SaidError where none or several are called that */
function onlyUnit(ids: readonly string[], name: string): string {
  if (ids.length !== 1)
    throw new SaidError(
      ids.length === 0
        ? { en: `there is no unit named '${name}'`, zh: `没有名为“${name}”的单位` }
        : { en: `${ids.length} units are named '${name}'`, zh: `有 ${ids.length} 个单位名为“${name}”` },
    );
  return ids[0]!;
}

/** The contract of this command: these names, in this order. */
async function printValue(source: Source, talk: Talk): Promise<void> {
  const { metric, rule, groups, by, total, daysDue } = await source.values();
  const shown = by === null ? [total] : groups;
  const said = shown.map(({ key, num, den, value, low, high }) => ({ key, num, den, value, low, high }));
  talk.stdout(`${JSON.stringify({ metric, rule, groups: said })}\n`);
  if (daysDue > 0) talk.note({ en: `${daysDue} days are still being counted`, zh: `还有 ${daysDue} 天正在统计` });
}

async function printRows(source: Source, talk: Talk): Promise<void> {
  for await (const rows of source.rows()) for (const row of rows) talk.stdout(`${JSON.stringify(row)}\n`);
}

const counted = { visits: '走访', stops: '计划站点', sums: '合计' };

async function verify(talk: Talk, org: string | undefined): Promise<number> {
  const server = await serverOf();
  const { unlike, daysDue } = server
    ? await (await ownerClient(server, org, PATIENCE_MS)).call(verifyReports)
    : await withDatabase(talk, async (db) => ({
        unlike: await daysUnlikeFacts(db, null, MOST_UNLIKE),
        daysDue: await dueCount(db, null),
      }));
  for (const { day, repId, of } of unlike)
    talk.tell({
      en: `${day} rep ${repId}: ${of} are not what the facts come to`,
      zh: `${day} 客户经理 ${repId}：${counted[of]}与事实不一致`,
    });
  const rest: InBoth =
    daysDue > 0
      ? { en: `; ${daysDue} days are still to be counted`, zh: `；还有 ${daysDue} 天待统计` }
      : { en: '', zh: '' };
  talk.tell({
    en: `${unlike.length === 0 ? 'all as the facts say' : `${unlike.length} findings`}${rest.en}`,
    zh: `${unlike.length === 0 ? '全部与事实一致' : `发现 ${unlike.length} 处不一致`}${rest.zh}`,
  });
  return unlike.length === 0 ? 0 : 1;
}

async function rebuild(talk: Talk, org: string | undefined): Promise<number> {
  const server = await serverOf();
  if (server) {
    const { daysDue } = await (await ownerClient(server, org, PATIENCE_MS)).call(rebuildReports);
    talk.tell({ en: `the server counts ${daysDue} days again`, zh: `服务器将重新统计 ${daysDue} 天` });
    return 0;
  }
  return withDatabase(talk, async (db) => {
    await markAllDays(db, null);
    const all = await dueCount(db, null);
    const days = await rollAll(db, (done) =>
      talk.note({ en: `${done} of ${all} days`, zh: `已统计 ${done}/${all} 天` }),
    );
    talk.tell({ en: `${days} days counted again`, zh: `已重新统计 ${days} 天` });
    return 0;
  });
}

/** The server that holds the embedded database, where one runs. */
async function serverOf() {
  const config = commandConfig();
  return config.databaseUrl === undefined ? findServer(config.dataDir) : null;
}

async function withDatabase<T>(talk: Talk, use: (db: Database) => Promise<T>): Promise<T> {
  const config = commandConfig();
  const db = await openStoredDatabase(config, talk.note);
  try {
    await migrate(db, { onProgress: talk.note });
    return await use(db);
  } finally {
    await db.close();
  }
}
