import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { errorStatus, Problem } from '../../shared/errors.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { fullPath } from '../../shared/contract.ts';
import { PASSWORD, startTestServer, until, type TestServer } from '../helpers/server.ts';
import { isEnglish } from '../problems/chinese.ts';
import type { Sample } from './sample.ts';
import { samples } from './samples.ts';

/** Runs of each property. */
export const FUZZ = Number(process.env.FUZZ ?? 40);
vi.setConfig({ testTimeout: Math.max(60_000, FUZZ * 1_000) });

export let server: TestServer;
export let good: Record<string, Sample>;
const headersOf = new Map<Sample['as'], Record<string, string>>([[null, {}]]);

/** Starts a server for the tests of a file, with a good request for each of its endpoints. */
export async function startWithGoodRequests(): Promise<void> {
  server = await startTestServer();
  for (const login of ['admin', 'auditor.east', 'supervisor.east', 'rep.east'] as const)
    headersOf.set(login, { cookie: await cookieOf(login) });
  headersOf.set('phone', { authorization: `Bearer ${await server.deviceToken('rep.east')}` });
  const visitId = randomUUID();
  const retailerId = server.retailers.get('E1')!;
  await server
    .as('rep.east')
    .post('/api/v1/visits')
    .send({ visitId, retailerId, pressedAt: '2026-01-05T01:00:00Z', fix: null })
    .expect(201);
  const spare = await server
    .as('admin')
    .post('/api/v1/people')
    .send({ unitId: server.units.east, role: 'rep', name: 'Spare', login: 'spare', password: PASSWORD })
    .expect(201);
  good = samples({
    unitId: server.units.east,
    repId: server.idOf('rep.east'),
    personId: (spare.body as { personId: string }).personId,
    retailerId,
    visitId,
    setupToken: server.running.setupToken,
  });
}

async function cookieOf(login: string): Promise<string> {
  const signedIn = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  return signedIn.headers.get('set-cookie')!.split(';')[0]!;
}

export interface Heard {
  status: number;
  type: string;
  text: string;
}

export interface Change {
  params?: Record<string, string>;
  query?: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** Sends a good request with something changed: the address as it stands, so that it may be malformed. */
export async function send(key: string, change: Change = {}): Promise<Heard> {
  const sample = good[key]!;
  const { contract } = server.running.endpoints.find((e) => `${e.contract.method} ${e.contract.path}` === key)!;
  const path = fullPath(contract).replace(
    /:(\w+)/g,
    (_, name: string) => ({ ...sample.params, ...change.params })[name]!,
  );
  const query = change.query ?? new URLSearchParams(sample.query).toString();
  const body =
    change.body ??
    (sample.body === undefined
      ? undefined
      : typeof sample.body === 'string'
        ? sample.body
        : JSON.stringify(sample.body));
  const type = typeof sample.body === 'string' ? 'text/csv' : 'application/json';
  sinceRefusal = undefined;
  const answer = await fetch(`${server.url}${path}${query && `?${query}`}`, {
    method: contract.method.toUpperCase(),
    headers: { ...headersOf.get(sample.as)!, ...(body !== undefined && { 'content-type': type }), ...change.headers },
    ...(body !== undefined && { body: body as BodyInit }),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

/** Rows of every table but those that the server fills by itself a moment later: verdicts, what is said of them, and what visits say of places. */
export async function rowCounts(): Promise<Record<string, number>> {
  countRows ??= await statementThatCountsRows();
  const { rows } = await server.running.db.query<Record<string, number>>(countRows);
  return rows[0]!;
}

/** What rowCounts says, without counting again where nothing was sent since the last refusal. */
export async function rowsBefore(): Promise<Record<string, number>> {
  return sinceRefusal ?? (await rowCounts());
}
let sinceRefusal: Record<string, number> | undefined;

/** Asked for thousands of times, and no request makes a table. */
let countRows: string | undefined;

async function statementThatCountsRows(): Promise<string> {
  const { rows: tables } = await server.running.db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('event', 'verdict', 'ledger_entry', 'place_look', 'place_found', 'report_due', 'report_visit', 'report_stop', 'rep_day', 'spatial_ref_sys') order by 1`,
  );
  return `select ${tables.map(({ name }) => `(select count(*) from ${name}) as ${name}`).join()}`;
}

/** 4xx with a problem document that says nothing of the inside; with the field, where one is wrong. */
export function expectProblem({ status, type, text }: Heard, hasField: boolean): Problem {
  expect(type, text).toContain('application/problem+json');
  const problem = Problem.parse(JSON.parse(text));
  expect(problem.status).toBe(status);
  expect(errorStatus[problem.code]).toBe(status);
  expectSaidInChinese(problem);
  expect(text).not.toMatch(
    /\bat .+\.[jt]s:\d+|node_modules|\bselect\b.+\bfrom\b|insert into|syntax error at|violates|constraint/i,
  );
  if (hasField && problem.code === 'INVALID_INPUT') {
    expect(problem.fields, text).not.toHaveLength(0);
    for (const { path, message } of problem.fields!) {
      expect(path).toMatch(/^(body|query|path)(\..+)?$/su);
      expect(message).not.toBe('');
    }
  }
  return problem;
}

/** Everything of a refusal that a person reads is a code of ours, and its Chinese sentence holds no English one. */
function expectSaidInChinese({ reason, fields = [] }: Problem): void {
  for (const one of [reason, ...fields.map((field) => field.reason)]) {
    const sentence = one && sentenceOf(one, 'zh', 'Asia/Shanghai');
    expect(sentence, JSON.stringify(one)).toMatch(/\p{Script=Han}/u);
    expect(isEnglish(sentence!.replaceAll(/“[^”]*”/g, '')), sentence!).toBe(false);
  }
}

/** Whatever is refused is refused well and leaves no row; what is taken was not bad. */
export async function expectRefusedWell(heard: Heard, before: Record<string, number>, hasField = true): Promise<void> {
  expect(heard.status, heard.text).toBeLessThan(500);
  if (heard.status < 400) return;
  expectProblem(heard, hasField);
  sinceRefusal = await rowCounts();
  expect(sinceRefusal).toEqual(before);
}

export const endpoints = (keep: (key: string, sample: Sample) => boolean) =>
  Object.entries(samples({ unitId: '', repId: '', personId: '', retailerId: '', visitId: '', setupToken: '' }))
    .filter(([key, s]) => keep(key, s))
    .map(([key]) => key);
export const withJson = endpoints((_, { body }) => typeof body === 'object');
export const withBody = endpoints((_, { body }) => body !== undefined);

export async function importsEnded(): Promise<void> {
  await until(
    async () => (await server.running.db.query("select from import_run where state = 'running'")).rowCount === 0,
  );
}

/** The last test of each file. */
export async function expectStillThere(): Promise<void> {
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.as('rep.east').get('/api/v1/me').expect(200);
  await server.as('supervisor.west').get('/api/v1/live/snapshot').expect(200);
}
