import type { CookieOptions, Request } from 'express';
import { oidcContracts } from '../../shared/oidc.ts';
import { readCookie } from '../auth.ts';
import { AppError } from '../errors.ts';
import type { Given, Somebody } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { Log } from '../log.ts';
import { Begun, type Provider } from './provider.ts';

export interface OidcDeps {
  /** Null: the operator names none. */
  provider: Provider | null;
  log: Log;
  isSecure: boolean;
  publicUrl: () => string;
  given: Pick<Given, 'signIn' | 'checkSecondFactor'>;
}

/** How long somebody may take at the provider's page. */
const LONGEST_MS = 10 * 60_000;

/**
 * Sign-ins by the organisation's OpenID provider. The browser comes back to the first page, which hands over what stands in its
 * address: so a sign-in is a request of our own page, and no link of another site makes one.
 */
export function oidcEndpoints({ provider, log, isSecure, publicUrl, given }: OidcDeps): Endpoint[] {
  const name = isSecure ? '__Host-rounds-oidc' : 'rounds-oidc';
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' };
  const backTo = (): string => new URL('/', publicUrl()).href;
  const known = (): Provider => {
    if (!provider) throw new AppError('OIDC_OFF');
    return provider;
  };

  return [
    endpoint(oidcContracts.beginOidc, async ({ res }) => {
      const { url, begun } = await known().begin(backTo());
      const kept = Buffer.from(JSON.stringify(begun)).toString('base64url');
      res.cookie(name, kept, { ...cookie, maxAge: LONGEST_MS });
      return { url };
    }),
    endpoint(oidcContracts.signInByOidc, async ({ body, req, res, now }) => {
      const asked = known();
      const begun = begunBy(req, name);
      if (!begun) throw new AppError('OIDC_BEGIN_ANEW');
      await given.signIn.limit(req, res, `oidc ${begun.state}`);
      res.clearCookie(name, cookie);
      const { login, isStrong } = await asked.confirm(backTo(), body.query, begun);
      const person = await given.signIn.byLogin(login);
      if (!person) throw new AppError('OIDC_UNKNOWN_PERSON');
      await refuseOneOfTwo(given, person, isStrong, now);
      log.info({ requestId: res.getHeader('X-Request-Id'), personId: person.personId }, 'signed in by the provider');
      return given.signIn.open(res, person, isStrong);
    }),
  ];
}

/** Whoever keeps a second factor here comes in without it only where the provider says that it asked for two. */
async function refuseOneOfTwo(given: OidcDeps['given'], person: Somebody, isStrong: boolean, now: Date): Promise<void> {
  if (isStrong) return;
  await given.checkSecondFactor(person, undefined, now).catch((error: unknown) => {
    throw error instanceof AppError ? new AppError('OIDC_ONE_FACTOR') : error;
  });
}

function begunBy(req: Request, name: string): Begun | null {
  const kept = readCookie(req.headers.cookie, name);
  if (kept === null) return null;
  try {
    return Begun.parse(JSON.parse(Buffer.from(kept, 'base64url').toString('utf8')));
  } catch {
    return null; // not ours
  }
}
