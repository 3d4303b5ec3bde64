import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadReport } from '../../server/load/drive.ts';
import { startChild } from '../helpers/child.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

const CLI = new URL('../../server/cli.ts', import.meta.url);
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('UTC');
});
afterAll(() => server.stop());

async function load(...args: string[]): Promise<{ status: number | null; out: string; errors: string }> {
  const child = startChild(CLI, ['simulate', 'load', ...args], { DATA_DIR: server.dataDir });
  const status = await child.ended;
  return { status, out: child.lines.join('\n'), errors: child.errors.join('\n') };
}

describe('simulate load', () => {
  it('leaves a real organisation alone unless told otherwise', async () => {
    expect(await load('--seconds', '1')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('is a real organisation'),
    });
    expect((await load('--seconds', '1', '--lang', 'zh')).errors).toContain('是真实单位');
    const { rows } = await server.running.db.query('select 1 from fix');
    expect(rows).toEqual([]);
  });

  it('sends, and every fix it was told is stored is there once', async () => {
    const { status, out } = await load('--seconds', '1', '--phones', '3', '--fixes', '7', '--into-real-data');
    expect(status).toBe(0);
    const report = JSON.parse(out) as LoadReport;
    expect(report.acknowledgedFixes).toBeGreaterThan(0);
    expect(report.failed).toEqual({});
    const { rows } = await server.running.db.query<{ n: number; phones: number }>(
      'select count(*) as n, count(distinct device_id) as phones from fix',
    );
    expect(rows).toEqual([{ n: report.acknowledgedFixes, phones: 3 }]);
  });

  it('keeps to its limits', async () => {
    expect(await load('--seconds', '601')).toMatchObject({
      status: 2,
      errors: expect.stringContaining('--seconds must be a whole number from 1 to 600'),
    });
    expect(await load('--phones', 'many')).toMatchObject({ status: 2 });
  });
});
