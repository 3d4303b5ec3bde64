// SHA-256 where there is neither Node nor a secure context: a page served in a house's own network has no Web Crypto.
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** Of a text as UTF-8, in hex. */
export function sha256Text(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

export function sha256Bytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
