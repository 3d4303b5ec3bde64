import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openDatabase, type Database } from '../../server/db.ts';
import { drive, type LoadPlan, type LoadReport } from '../../server/load/drive.ts';
import { makePhones } from '../../server/load/phones.ts';
import { cpuSeconds, familySeconds } from './cpu.ts';
import { addPhones, addRetailers, addVisits } from './trialGround.ts';
import { METRICS_TOKEN, onDurablePostgres, startTrialServer, type TrialServer } from './trialServer.ts';

/**
 * `npm run bench:ingest -- [SECONDS] [embedded|postgresql] [--retailers 10000] [--overload] [--hour FIXES_A_SECOND]`: phones → HTTP →
 * commit on this machine, beside what bare inserts into the same table reach in the same run. Server, database and phones share
 * the machine: beside the rates stands what each of them spent, in µs of CPU a fix, which says the same on a machine that is busy
 * with other things. After each trial the rows are counted: an acknowledged fix that is not there, or is there twice, ends the run
 * with an error. On PostgreSQL: `--retailers` so many retailers, and each phone has made a visit, so that its day is judged again as
 * positions come; `--overload` then ten times as many phones at once; `--hour` then as many fixes as an hour brings at that rate,
 * as fast as they are taken, with the server's memory after each tenth.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { retailers: { type: 'string' }, overload: { type: 'boolean' }, hour: { type: 'string' } },
});
const SECONDS = Number(positionals[0] ?? 10);
const ONLY = positionals[1];
const AT_ONCE = 100;
/** Never the same moment twice: each drive of a phone begins an hour and a half after the one before. */
let driven = 0;
const nextStart = (): Date => new Date(Date.now() - 40 * 3_600_000 + driven++ * 5_400_000);

async function main(): Promise<void> {
  const rows: string[][] = [];
  if (ONLY !== 'embedded')
    rows.push(
      ...(await onDurablePostgres((databaseUrl, postmaster) =>
        trials('PostgreSQL', { DATABASE_URL: databaseUrl }, () => openDatabase({ databaseUrl }), postmaster),
      )),
    );
  if (ONLY !== 'postgresql') rows.push(...(await trials('embedded', {}, null, null)));
  const head = [
    'database',
    'fixes a request',
    'fixes/s',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'refused',
    'to bare inserts',
    'server MB',
    'event loop p99 ms',
    'CPU µs a fix: server',
    'database',
    'phones',
  ];
  for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
}

async function trials(
  name: string,
  env: Record<string, string>,
  open: (() => Promise<Database>) | null,
  postmaster: number | null,
): Promise<string[][]> {
  const server = await startTrialServer(env);
  const { url } = server;
  const rows: string[][] = [];
  try {
    const db = open && (await open());
    for (const fixesARequest of [20, 1]) {
      const { unitId, tokens } = await makePhones(server.admin, 200);
      const plan = { url, tokens, fixesARequest, atOnce: AT_ONCE };
      if (db && options.retailers !== undefined && fixesARequest === 20)
        await addRetailers(db, unitId, Number(options.retailers));
      await drive({ ...plan, seconds: 2, firstFixAt: nextStart() }); // warm
      const bare =
        db && fixesARequest === 20
          ? {
              made: await bareInserts(db, Math.min(SECONDS, 5), 'made'),
              sent: await bareInserts(db, Math.min(SECONDS, 5), 'sent'),
            }
          : null;
      const firstFixAt = nextStart();
      if (db && options.retailers !== undefined && fixesARequest === 20)
        await addVisits(db, url, unitId, tokens, firstFixAt);
      const { report, cells } = await trial(server, db, postmaster, unitId, { ...plan, seconds: SECONDS, firstFixAt });
      rows.push([
        name,
        String(fixesARequest),
        ...cells(
          bare === null
            ? '–'
            : Object.entries(bare)
                .map(
                  ([kind, rate]) =>
                    `${((100 * report.fixesPerSecond) / rate).toFixed(0)} % of ${Math.round(rate)} ${kind}`,
                )
                .join(', '),
        ),
      ]);
      if (db && options.overload && fixesARequest === 20) {
        const many = await addPhones(db, unitId, 20 * AT_ONCE);
        const over = await trial(server, db, postmaster, unitId, {
          ...plan,
          tokens: many,
          atOnce: 10 * AT_ONCE,
          seconds: SECONDS,
          firstFixAt: nextStart(),
        });
        rows.push([
          name,
          '20, ten times the phones',
          ...over.cells(
            `${((100 * over.report.fixesPerSecond) / report.fixesPerSecond).toFixed(0)} % of the row above`,
          ),
        ]);
      }
      if (db && options.hour !== undefined && fixesARequest === 20)
        await anHour(server, { ...plan, seconds: 0, firstFixAt: nextStart() }, report.fixesPerSecond);
    }
    if (db) console.log(await sizes(db));
    await db?.close();
  } finally {
    await server.stop();
  }
  return rows;
}

/** Drives the phones once, counts what is stored, and gives the cells of a row but for the comparison. */
async function trial(
  server: TrialServer,
  db: Database | null,
  postmaster: number | null,
  unitId: string,
  plan: LoadPlan,
): Promise<{ report: LoadReport; cells(compared: string): string[] }> {
  const before = db && (await count(db, unitId));
  await loopLagMs(server.url); // what it says is of the time since it was last asked
  const cpu = [
    () => cpuSeconds(server.pid),
    () => (postmaster === null ? 0 : familySeconds(postmaster)),
    () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  ];
  const spentBefore = cpu.map((seconds) => seconds());
  const report = await drive(plan);
  const spent = cpu.map((seconds, i) => ((1e6 * (seconds() - spentBefore[i]!)) / report.acknowledgedFixes).toFixed(0));
  const lag = await loopLagMs(server.url);
  if (db) check(report, (await count(db, unitId)) - before!);
  if (Object.keys(report.failed).length > 0)
    throw new Error(`answers that were neither success nor 'come back later': ${JSON.stringify(report.failed)}`);
  const memory = await residentMb(server.pid);
  return {
    report,
    cells: (compared) => [
      Math.round(report.fixesPerSecond).toString(),
      Math.round(report.requestsPerSecond).toString(),
      report.latencyMs.p50.toFixed(0),
      report.latencyMs.p99.toFixed(0),
      String(report.refusedRequests),
      compared,
      memory.toFixed(0),
      lag.toFixed(0),
      spent[0]!,
      postmaster === null ? 'in the server' : spent[1]!,
      spent[2]!,
    ],
  };
}

/** The 99th percentile of how late the server's event loop was, since this was last asked. */
async function loopLagMs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
  return 1_000 * Number(/^rounds_nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1] ?? NaN);
}

/** As many fixes as an hour brings, a tenth at a time; prints the server's memory after each. */
async function anHour(server: TrialServer, plan: LoadPlan, fixesPerSecond: number): Promise<void> {
  const fixes = Number(options.hour) * 3_600;
  const memory = [await residentMb(server.pid)];
  let acknowledged = 0;
  while (acknowledged < fixes) {
    acknowledged += (
      await drive({
        ...plan,
        seconds: fixes / 10 / fixesPerSecond,
        firstFixAt: new Date(plan.firstFixAt.getTime() + memory.length * 3_600_000),
      })
    ).acknowledgedFixes;
    memory.push(await residentMb(server.pid));
  }
  console.log(
    `an hour at ${options.hour} fixes/s, ${acknowledged} fixes: server MB ${memory.map((mb) => mb.toFixed(0)).join(', ')}`,
  );
}

async function count(db: Database, unitId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*) as n from fix where unit_id = $1', [unitId]);
  return rows[0]!.n;
}

/** What a fix takes on disk with its indexes, and its share of the ledger: of what the phones sent, before anything expires. */
async function sizes(db: Database): Promise<string> {
  const { rows } = await db.query<{ fix: number; ledger: number }>(
    `select (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'fix'::regclass)::float8 / (select count(*) from fix) as fix,
            (select sum(octet_length(fact)) from ledger_entry where kind = 'fixes')::float8 / (select count(*) from fix where org_id > 0) as ledger`,
  );
  return `${Math.round(rows[0]!.fix)} bytes a fix with its indexes, ${Math.round(rows[0]!.ledger)} bytes of it in the ledger`;
}

/** The key of the table forbids the same fix twice, so equal numbers mean: nothing lost, nothing twice. */
function check(report: LoadReport, stored: number): void {
  if (stored !== report.acknowledgedFixes)
    throw new Error(`${report.acknowledgedFixes} fixes were acknowledged and ${stored} are stored`);
}

/** The least a row of 1,000 may cost: `made` by the database itself, or `sent` by this client as arrays, whose rows are read and checked. */
const BARE = {
  made: `select 0, '00000000-0000-0000-0000-000000000000', $2::timestamptz + (i * interval '1 ms'), '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000',
           st_setsrid(st_makepoint(120 + (i % 1000) * 1e-4, 28 + (i / 1000 % 1000) * 1e-4), 4326)::geography, 8, 'gnss', 'bare'
         from generate_series($1::integer, $1::integer + 999) i`,
  sent: `select 0, device_id, fix_at, rep_id, '00000000-0000-0000-0000-000000000000', st_setsrid(st_makepoint(lng, lat), 4326)::geography, accuracy_m, source, 'bare'
         from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::float8[], $5::float8[], $6::float8[], $7::text[]) as r(device_id, fix_at, rep_id, lng, lat, accuracy_m, source)`,
};

/** 1,000 rows a statement on four connections, into the same table with its indexes and without the ledger: rows a second. */
async function bareInserts(db: Database, seconds: number, kind: keyof typeof BARE): Promise<number> {
  const endMs = performance.now() + seconds * 1_000;
  const startedAt = Date.now() - (kind === 'made' ? 20 : 30) * 3_600_000;
  const phones = Array.from({ length: 200 }, (_, i) => `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`);
  let inserted = 0;
  let made = 0;
  const values = (first: number): unknown[] => {
    if (kind === 'made') return [first, new Date(startedAt)];
    const rows = Array.from({ length: 1_000 }, (_, i) => first + i);
    const phone = (i: number) => phones[i % phones.length]!;
    return [
      rows.map(phone),
      rows.map((i) => new Date(startedAt + i).toISOString()),
      rows.map(phone),
      rows.map((i) => 120 + (i % 1_000) * 1e-4),
      rows.map((i) => 28 + ((i / 1_000) % 1_000) * 1e-4),
      rows.map(() => 8),
      rows.map(() => 'gnss'),
    ];
  };
  const line = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const first = (made += 1_000);
      await db.transaction(async (tx) => {
        await tx.query("set local session_replication_role = 'replica'"); // no triggers: bare
        await tx.query(
          `insert into fix (org_id, device_id, fix_at, rep_id, unit_id, position, accuracy_m, source, app) ${BARE[kind]}`,
          values(first),
        );
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
