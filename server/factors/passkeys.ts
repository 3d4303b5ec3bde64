import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { AppError } from '../errors.ts';
import type { KnownPasskey, NewPasskey } from './store.ts';

/** The address that passkeys are bound to: its host name, and the origin that pages come from. */
export interface RelyingParty {
  name: string;
  rpId: string;
  origin: string;
}

/** Browsers make passkeys for a name under HTTPS, or for `localhost`; null elsewhere. */
export function relyingPartyOf(publicUrl: string, name: string): RelyingParty | null {
  const { hostname, origin, protocol } = new URL(publicUrl);
  const isNamed = /[a-z]/i.test(hostname) && !hostname.includes(':');
  const isSafe = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return isNamed && isSafe ? { name, rpId: hostname, origin } : null;
}

/** What the browser is asked to make: a key that the device's own lock guards, findable without a login. */
export function registrationOptions(
  { name, rpId }: RelyingParty,
  challenge: string,
  person: { personId: string; login: string; name: string },
  known: readonly string[],
) {
  return generateRegistrationOptions({
    rpName: name,
    rpID: rpId,
    userID: new TextEncoder().encode(person.personId),
    userName: person.login,
    userDisplayName: person.name,
    challenge: Buffer.from(challenge, 'base64url'),
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

export function authenticationOptions({ rpId }: RelyingParty, challenge: string) {
  return generateAuthenticationOptions({
    rpID: rpId,
    challenge: Buffer.from(challenge, 'base64url'),
    userVerification: 'required',
  });
}

/** @throws AppError PASSKEY_REFUSED for an answer that does not hold */
export async function readRegistration(
  { rpId, origin }: RelyingParty,
  challenge: string,
  credential: unknown,
): Promise<Omit<NewPasskey, 'label'>> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: { ...(credential as RegistrationResponseJSON), clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified) return refuse(undefined);
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), signCount: counter, transports };
}

/** How often the key signed by now. @throws AppError PASSKEY_REFUSED for an answer that does not hold */
export async function readAssertion(
  { rpId, origin }: RelyingParty,
  challenge: string,
  credential: unknown,
  { credentialId, publicKey, signCount, transports }: KnownPasskey,
): Promise<number> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...(credential as AuthenticationResponseJSON), clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: {
      id: credentialId,
      publicKey: new Uint8Array(publicKey),
      counter: signCount,
      transports: transports as never,
    },
  }).catch(refuse);
  return verified ? authenticationInfo.newCounter : refuse(undefined);
}

function refuse(cause: unknown): never {
  throw new AppError('PASSKEY_REFUSED', {}, { cause });
}
