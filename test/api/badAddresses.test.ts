import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badCursor, badText } from './spoil.ts';

import {
  FUZZ,
  startWithGoodRequests,
  server,
  good,
  send,
  rowsBefore,
  expectProblem,
  expectRefusedWell,
  endpoints,
  importsEnded,
  expectStillThere,
} from './badRequest.ts';

beforeAll(startWithGoodRequests);
afterAll(() => server.stop());

describe('an address', () => {
  it.each(endpoints((key) => key.includes(':')))('of %s with a spoiled part is refused', async (key) => {
    const [name] = Object.keys(good[key]!.params!);
    await fc.assert(
      fc.asyncProperty(
        badText.filter((t) => !/^\d*$/.test(t) && t !== '.' && t !== '..' && !t.startsWith('\\')),
        async (value) => {
          const before = await rowsBefore();
          const heard = await send(key, { params: { [name!]: value } });
          expect(heard.status, heard.text).toBeGreaterThanOrEqual(400);
          await expectRefusedWell(heard, before, false);
        },
      ),
      { numRuns: FUZZ },
    );
  });

  it.each(endpoints((_, { query }) => query !== undefined))(
    'of %s with a spoiled query is refused with the field, or was not bad',
    async (key) => {
      const sample = good[key]!;
      const isPhone = key.includes('//');
      const contract = server.running.endpoints.find(
        (e) => `${e.contract.method} ${e.contract.path}` === key,
      )!.contract;
      const names = [
        ...Object.keys(sample.query!),
        'unknown',
        ...('cursor' in (contract.query?.shape ?? {}) ? ['cursor', 'cursor', 'cursor'] : []),
      ];
      const change = fc
        .constantFrom(...names)
        .chain((name) =>
          fc.record({ name: fc.constant(name), value: name === 'cursor' ? badCursor : badText, twice: fc.boolean() }),
        );
      await fc.assert(
        fc.asyncProperty(change, async ({ name, value, twice }) => {
          const before = await rowsBefore();
          const rest = Object.entries(sample.query!)
            .filter(([n]) => n !== name)
            .map(([n, v]) => `${n}=${encodeURIComponent(v)}`);
          const heard = await send(key, {
            query: [...rest, `${name}=${value}`, ...(twice ? [`${name}=${value}`] : [])].join('&'),
          });
          if (isPhone) expect(heard.status).toBe(200);
          else await expectRefusedWell(heard, before);
          if (key === 'post /retailers/imports') await importsEnded();
        }),
        { numRuns: FUZZ },
      );
    },
  );

  it('with a day that no calendar of ours has is refused with the field', async () => {
    for (const key of endpoints((_, { query, body }) =>
      [query, body].some((part) => typeof part === 'object' && 'day' in part),
    )) {
      const { query, body } = good[key]!;
      for (const day of ['0000-01-01', '1969-12-31', '2100-01-01', '9999-12-31', '2026-02-29', '2026-1-1']) {
        const heard = await send(
          key,
          query && 'day' in query
            ? { query: new URLSearchParams({ ...query, day }).toString() }
            : { body: JSON.stringify({ ...(body as object), day }) },
        );
        expect(expectProblem(heard, true).fields![0]!.path, `${key} ${day}`).toMatch(/^(query|body)\.day$/);
      }
    }
    for (const day of ['1970-01-01', '2099-12-31']) {
      const heard = await send('post /plans', {
        body: JSON.stringify({ ...(good['post /plans']!.body as object), day }),
      });
      expect(expectProblem(heard, true).fields![0]!.path).toBe('body.day');
    }
  });

  it('that does not exist is a problem document too, with any method', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/none'],
      ['POST', '/api/v1/none'],
      ['PUT', '/api/v1/me'],
      ['POST', '/none'],
      ['DELETE', '/pub'],
      ['POST', '/'],
      ['GET', '/api/v1/%'],
      ['POST', '/%zz'],
      ['PATCH', '/socket.io'],
    ] as const) {
      const answer = await fetch(server.url + path, { method });
      const problem = expectProblem(
        { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() },
        false,
      );
      expect(['NOT_FOUND', 'INVALID_INPUT'], path).toContain(problem.code);
    }
  });
});

it('after all of this the server answers, and everybody is still there', expectStillThere);
