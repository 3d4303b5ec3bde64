import * as openid from 'openid-client';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { requestsTo } from './outbound.ts';

/** The provider that the operator names, and the claim in which it says a person's login here. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  claim: string;
  /** What people call it. */
  name: string;
}

/** What belongs to one sign-in and stays in the browser that began it. */
export const Begun = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Begun = z.infer<typeof Begun>;

/** Who the provider says it is: their login here, and whether they showed it two factors (RFC 8176). */
export interface Confirmed {
  login: string;
  isStrong: boolean;
}

export interface Provider {
  /** @throws AppError OIDC_UNREACHABLE */
  begin(backTo: string): Promise<{ url: string; begun: Begun }>;
  /** @throws AppError OIDC_UNREACHABLE, OIDC_REFUSED */
  confirm(backTo: string, query: string, begun: Begun): Promise<Confirmed>;
  close(): Promise<void>;
}

const SCOPE = 'openid profile email';
const ANSWER_S = 5;
/** Its addresses may move; its keys are looked for whenever one is not known. */
const KNOWN_MS = 3_600_000;

/** OpenID Connect by authorization code with PKCE, state and nonce; the library checks issuer, audience, times and signature. */
export function createProvider(settings: OidcSettings, log: Log, nowMs: () => number): Provider {
  const issuer = new URL(settings.issuer);
  const requests = requestsTo(issuer);
  let known: { at: number; found: Promise<openid.Configuration> } | null = null;

  const find = async (): Promise<openid.Configuration> => {
    const execute = [openid.enableNonRepudiationChecks];
    if (issuer.protocol === 'http:') execute.push(openid.allowInsecureRequests); // this machine's own: see the settings
    const auth = openid.ClientSecretBasic(settings.clientSecret);
    const options = { execute, timeout: ANSWER_S, [openid.customFetch]: requests.fetch as never };
    const found = await openid.discovery(issuer, settings.clientId, undefined, auth, options);
    if (found.serverMetadata().authorization_endpoint === undefined) throw new Error('it names no page to sign in at');
    return found;
  };
  const configuration = async (): Promise<openid.Configuration> => {
    if (!known || nowMs() - known.at > KNOWN_MS) known = { at: nowMs(), found: find() };
    try {
      return await known.found;
    } catch (error) {
      known = null;
      throw unreachable(error);
    }
  };
  const unreachable = (error: unknown): AppError => {
    log.warn({ why: wordsOf(error) }, 'the OpenID provider does not answer as it should');
    return new AppError('OIDC_UNREACHABLE', {}, { cause: error });
  };

  return {
    begin: async (backTo) => {
      const config = await configuration();
      const begun = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: backTo,
        scope: SCOPE,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, begun };
    },
    confirm: async (backTo, query, begun) => {
      const config = await configuration();
      try {
        return await confirmed(config, new URL(`${backTo}?${query.replace(/^\?/, '')}`), begun, settings.claim);
      } catch (error) {
        if (isNoAnswer(error)) throw unreachable(error);
        log.warn({ why: wordsOf(error) }, 'a sign-in by the OpenID provider was refused');
        throw new AppError('OIDC_REFUSED', {}, { cause: error });
      }
    },
    close: () => requests.close(),
  };
}

async function confirmed(config: openid.Configuration, back: URL, begun: Begun, claim: string): Promise<Confirmed> {
  const tokens = await openid.authorizationCodeGrant(config, back, {
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.verifier,
    idTokenExpected: true,
  });
  const said = tokens.claims()!;
  const isInToken = said[claim] !== undefined;
  const all = isInToken ? said : await openid.fetchUserInfo(config, tokens.access_token, said.sub);
  const login = all[claim];
  if (typeof login !== 'string' || login === '') throw new Error(`it does not say ${claim}`);
  if (claim === 'email' && all.email_verified !== true) throw new Error('it has not verified the address');
  return { login, isStrong: Array.isArray(said.amr) && said.amr.includes('mfa') };
}

/** Whether the provider could not be heard, rather than said no. */
function isNoAnswer(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'OAUTH_TIMEOUT' || error instanceof TypeError || (error as Error).name === 'TimeoutError';
}

/** What went wrong, without a token: of the answer of a provider only its own code. */
function wordsOf(error: unknown): string {
  const { name, code, error: said, message } = error as Error & { code?: unknown; error?: unknown };
  return [name, code, said, message].filter((part) => typeof part === 'string').join(': ');
}
