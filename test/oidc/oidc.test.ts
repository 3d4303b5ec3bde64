import request from 'supertest';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { requestsTo } from '../../server/oidc/outbound.ts';
import { CLIENT, startProvider, type Misbehaviour, type TestProvider } from '../helpers/provider.ts';
import { PASSWORD, startTestServer, type Agent, type TestServer } from '../helpers/server.ts';

let provider: TestProvider;
let server: TestServer;
beforeAll(async () => {
  provider = await startProvider();
  server = await startTestServer('UTC', {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_CLAIM: 'staff_no',
    OIDC_NAME: 'Staff portal',
  });
}, 60_000);
afterAll(async () => {
  await server.stop();
  provider.stop();
});
beforeEach(() => {
  provider.person = { staff_no: 'rep.east' };
  provider.misbehaves = {};
});

/** Goes to the provider's page, and gives what stands in the address that the browser is sent back to. */
async function atProvider(browser: Agent): Promise<string> {
  const { url } = (await browser.post('/api/v1/session/oidc/challenge').expect(200)).body as { url: string };
  const sent = await fetch(url, { redirect: 'manual' });
  return new URL(sent.headers.get('location')!).search;
}
const comeBack = (browser: Agent, query: string) => browser.post('/api/v1/session/oidc').send({ query });
const signIn = async (browser = request.agent(server.url)) => comeBack(browser, await atProvider(browser));
const codeOf = (answer: { body: unknown }) => (answer.body as { reason: { code: string } }).reason.code;

describe('a sign-in by the organisation’s OpenID provider', () => {
  it('is that of the person whose login the provider says, in a session like any other', async () => {
    const welcome = await request(server.url).get('/api/v1/welcome').expect(200);
    expect(welcome.body).toMatchObject({ provider: 'Staff portal' });
    const browser = request.agent(server.url);
    const me = await signIn(browser);
    expect(me.status, me.text).toBe(201);
    expect(me.body).toMatchObject({ person: { login: 'rep.east', role: 'rep' } });
    await browser.get('/api/v1/me').expect(200);
    await browser.delete('/api/v1/session').expect(204);
    await browser.get('/api/v1/me').expect(401);
  });

  it('adds nobody, and lets nobody in who may not sign in', async () => {
    provider.person = { staff_no: 'somebody.new' };
    expect(codeOf(await signIn())).toBe('OIDC_UNKNOWN_PERSON');
    const { body } = await server.as('admin').get('/api/v1/people?q=somebody.new').expect(200);
    expect((body as { items: unknown[] }).items).toEqual([]);
    await server
      .as('admin')
      .patch(`/api/v1/people/${server.idOf('planner.west')}`)
      .send({ isActive: false })
      .expect(200);
    provider.person = { staff_no: 'planner.west' };
    expect(codeOf(await signIn())).toBe('OIDC_UNKNOWN_PERSON');
  });

  it('belongs to the browser that began it, and is good once', async () => {
    const [mine, other] = [request.agent(server.url), request.agent(server.url)];
    const query = await atProvider(mine);
    expect(codeOf(await comeBack(other, query))).toBe('OIDC_BEGIN_ANEW');
    await atProvider(other);
    expect(codeOf(await comeBack(other, query))).toBe('OIDC_REFUSED'); // a link that signs in as somebody else
    await comeBack(mine, query).expect(201);
    expect(codeOf(await comeBack(mine, query))).toBe('OIDC_BEGIN_ANEW');
  });

  it.each<[string, Misbehaviour]>([
    ['another nonce', { claims: { nonce: 'of before' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'another' } }],
    ['a time that is over', { claims: { exp: Math.floor(Date.now() / 1000) - 600 } }],
    ['a signature of another key', { isForged: true }],
    ['no signature', { isUnsigned: true }],
    ['another state', { back: { state: 'x' } }],
    ['a code that it did not give', { back: { code: 'x' } }],
    ['that it refused', { back: { error: 'access_denied' } }],
    ['no such claim', { claims: { staff_no: undefined } }],
    ['a claim that is no text', { claims: { staff_no: ['rep.east'] } }],
    ['to ask for the token elsewhere', { token: 'redirects' }],
  ])('is refused where the provider says %s', async (_what, misbehaviour) => {
    provider.misbehaves = misbehaviour;
    provider.asked.length = 0;
    const browser = request.agent(server.url);
    const answer = await signIn(browser);
    expect([answer.status, codeOf(answer)], answer.text).toEqual([401, 'OIDC_REFUSED']);
    await browser.get('/api/v1/me').expect(401);
    expect(provider.asked).not.toContain('/elsewhere');
  });

  it('that the provider leaves without an answer is given up', async () => {
    provider.misbehaves = { token: 'hangs' };
    const answer = await signIn();
    expect([answer.status, codeOf(answer)]).toEqual([503, 'OIDC_UNREACHABLE']);
  }, 30_000);

  it('does not stand in for a second factor, unless the provider asked for two', async () => {
    const rep = server.as('rep.west');
    const { body } = await rep.post('/api/v1/me/factors/totp').send({ password: PASSWORD }).expect(201);
    const { secret } = body as { secret: string };
    await rep
      .post('/api/v1/me/factors/totp/confirmation')
      .send({ code: new TOTP({ secret }).generate() })
      .expect((answer) => expect(answer.status, answer.text).toBeLessThan(300));
    provider.person = { staff_no: 'rep.west' };
    expect(codeOf(await signIn())).toBe('OIDC_ONE_FACTOR');
    provider.person = { staff_no: 'rep.west', amr: ['pwd', 'mfa'] };
    expect((await signIn()).status).toBe(201);
  });
});

describe('requests to a provider', () => {
  it('go to its own address, and to no other inside or without HTTPS', async () => {
    const asked = requestsTo(new URL(provider.issuer));
    expect((await asked.fetch(`${provider.issuer}/keys`)).status).toBe(200);
    for (const url of [
      'http://127.0.0.1:1/token',
      'http://example.org/token',
      'https://127.0.0.1/token',
      'https://10.1.2.3/token',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/token',
      'https://[::ffff:192.168.1.1]/token',
      'https://localhost/token',
    ])
      await expect((async () => asked.fetch(url))(), url).rejects.toThrow(/not asked|fetch failed/);
    await asked.close();
  });
});

it('the settings of a provider belong together, and it speaks HTTPS unless it is on this machine', () => {
  const all = {
    OIDC_ISSUER: 'https://id.example.org/x',
    OIDC_CLIENT_ID: 'a',
    OIDC_CLIENT_SECRET: 'b',
    OIDC_CLAIM: 'sub',
  };
  expect(readConfig(all, []).oidc).toMatchObject({ name: 'id.example.org', claim: 'sub' });
  expect(readConfig({}, []).oidc).toBeNull();
  expect(() => readConfig({ ...all, OIDC_CLAIM: undefined }, [])).toThrow('belong together');
  expect(() => readConfig({ ...all, OIDC_ISSUER: 'http://id.example.org' }, [])).toThrow('OIDC_ISSUER');
});
