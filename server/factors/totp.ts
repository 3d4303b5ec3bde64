import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every app reads it: SHA-1, six digits, thirty seconds. */
const STEP_S = 30;
/** A clock may be a step off, either way (RFC 6238, 5.2). */
const WINDOW = 1;

const totpOf = (secret: Uint8Array, issuer: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: STEP_S, digits: 6 });

/** 160 bits, as RFC 4226 recommends. */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: 20 }).bytes);
}

/** For the app: a text for its camera, and the secret for typing. */
export function totpFor(secret: Uint8Array, issuer: string, label: string): { uri: string; secret: string } {
  const totp = totpOf(secret, issuer, label);
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/** The step whose code this is, near now; null where it is none. A step counts once: the caller keeps the last one. */
export function totpStep(secret: Uint8Array, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '', '').validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1_000 / STEP_S) + delta;
}
