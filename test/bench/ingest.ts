import { readFile } from 'node:fs/promises';
import { openDatabase, type Database } from '../../server/db.ts';
import { drive, type LoadReport } from '../../server/load/drive.ts';
import { makePhones } from '../../server/load/phones.ts';
import { cpuSeconds, familySeconds } from './cpu.ts';
import { onDurablePostgres, startTrialServer } from './trialServer.ts';

/**
 * `npm run bench:ingest [SECONDS] [embedded|postgresql]`: phones → HTTP → commit on this machine, beside what bare inserts into
 * the same table reach in the same run. Server, database and phones share the machine: beside the rates stands what each of
 * them spent, in µs of CPU a fix, which says the same on a machine that is busy with other things. After each trial the rows
 * are counted: an acknowledged fix that is not there, or is there twice, ends the run with an error.
 */
const SECONDS = Number(process.argv[2] ?? 10);
const ONLY = process.argv[3];

async function main(): Promise<void> {
  const rows: string[][] = [];
  if (ONLY !== 'embedded') rows.push(...(await onDurablePostgres((databaseUrl, postmaster) => trials('PostgreSQL', { DATABASE_URL: databaseUrl }, () => openDatabase({ databaseUrl }), postmaster))));
  if (ONLY !== 'postgresql') rows.push(...(await trials('embedded', {}, null, null)));
  const head = ['database', 'fixes a request', 'fixes/s', 'requests/s', 'p50 ms', 'p99 ms', 'refused', 'to bare inserts', 'server MB', 'CPU µs a fix: server', 'database', 'phones'];
  for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
}

async function trials(name: string, env: Record<string, string>, open: (() => Promise<Database>) | null, postmaster: number | null): Promise<string[][]> {
  const server = await startTrialServer(env);
  const { url } = server;
  const rows: string[][] = [];
  try {
    const db = open && (await open());
    for (const fixesARequest of [20, 1]) {
      const { unitId, tokens } = await makePhones(server.admin, 200);
      const plan = { url, tokens, fixesARequest, atOnce: 100, firstFixAt: new Date(Date.now() - 12 * 3_600_000) };
      await drive({ ...plan, seconds: 1, firstFixAt: new Date(Date.now() - 18 * 3_600_000) }); // warm
      const before = db && (await count(db, unitId));
      const bare = db && fixesARequest === 20 ? await bareInserts(db, Math.min(SECONDS, 5)) : null;
      const cpu = [() => cpuSeconds(server.pid), () => (postmaster === null ? 0 : familySeconds(postmaster)), () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6];
      const spentBefore = cpu.map((seconds) => seconds());
      const report = await drive({ ...plan, seconds: SECONDS });
      const spent = cpu.map((seconds, i) => ((1e6 * (seconds() - spentBefore[i]!)) / report.acknowledgedFixes).toFixed(0));
      if (db) check(report, (await count(db, unitId)) - before!);
      const memory = await residentMb(server.pid);
      rows.push([name, String(fixesARequest), Math.round(report.fixesPerSecond).toString(), Math.round(report.requestsPerSecond).toString(), report.latencyMs.p50.toFixed(0), report.latencyMs.p99.toFixed(0),
        String(report.refusedRequests), bare === null ? '–' : `${((100 * report.fixesPerSecond) / bare).toFixed(0)} % of ${Math.round(bare)}`, memory.toFixed(0), spent[0]!, postmaster === null ? 'in the server' : spent[1]!, spent[2]!]);
      if (Object.keys(report.failed).length > 0) throw new Error(`answers that were neither success nor 'come back later': ${JSON.stringify(report.failed)}`);
    }
    if (db) console.log(await sizes(db));
    await db?.close();
  } finally {
    await server.stop();
  }
  return rows;
}

async function count(db: Database, unitId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*) as n from fix where unit_id = $1', [unitId]);
  return rows[0]!.n;
}

/** What a fix takes on disk with its indexes, and its share of the ledger: of what the phones sent, before anything expires. */
async function sizes(db: Database): Promise<string> {
  const { rows } = await db.query<{ fix: number; ledger: number }>(
    `select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'fix'::regclass)::float8 / (select count(*) from fix) as fix,
            (select sum(octet_length(fact)) from ledger_entry where kind = 'fixes')::float8 / (select count(*) from fix where org_id > 0) as ledger`);
  return `${Math.round(rows[0]!.fix)} bytes a fix with its indexes, ${Math.round(rows[0]!.ledger)} bytes of it in the ledger`;
}

/** The key of the table forbids the same fix twice, so equal numbers mean: nothing lost, nothing twice. */
function check(report: LoadReport, stored: number): void {
  if (stored !== report.acknowledgedFixes) throw new Error(`${report.acknowledgedFixes} fixes were acknowledged and ${stored} are stored`);
}

/** What the database does by itself: 1,000 rows a statement on four connections, into the same table with its indexes and without the ledger. */
async function bareInserts(db: Database, seconds: number): Promise<number> {
  const client = await db.pool.connect();
  client.release();
  const endMs = performance.now() + seconds * 1_000;
  const startedAt = new Date(Date.now() - 20 * 3_600_000);
  let inserted = 0;
  let made = 0;
  const line = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const first = (made += 1_000);
      await db.transaction(async (tx) => {
        await tx.query("set local session_replication_role = 'replica'"); // no triggers: bare
        await tx.query(
          `insert into fix (org_id, device_id, fix_at, rep_id, unit_id, position, accuracy_m, source, app)
           select 0, '00000000-0000-0000-0000-000000000000', $2::timestamptz + (i * interval '1 ms'), '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
             st_setsrid(st_makepoint(120 + (i % 1000) * 1e-4, 28 + (i / 1000 % 1000) * 1e-4), 4326)::geography, 8, 'gnss', 'bare'
           from generate_series($1::integer, $1::integer + 999) i`, [first, startedAt]);
      });
      inserted += 1_000;
    }
  };
  const startMs = performance.now();
  await Promise.all([line(), line(), line(), line()]);
  return inserted / ((performance.now() - startMs) / 1_000);
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

await main();
