import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../web/build.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let script: string;
beforeAll(async () => {
  server = await startTestServer();
  script = /src="(\/assets\/[^"]+\.js)"/.exec(
    (await request(server.url).get('/').set('Accept', 'text/html').expect(200)).text,
  )![1]!;
});
afterAll(() => server?.stop());

const ask = (path: string, encoding: string) => request(server.url).get(path).set('Accept-Encoding', encoding);

describe('the texts of the pages', () => {
  it('come squeezed to whoever takes that, as they are to others, and say so to caches', async () => {
    const [squeezed, plain] = [await ask(script, 'gzip').expect(200), await ask(script, 'identity').expect(200)];
    expect(squeezed.text).toBe(plain.text);
    expect(squeezed.get('Content-Encoding')).toBe('gzip');
    expect(plain.get('Content-Encoding')).toBeUndefined();
    for (const answer of [squeezed, plain]) {
      expect(answer.get('Vary')).toContain('Accept-Encoding');
      expect(answer.get('Content-Type')).toContain('text/javascript');
      expect(answer.get('Cache-Control')).toContain('immutable');
    }
    expect(Number(squeezed.get('Content-Length'))).toBeLessThan(
      Number(plain.get('Content-Length') ?? plain.text.length) / 2,
    );
  });

  it('are looked for nowhere else', async () => {
    for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/no-such.js']) {
      const answer = await ask(path, 'gzip').set('Accept', 'application/json');
      expect(answer.get('Content-Encoding'), path).toBeUndefined();
      expect(answer.text, path).not.toContain('"dependencies"');
    }
  });
});
