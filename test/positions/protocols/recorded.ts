import { readFileSync } from 'node:fs';
import type { ReadingRequest } from '../../../server/positions/protocols/reading.ts';

/** Requests as the apps send them, by name; each with its source, in test/data/phoneRequests.http. */
const recorded = new Map(
  readFileSync(new URL('../../data/phoneRequests.http', import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf('\n');
      const [title = ''] = block.slice(0, end).split(' | ');
      return [title, parsed(block.slice(end + 1).replace(/\n$/, ''))];
    }),
);

export const recordedNames = [...recorded.keys()];

export function recordedRequest(name: string): ReadingRequest {
  const request = recorded.get(name);
  if (!request) throw new Error(`No recorded request "${name}": there are ${recordedNames.join(', ')}.`);
  return structuredClone(request);
}

/** Raw HTTP as the server's body parsers hand it over. */
function parsed(http: string): ReadingRequest {
  const [head = '', ...rest] = http.split('\n\n');
  const [requestLine = '', ...headerLines] = head.split('\n');
  const [method = '', target = ''] = requestLine.split(' ');
  const url = new URL(target, 'http://server');
  const headers = Object.fromEntries(
    headerLines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const text = rest.join('\n\n');
  const contentType = headers['content-type'] ?? null;
  const body: unknown = contentType?.startsWith('application/json')
    ? JSON.parse(text)
    : contentType?.startsWith('application/x-www-form-urlencoded')
      ? record(new URLSearchParams(text))
      : undefined;
  return { method, path: url.pathname, query: record(url.searchParams), headers, contentType, body };
}

function record(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((key) => {
      const values = params.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** A request with a JSON body and nothing else. */
export function jsonRequest(body: unknown, rest: Partial<ReadingRequest> = {}): ReadingRequest {
  return { method: 'POST', path: '/', query: {}, headers: {}, contentType: 'application/json', body, ...rest };
}

/** A GET with these parameters, as a URL's query would give them. */
export function queryRequest(query: string, rest: Partial<ReadingRequest> = {}): ReadingRequest {
  return {
    method: 'GET',
    path: '/',
    query: record(new URLSearchParams(query)),
    headers: {},
    contentType: null,
    body: undefined,
    ...rest,
  };
}
