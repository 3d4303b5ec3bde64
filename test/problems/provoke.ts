import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { ImportRun } from '../../shared/imports.ts';
import { isProblemCode, type ProblemCode } from '../../shared/problems/problems.ts';
import type { SentReason } from '../../shared/errors.ts';
import { until, type TestServer } from '../helpers/server.ts';

/** Makes the server say a code, over HTTP alone; answers whatever it said. */
export type Provocation = (server: TestServer) => Promise<unknown>;

/** A code that nobody can bring about from outside, why, and where a test of its own meets it. */
export interface Unprovoked {
  unprovoked: string;
  test: string;
}

/** Every code of a table of sentences: one that is left out does not compile. */
export type Provocations<Table> = { [C in keyof Table]: Provocation | Unprovoked };

export type Answer = { status: number; body: unknown };
type Said<T> = T | ((server: TestServer) => T);
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const of = <T>(said: Said<T>, server: TestServer): T => (said instanceof Function ? said(server) : said);

/** One call by somebody: a login of the test server, or `nobody`. */
export async function ask<T = unknown>(
  server: TestServer,
  login: string,
  method: Method,
  path: string,
  body?: object,
): Promise<T> {
  const agent = login === 'nobody' ? request(server.url) : server.as(login);
  const asking = agent[method](path.startsWith('/') ? `/api/v1${path}` : path);
  return (await (body === undefined ? asking : asking.send(body))).body as T;
}

export const call =
  (method: Method, login: string, path: Said<string>, body?: Said<object>): Provocation =>
  (server) =>
    ask(server, login, method, of(path, server), body && of(body, server));
export const get = (login: string, path: Said<string>) => call('get', login, path);
export const post = (login: string, path: Said<string>, body: Said<object>) => call('post', login, path, body);
export const patch = (login: string, path: Said<string>, body: Said<object>) => call('patch', login, path, body);
export const remove = (login: string, path: Said<string>) => call('delete', login, path);

/** One act after another; the last one says the code. */
export const after =
  (...acts: Provocation[]): Provocation =>
  async (server) => {
    let said: unknown;
    for (const act of acts) said = await act(server);
    return said;
  };

/** Bytes as they are, with their headers. */
export const sent =
  (login: string, path: Said<string>, bytes: Said<string | Buffer>, headers: Record<string, string>): Provocation =>
  async (server) => {
    const agent = login === 'nobody' ? request(server.url) : server.as(login);
    const asking = agent.post(`/api/v1${of(path, server)}`).set(headers);
    asking.serialize((said: string) => said); // not made JSON once more
    return (await asking.send(of(bytes, server))).body as unknown;
  };

/** A unit of its own with the retailers of a file; answers its id. */
export async function unitWith(server: TestServer, csv: string): Promise<string> {
  const { unitId } = await ask<{ unitId: string }>(server, 'admin', 'post', '/units', {
    name: randomUUID(),
    parentId: server.root,
  });
  const query = new URLSearchParams({ fileName: 'a.csv', frame: 'wgs84', unitId }).toString();
  const run = (await sent('admin', `/retailers/imports?${query}`, csv, { 'Content-Type': 'text/csv' })(
    server,
  )) as ImportRun;
  await until(async () => {
    const { state } = await ask<ImportRun>(server, 'admin', 'get', `/retailers/imports/${run.importId}`);
    return state === 'done';
  });
  return unitId;
}

/** Every reason in what was said, however deep it stands. */
export function reasonsIn(said: unknown): SentReason[] {
  if (typeof said !== 'object' || said === null) return [];
  const own = 'code' in said && typeof said.code === 'string' && isProblemCode(said.code) ? [said as SentReason] : [];
  return [...own, ...Object.values(said).flatMap(reasonsIn)];
}

export const isUnprovoked = (one: Provocation | Unprovoked): one is Unprovoked => 'unprovoked' in one;
export type AllProvocations = Record<ProblemCode, Provocation | Unprovoked>;

export const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
export const HERE = { lng: 120.65, lat: 28 };
