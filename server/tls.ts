import { readFile, writeFile } from 'node:fs/promises';
import { networkInterfaces, hostname } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { SaidError } from './saidError.ts';

export interface Certificate {
  cert: string;
  key: string;
}

/** Browsers refuse longer ones (Apple, since 2020: 825 days for those that people install themselves). */
const DAYS = 820;
/** Made anew before it ends. */
const RENEW_DAYS = 30;

/**
 * The certificate to serve HTTPS with: from files, or made by this server for this machine's names and addresses and kept in
 * the data folder, so that people accept it once. @throws Error naming the file that cannot be read
 */
export async function readCertificate(
  tls: { cert: string; key: string | undefined },
  dataDir: string,
  now: Date,
): Promise<Certificate> {
  if (tls.cert !== 'self') return { cert: await read(tls.cert), key: await read(tls.key!) };
  const names = ownNames();
  const files = { cert: join(dataDir, 'tls-cert.pem'), key: join(dataDir, 'tls-key.pem') };
  const kept = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')]).catch(() => null);
  if (kept && isGood(kept[0], names, now)) return { cert: kept[0], key: kept[1] };
  const notAfterDate = new Date(now.getTime() + DAYS * 86_400_000);
  const { generate } = await import('selfsigned'); // costs 0.3 s to load, and most servers never need it
  const made = await generate([{ name: 'commonName', value: `Rounds on ${hostname()}` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - 86_400_000),
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          /^[\d.]+$|:/.test(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
        ),
      },
    ],
  });
  await writeFile(files.cert, made.cert);
  await writeFile(files.key, made.private, { mode: 0o600 });
  return { cert: made.cert, key: made.private };
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SaidError(
      { en: `the certificate's file ${file} cannot be read`, zh: `证书文件 ${file} 无法读取` },
      { cause },
    );
  });
}

/** Every name and address by which phones in the same network reach this machine. */
export function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter((one) => !one.address.startsWith('fe80'))
    .map((one) => one.address);
  return [...new Set(['localhost', hostname().toLowerCase(), ...addresses])].filter((name) => /^[\w.:-]+$/.test(name));
}

function isGood(cert: string, names: readonly string[], now: Date): boolean {
  try {
    const known = new X509Certificate(cert);
    const isFresh = Date.parse(known.validTo) - now.getTime() > RENEW_DAYS * 86_400_000;
    return isFresh && names.every((name) => known.checkHost(name) !== undefined || known.checkIP(name) !== undefined);
  } catch {
    return false;
  }
}
