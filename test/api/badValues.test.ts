import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { FUZZ, startWithGoodRequests, server, good, send, expectStillThere, type Change } from './badRequest.ts';

beforeAll(startWithGoodRequests);
afterAll(() => server.stop());

describe('a name', () => {
  const words = fc
    .oneof(
      fc.constantFrom(
        "Robert'); drop table person;--",
        '<img src=x onerror=alert(1)>',
        '"><script>alert(1)</script>',
        '=HYPERLINK("http://x")',
        '温州市鹿城区',
        '\u202eabc',
        '😀',
        '${x}',
        '$1',
        '%s',
        '\\u0000',
        "O'Brien",
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    )
    .map((s) => s.trim())
    .filter((s) => s !== '' && !s.includes('\u0000'));

  it('of SQL, HTML or any script comes back as it was said', async () => {
    const admin = server.as('admin');
    const Named = z.object({ name: z.string() });
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const unit = await admin
          .post('/api/v1/units')
          .send({ parentId: server.root, name: `${word} ${randomUUID()}`.trim() })
          .expect(201);
        expect(Named.parse(unit.body).name.startsWith(word)).toBe(true);
        const changed = await admin
          .patch(`/api/v1/people/${good['patch /people/:personId']!.params!.personId!}`)
          .send({ name: word })
          .expect(200);
        expect(Named.parse(changed.body).name).toBe(word);
        const found = await admin.get('/api/v1/people').query({ q: word }).expect(200);
        expect(
          z
            .object({ items: z.array(Named) })
            .parse(found.body)
            .items.map((p) => p.name),
        ).toContain(word);
      }),
      { numRuns: FUZZ },
    );
  });
});

describe('the same asked for many times at once', () => {
  it.each([
    ['a plan of a day', 201, (): Change => ({})],
    ['a unit', 409, () => ({ body: JSON.stringify({ parentId: server.root, name: 'At once' }) })],
    [
      'a person',
      409,
      () => ({ body: JSON.stringify({ ...(good['post /people']!.body as object), login: 'at.once' }) }),
    ],
    [
      'a territory',
      409,
      () => ({ body: JSON.stringify({ ...(good['post /territories']!.body as object), name: 'At once' }) }),
    ],
  ] as const)('is done once, or as often as asked, and never fails: %s', async (what, again, change) => {
    const key = {
      'a plan of a day': 'post /plans',
      'a unit': 'post /units',
      'a person': 'post /people',
      'a territory': 'post /territories',
    }[what];
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => send(key, change())))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, again, again, again]);
  });

  it('a retailer twice in a plan is one stop, also when its id is written in capitals', async () => {
    const body = good['post /plans']!.body as { retailerIds: string[] };
    const [id] = body.retailerIds as [string];
    const { status, text } = await send('post /plans', {
      body: JSON.stringify({ ...body, retailerIds: [id, id.toUpperCase(), id] }),
    });
    expect(status, text).toBe(201);
    expect((JSON.parse(text) as { stops: unknown[] }).stops).toHaveLength(1);
  });
});

it('after all of this the server answers, and everybody is still there', expectStillThere);
