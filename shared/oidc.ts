import { z } from 'zod';
import { contract } from './contract.ts';
import { Me } from './sessions.ts';

/** What the provider sent the browser back with: the query of the address, as it stands there. */
export const FromProvider = z.strictObject({ query: z.string().min(1).max(4_000) });

export const beginOidc = contract({
  method: 'post',
  path: '/session/oidc/challenge',
  summary:
    'Where to sign in with the OpenID provider of the organisation; the browser keeps what belongs to it in a cookie',
  action: 'anyone',
  reply: z.object({ url: z.url() }),
});

export const signInByOidc = contract({
  method: 'post',
  path: '/session/oidc',
  summary: 'Sign in with what the OpenID provider sent the browser back with; nobody is added by it',
  action: 'anyone',
  body: FromProvider,
  reply: Me,
  status: 201,
});

export const oidcContracts = { beginOidc, signInByOidc };
