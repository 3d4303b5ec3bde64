import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { PasskeyNotShown } from './notShown.ts';

export const canMakePasskeys = browserSupportsWebAuthn;

/** Asks the browser to make a passkey. @throws PasskeyNotShown */
export function makePasskey(options: object) {
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  return startRegistration({ optionsJSON }).then(asSent, notShown);
}

/** Asks the browser to sign with one. @throws PasskeyNotShown */
export function showPasskey(options: object) {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  return startAuthentication({ optionsJSON }).then(asSent, notShown);
}

/** What contracts call a credential: its type is the word itself. */
function asSent<R extends object>({ id, rawId, response }: { id: string; rawId: string; response: R }) {
  return { id, rawId, type: 'public-key' as const, response: { ...response } as Pick<R, keyof R> };
}

function notShown(cause: unknown): never {
  throw new PasskeyNotShown('no passkey was shown', { cause });
}
