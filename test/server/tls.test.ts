import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { findServer } from '../../server/runningServer.ts';
import { start } from '../../server/main.ts';
import { readCertificate } from '../../server/tls.ts';
import { placeDatabase } from '../helpers/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'rounds-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const own = { cert: 'self', key: undefined };
const now = new Date();

describe('a certificate of the server’s own', () => {
  it('names this machine and its addresses, is kept for the next start, and is made anew before it ends', async () => {
    const made = await readCertificate(own, folder, now);
    const known = new X509Certificate(made.cert);
    expect(known.checkHost('localhost')).toBe('localhost');
    for (const { address } of Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ family }) => family === 'IPv4'))
      expect(known.checkIP(address)).toBe(address);
    expect((Date.parse(known.validTo) - now.getTime()) / 86_400_000).toBeLessThan(825); // longer ones are refused by Apple's phones
    expect(statSync(join(folder, 'tls-key.pem')).mode & 0o077).toBe(0);
    expect(await readCertificate(own, folder, now)).toEqual(made);
    expect((await readCertificate(own, folder, new Date(now.getTime() + 800 * 86_400_000))).cert).not.toBe(made.cert);
    writeFileSync(join(folder, 'tls-cert.pem'), 'not a certificate');
    expect((await readCertificate(own, folder, now)).cert).toContain('BEGIN CERTIFICATE');
  });

  it('is read from files where they are named, and a file that is not there is named', async () => {
    const made = await readCertificate(own, folder, now);
    const files = { cert: join(folder, 'tls-cert.pem'), key: join(folder, 'tls-key.pem') };
    expect(await readCertificate(files, '/nowhere', now)).toEqual(made);
    await expect(readCertificate({ ...files, key: '/nowhere/key.pem' }, folder, now)).rejects.toThrow(
      '/nowhere/key.pem cannot be read',
    );
    expect(() => readConfig({ TLS_CERT: 'a.pem' }, [])).toThrow('belong together');
    expect(() => readConfig({ TLS_KEY: 'a.pem' }, [])).toThrow('belong together');
  });
});

describe('a server with HTTPS', () => {
  it('serves pages with their policy and binds the cookie, and programs on this machine still find it', async () => {
    const database = await placeDatabase();
    const dataDir = database.connection.dataDir ?? folder;
    const settings = {
      LOG_LEVEL: 'error',
      TLS_CERT: 'self',
      TILE_URL: 'https://{s}.tiles.example/{z}/{x}/{y}.png',
      TILE_FRAME: 'gcj02',
      TILE_ATTRIBUTION: '© Tiles',
    };
    const running = await start({ ...readConfig(settings, []), ...database.connection, dataDir, port: 0, demo: false });
    try {
      expect(running.url).toMatch(/^https:/);
      const { cert } = await readCertificate(own, dataDir, new Date());
      const welcome = await ask(running.url.replace('127.0.0.1', 'localhost'), '/', cert);
      expect(welcome.headers['content-security-policy']).toContain(
        "img-src 'self' data: blob: https://*.tiles.example;",
      );
      expect(welcome.headers['strict-transport-security']).toBeDefined();
      const server = (await findServer(dataDir))!;
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
      const body = {
        token: running.setupToken,
        orgName: 'Safe',
        timeZone: 'UTC',
        name: 'Root',
        login: 'root',
        password: 'correct horse battery',
      };
      const setUp = await ask(running.url, '/api/v1/setup', cert, body);
      expect(setUp.status).toBe(201);
      expect(setUp.headers['set-cookie']![0]).toMatch(/^__Host-rounds=.*Secure/);
      expect(JSON.parse(setUp.text)).toMatchObject({
        tiles: { url: settings.TILE_URL, frame: 'gcj02', attribution: '© Tiles' },
      });
      const me = await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${server.token}` } });
      expect(me.status).toBe(200);
    } finally {
      await running.stop();
      await database.remove();
    }
  });
});

function ask(
  url: string,
  path: string,
  ca: string,
  body?: object,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> & { 'set-cookie'?: string[] }; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = httpsRequest(
      new URL(path, url),
      {
        ca,
        method: body ? 'POST' : 'GET',
        headers: { accept: 'text/html,application/json', ...(body && { 'content-type': 'application/json' }) },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
      },
    );
    asking.on('error', reject);
    asking.end(body && JSON.stringify(body));
  });
}
