import { z } from 'zod';
import { contract } from './contract.ts';
import { Me } from './sessions.ts';
import { requiredText } from './text.ts';

/** What somebody can show beside their password. */
export const FactorKind = z.enum(['totp', 'passkey', 'recovery']);
export type FactorKind = z.infer<typeof FactorKind>;

export const Passkey = z.object({
  passkeyId: z.uuid(),
  label: z.string(),
  addedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** The second factors of whoever asks. */
export const MyFactors = z.object({
  /** Since when an app shows codes; null: none. */
  totpSince: z.iso.datetime().nullable(),
  passkeys: z.array(Passkey),
  /** Codes on paper that were not used yet. */
  recoveryCodes: z.number().int(),
  /** Whether the organisation asks this person for one. */
  isRequired: z.boolean(),
  /** Whether a browser can make passkeys for this server's address: it needs a name and HTTPS. */
  canHavePasskeys: z.boolean(),
});
export type MyFactors = z.infer<typeof MyFactors>;

/** Codes on paper, shown once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
/** Codes come with the first factor only: null afterwards. */
export const FactorAdded = z.object({ factors: MyFactors, recoveryCodes: z.array(z.string()).nullable() });
export type FactorAdded = z.infer<typeof FactorAdded>;

/** Whoever finds an open browser does not know this. */
const Again = z.strictObject({ password: z.string().min(1).max(128) });

/** For the app: the text of the QR code, and the secret for typing. */
export const NewTotp = z.object({ uri: z.string(), secret: z.string() });

/** A challenge as a text that only this server can have written, good for five minutes and once; and what the browser is to be asked. */
export const Challenge = z.object({ token: z.string(), options: z.looseObject({ challenge: z.string() }) });

const Token = z.string().max(500);
const Bytes = z.string().max(16_384);
/** What a browser's authenticator answers (WebAuthn level 3, as JSON). */
const Credential = z.looseObject({
  id: z.string().max(2_048),
  rawId: z.string().max(2_048),
  type: z.literal('public-key'),
});
export const Registration = z.strictObject({
  token: Token,
  label: requiredText(60),
  credential: Credential.extend({
    response: z.looseObject({ clientDataJSON: Bytes, attestationObject: Bytes }),
  }),
});
export const Assertion = z.strictObject({
  token: Token,
  credential: Credential.extend({
    response: z.looseObject({ clientDataJSON: Bytes, authenticatorData: Bytes, signature: Bytes }),
  }),
});
export type Assertion = z.infer<typeof Assertion>;

const PasskeyId = z.object({ passkeyId: z.uuid() });
const mine = { action: 'me.factors' } as const;

export const factorContracts = {
  readMyFactors: contract({
    ...mine,
    method: 'get',
    path: '/me/factors',
    summary: 'What I can show beside my password',
    query: z.strictObject({}),
    reply: MyFactors,
  }),
  beginTotp: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/totp',
    summary: 'A new secret for an app that shows codes; it counts once a code of it was shown',
    body: Again,
    reply: NewTotp,
    status: 201,
  }),
  confirmTotp: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/totp/confirmation',
    summary: 'The first code of the app',
    body: z.strictObject({ code: z.string().max(40) }),
    reply: FactorAdded,
  }),
  removeTotp: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/totp/removal',
    summary: 'Codes of the app count no more',
    body: Again,
    reply: MyFactors,
  }),
  beginPasskey: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/passkeys/challenge',
    summary: 'What the browser is asked to make a passkey',
    body: Again,
    reply: Challenge,
    status: 201,
  }),
  addPasskey: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/passkeys',
    summary: 'Keep the passkey that the browser made',
    body: Registration,
    reply: FactorAdded,
    status: 201,
  }),
  removePasskey: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/passkeys/:passkeyId/removal',
    summary: 'A passkey counts no more',
    params: PasskeyId,
    body: Again,
    reply: MyFactors,
  }),
  renewRecoveryCodes: contract({
    ...mine,
    method: 'post',
    path: '/me/factors/recovery-codes',
    summary: 'Ten new codes on paper; those before are worth nothing',
    body: Again,
    reply: RecoveryCodes,
    status: 201,
  }),
  passkeyChallenge: contract({
    method: 'post',
    path: '/session/passkey/challenge',
    summary: 'What the browser is asked to sign in with a passkey',
    action: 'anyone',
    reply: Challenge,
    status: 201,
  }),
  signInByPasskey: contract({
    method: 'post',
    path: '/session/passkey',
    summary: 'Sign in with a passkey: a device and its own lock are two factors',
    action: 'anyone',
    body: Assertion,
    reply: Me,
    status: 201,
  }),
  resetFactors: contract({
    method: 'delete',
    path: '/people/:personId/factors',
    summary: 'Somebody lost all second factors: they count no more, and every sign-in of theirs ends',
    action: 'people.manage',
    params: z.object({ personId: z.uuid() }),
    reply: z.undefined(),
    status: 204,
  }),
};
