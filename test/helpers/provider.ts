import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a provider misbehaves: what it says instead, or does not say. */
export interface Misbehaviour {
  /** Claims of the ID token beside or instead of the right ones. */
  claims?: Record<string, unknown>;
  /** Another key than the one it publishes. */
  isForged?: boolean;
  /** The ID token without a signature. */
  isUnsigned?: boolean;
  /** What its description says instead. */
  described?: Record<string, unknown>;
  /** What it sends the browser back with instead. */
  back?: Record<string, string>;
  /** Answers no request for a token, or sends it elsewhere. */
  token?: 'hangs' | 'redirects';
}

export interface TestProvider {
  issuer: string;
  /** Who is signed in at it: the claims of the ID token. */
  person: Record<string, unknown>;
  misbehaves: Misbehaviour;
  /** What it is asked for, in order: what must not be asked is not among them. */
  asked: string[];
  stop(): void;
}

export const CLIENT = { id: 'rounds', secret: 'a secret with: signs & spaces' };

/** An OpenID provider that keeps to the protocol until it is told not to; whoever comes to its page is signed in. */
export async function startProvider(): Promise<TestProvider> {
  const keys = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const asking = new Map<string, URLSearchParams>();
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: TestProvider = { issuer, person: {}, misbehaves: {}, asked: [], stop: () => end() };
  const end = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const json = (res: ServerResponse, body: unknown, status = 200): void =>
    void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url!, issuer);
    provider.asked.push(url.pathname);
    if (url.pathname === '/.well-known/openid-configuration')
      return json(res, { ...description(issuer), ...provider.misbehaves.described });
    if (url.pathname === '/keys')
      return json(res, {
        keys: [{ ...keys[0]!.publicKey.export({ format: 'jwk' }), kid: '1', use: 'sig', alg: 'RS256' }],
      });
    if (url.pathname === '/authorize') {
      const code = randomBytes(16).toString('hex');
      asking.set(code, url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri')!);
      const said = { code, state: url.searchParams.get('state')!, ...provider.misbehaves.back };
      for (const [name, value] of Object.entries(said)) back.searchParams.set(name, value);
      return void res.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname !== '/token') return json(res, {}, 404);
    if (provider.misbehaves.token === 'hangs') return;
    if (provider.misbehaves.token === 'redirects')
      return void res.writeHead(307, { location: `${issuer}/elsewhere` }).end();
    const form = new URLSearchParams(await bodyOf(req));
    const asked = asking.get(form.get('code') ?? '');
    asking.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient =
      req.headers.authorization ===
      `Basic ${Buffer.from(`${CLIENT.id}:${new URLSearchParams([['', CLIENT.secret]]).toString().slice(1)}`).toString('base64')}`;
    if (!asked || !isClient || challenge !== asked.get('code_challenge'))
      return json(res, { error: 'invalid_grant' }, 400);
    const nowS = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: CLIENT.id, sub: 'u1', iat: nowS, exp: nowS + 300, nonce: asked.get('nonce') };
    const all = { ...claims, ...provider.person, ...provider.misbehaves.claims };
    const { isForged, isUnsigned } = provider.misbehaves;
    const idToken = tokenOf(all, isUnsigned ? null : keys[isForged ? 1 : 0]!.privateKey);
    json(res, { access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token: idToken });
  }
  return provider;
}

function description(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function tokenOf(claims: Record<string, unknown>, key: KeyObject | null): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: key ? 'RS256' : 'none', kid: '1' })}.${part(claims)}`;
  return `${text}.${key ? sign('sha256', Buffer.from(text), key).toString('base64url') : ''}`;
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return text;
}
