import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A security key in software (WebAuthn level 3): one credential, bound to one relying party. */
export interface Authenticator {
  credentialId: string;
  /** What the browser sends when a key was made. */
  register(challenge: string, changes?: Changes): unknown;
  /** What the browser sends when the key signed. */
  assert(challenge: string, changes?: Changes): unknown;
}

/** What a dishonest browser or a copied key would say otherwise. */
export interface Changes {
  origin?: string;
  rpId?: string;
  /** Whether the device's own lock was opened. */
  isVerified?: boolean;
  count?: number;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

export function createAuthenticator(home: { origin: string; rpId: string }): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const credentialId = id.toString('base64url');
  let count = 0;

  const clientData = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authenticatorData = (flags: number, { rpId = home.rpId, isVerified = true, count: said }: Changes): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(said ?? ++count);
    const verified = isVerified ? USER_VERIFIED : 0;
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([USER_PRESENT | verified | flags]),
      counter,
    ]);
  };
  const credential = (response: Record<string, string>) => ({
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  });

  return {
    credentialId,
    register(challenge, changes = {}) {
      const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
      const coordinate = (text: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, 'base64url')]);
      // COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
      const coseKey = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
        coordinate(x),
        Buffer.from([0x22]),
        coordinate(y),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
      const data = Buffer.concat([authenticatorData(HAS_KEY, changes), attested]);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
      const text = (word: string) => Buffer.concat([Buffer.from([0x60 | word.length]), Buffer.from(word)]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      return credential({
        clientDataJSON: clientData('webauthn.create', challenge, changes.origin ?? home.origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      });
    },
    assert(challenge, changes = {}) {
      const client = clientData('webauthn.get', challenge, changes.origin ?? home.origin);
      const data = authenticatorData(0, changes);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return credential({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      });
    },
  };
}
