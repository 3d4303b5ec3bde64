import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { backupCommand } from '../../server/backup/command.ts';
import type { Command } from '../../server/command.ts';
import { ledgerCommand } from '../../server/ledger/command.ts';
import { rearrange } from '../../server/maps/rearrange.ts';
import { organisationNamed } from '../../server/people/organisationNamed.ts';
import { addUnit } from '../../server/people/units.ts';
import { importCommand } from '../../server/retailers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'rounds-none-'));
const dataDir = join(folder, 'data');
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function run(command: Command, args: string[], language: 'zh' | 'en') {
  vi.stubEnv('DATA_DIR', dataDir);
  vi.stubEnv('DATABASE_URL', undefined);
  let said = '';
  const note = (text: string): void => void (said += text);
  const status = await command.run(args, { stdin: (async function* () {})(), stdout: note, stderr: note, language });
  return { status, said };
}

describe('a command where there is no database', () => {
  const file = join(folder, 'a.csv');
  writeFileSync(file, 'code,name,lng,lat\nA,Shop,120,28\n');
  it.each<[string, Command, string[]]>([
    ['import', importCommand({ rearrange, addUnit, organisationNamed }), [file, '--frame', 'wgs84']],
    ['backup', backupCommand, [join(folder, 'all.gz')]],
    ['ledger verify', ledgerCommand, ['verify']],
    ['ledger export', ledgerCommand, ['export']],
  ])('%s refuses, says where it looked in both languages, and makes none', async (_name, command, args) => {
    const en = await run(command, args, 'en');
    expect(en.status).toBe(1);
    expect(en.said).toContain(`there is no database in ${dataDir}`);
    expect((await run(command, args, 'zh')).said).toContain(`${dataDir} 中没有数据库`);
    expect(existsSync(dataDir)).toBe(false);
  });
});
