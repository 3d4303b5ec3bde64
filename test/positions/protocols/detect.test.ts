import { describe, expect, it } from 'vitest';
import { credentials, refusal } from '../../../server/positions/protocols/credentials.ts';
import { detectApp, readRequest } from '../../../server/positions/protocols/detect.ts';
import { jsonRequest, queryRequest, recordedNames, recordedRequest } from './recorded.ts';

describe('which app speaks', () => {
  it.each(recordedNames)(
    'is known by the content of the recorded "%s", with no help of a User-Agent, a path or a content type',
    (title) => {
      const { method, query, body } = recordedRequest(title);
      expect(detectApp({ method, path: '/', query, headers: {}, contentType: null, body })).toBe(title.split(' ')[0]);
    },
  );

  it('is unknown for what nobody sends; it is kept whole and not asked for again', () => {
    const reading = readRequest(jsonRequest({ hello: 'world' }, { query: { a: '1', token: 'secret' } }));
    expect(reading).toMatchObject({
      app: null,
      fixes: [],
      quarantine: [{ reason: 'APP_UNKNOWN' }],
      answer: { status: 200, body: '{"result":"ok"}' },
    });
    expect(JSON.parse(reading.quarantine[0]?.raw ?? '')).toMatchObject({ body: { hello: 'world' }, query: { a: '1' } });
    expect(reading.quarantine[0]?.raw).not.toContain('secret');
  });

  it('keeps text that is neither JSON nor a form', () => {
    const reading = readRequest(jsonRequest('<xml/>\u0000'));
    expect(reading.quarantine).toMatchObject([{ reason: 'BODY_UNREADABLE' }]);
    expect(JSON.parse(reading.quarantine[0]?.raw ?? '')).toMatchObject({ body: '<xml/>\u0000' });
  });

  it.each([
    ['', ''],
    ['{"locations":', '}'],
    ['{"locations":[', ']}'],
    ['{"_type":', '}'],
    ['{"_type":"location","tst":', '}'],
    ['{"location":{"coords":', '}}'],
  ])('keeps %s…%s with a hundred thousand brackets inside as the text that it is', (before, after) => {
    const text = before + '['.repeat(100_000) + ']'.repeat(100_000) + after;
    const reading = readRequest(jsonRequest(text));
    expect(reading).toMatchObject({ fixes: [], quarantine: [{ reason: 'BODY_UNREADABLE' }], answer: { status: 200 } });
    expect((JSON.parse(reading.quarantine[0]!.raw) as { body: string }).body === text).toBe(true);
  });
});

describe('the token of a device', () => {
  const withHeader = (authorization: string) => credentials(jsonRequest({}, { headers: { authorization } }));

  it('is the password of Basic, or its user where there is no password', () => {
    expect(credentials(recordedRequest('owntracks location'))).toEqual(['password', 'username']);
    expect(withHeader(`Basic ${Buffer.from('s3cret:').toString('base64')}`)).toEqual(['s3cret']);
    expect(withHeader(`basic ${Buffer.from('rep:a:b').toString('base64')}`)).toEqual(['a:b', 'rep']);
  });

  it('stands unencoded in Basic where Overland poses as OwnTracks', () => {
    expect(credentials(recordedRequest('overland in owntracks mode'))).toEqual(['xxxxxx']);
    expect(withHeader('Basic s3cret')).toEqual(['s3cret']);
  });

  it('is the bearer', () => {
    expect(credentials(recordedRequest('overland batch'))).toEqual(['xxxxxx']);
  });

  it('stands in the URL or in a form', () => {
    expect(credentials(recordedRequest('overland visit'))).toEqual(['xxxxxx']);
    expect(credentials(jsonRequest('token=abc&lat=1&lon=2'))).toEqual(['abc']);
  });

  it('may be the device id of Traccar, in each generation, after a token beside it', () => {
    expect(credentials(recordedRequest('traccar 8 query'))).toEqual(['123456']);
    expect(credentials(recordedRequest('traccar 9 mock'))).toEqual(['658765']);
    expect(credentials(recordedRequest('traccar 10 form'))).toEqual(['12345678']);
    expect(credentials(recordedRequest('traccar 10 json list'))).toEqual(['xxxxxx', '12345678']);
  });

  it('is never a list, an object, endless, or a text with control characters', () => {
    expect(credentials(queryRequest(`token=a&token=b&id=${'x'.repeat(300)}&deviceid=a%00b`))).toEqual([]);
    expect(credentials(jsonRequest({ token: { toString: 1 }, id: 7 }))).toEqual(['7']);
    expect(withHeader('Digest abc')).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each(['owntracks', 'overland', 'traccar', 'gpslogger', 'rounds', null] as const)('is 401 for %s', (app) => {
    expect(refusal(app).status).toBe(401);
  });

  it('has the form its app understands', () => {
    expect(JSON.parse(refusal('owntracks').body)).toEqual([]);
    expect(JSON.parse(refusal('overland').body)).toMatchObject({
      result: 'error',
      error: expect.stringContaining('revoked') as string,
    });
    expect(JSON.parse(refusal('rounds').body)).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    expect(refusal('gpslogger').headers['www-authenticate']).toContain('Basic');
  });
});
