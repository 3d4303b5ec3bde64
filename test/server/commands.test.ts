import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands, runRounds, type CommandName } from '../../server/cli.ts';
import { openDatabase } from '../../server/db.ts';
import { addOrganisation } from '../../server/people/store.ts';
import { placeDatabase, type PlacedDatabase } from '../helpers/database.ts';
import { isEnglish } from '../problems/chinese.ts';

const folder = mkdtempSync(join(tmpdir(), 'rounds-commands-'));
let database: PlacedDatabase;
beforeAll(async () => {
  database = await placeDatabase();
  const { databaseUrl, dataDir = folder } = database.connection;
  const db = await openDatabase(database.connection);
  await db.transaction((tx) =>
    addOrganisation(tx, {
      orgName: 'Wenzhou',
      timeZone: 'Asia/Shanghai',
      name: 'Admin',
      login: 'admin',
      passwordHash: 'x',
      synthetic: false,
    }),
  );
  await db.close();
  vi.stubEnv('DATABASE_URL', databaseUrl);
  vi.stubEnv('DATA_DIR', dataDir);
  vi.stubEnv('CARRIER_FILE', file('carriers.json', JSON.stringify([unreachable])));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.remove();
  rmSync(folder, { recursive: true });
});

function file(name: string, text = ''): string {
  const path = join(folder, name);
  if (text !== '') writeFileSync(path, text);
  return path;
}

const shops = file(
  'shops.csv',
  'code,name,lng,lat,unit,rep\nA,甲店,120.1,28.1,East,Wang\nB,乙店,east,north,East,Wang\nC,丙店,120.3,28.3,East,Li\n',
);
/** A carrier that nobody listens for. */
const unreachable = {
  ...{ name: 'telecom', prefixes: ['133'], speaks: 'json', url: 'http://127.0.0.1:1/' },
  answer: { lng: 'lon', lat: 'lat' },
};
const square = 'code,x,y,w\na,0,0,1\nb,900,0,2\nc,0,900,1\nd,900,900,2\n';
const cordeau = '1 1 1 1\n0 5\n0 0 0 0 0 0 0\n1 1 1 0 1 1 1 1\n';
const triangle = 'TYPE : TSP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 3 0\n3 0 4\nEOF\n';

/** Calls as they are meant, each with the status it ends with. A new command has none until they are written here. */
const calls: Record<CommandName, [status: number, ...args: string[]][]> = {
  import: [
    [0, shops, '--frame', 'wgs84'],
    [2, shops, '--frame', 'wgs84', '--unit', 'Nowhere'],
    [2, shops, '--frame', 'wgs84', '--map', 'code=colour'],
  ],
  route: [
    [0, file('three.tsp', triangle), '--seconds', '0.1'],
    [1, file('two.tsp', triangle.replace('3 0 4\n', ''))],
    [1, file('three.tw', '2\n0 1\n1 0\n0 9\n')],
  ],
  calendar: [
    [0, file('one.pvrp', cordeau), '--seconds', '0.1'],
    [1, file('none.pvrp', '2 1 1 1\n')],
    [1, file('rep.json', '{"days":[]}')],
  ],
  carriers: [
    [0, 'try', 'telecom', '--answer', file('known.xml', '<a><lon>120</lon><lat>28</lat></a>')],
    [1, 'try', 'telecom', '--answer', file('unknown.xml', '<a/>'), '--number', '13312345678'],
    [1, 'try', 'telecom', '--ask', '--number', '13312345678'],
    [1, 'try', 'unicom', '--answer', file('unknown.xml')],
    [2, 'try', 'telecom', '--answer', file('known.xml'), '--number', '12'],
    [2, 'try', 'telecom', '--ask'],
  ],
  territories: [
    [0, file('square.csv', square), '--parts', '2', '--measures', 'w'],
    [1, file('square.csv', square), '--parts', '9', '--measures', 'w'],
    [1, file('words.csv', square.replace('900,900,2', '900,north,many')), '--parts', '2', '--measures', 'w'],
  ],
  backup: [[0, file('all.gz')]],
  scores: [
    [1, 'verify', '2026-03', shops],
    [2, 'verify', 'March', shops],
  ],
  restore: [
    [1, file('all.gz')],
    [1, shops],
  ],
  ledger: [
    [0, 'verify'],
    [0, 'heads'],
    [1, 'verify', file('ledger.jsonl', 'no entry\n')],
    [1, 'verify', file('ledger.jsonl'), '--heads', shops],
    [2, 'export', '--from', 'yesterday'],
  ],
  // what it says of a case is in test/visits/verifyCase.test.ts
  evidence: [[1, 'verify', shops]],
  judge: [[1, file('visits.jsonl', '{}\n')]],
  simulate: [
    [0, 'visits', '--count', '1'],
    [2, 'visits', '--world', 'none'],
  ],
  sample: [
    [
      0,
      'draw',
      file('frame.tsv', 'R001\tEast\t1\nR002\tEast\t1\n'),
      '--plan',
      'p',
      '--seed',
      '60714 88235 09417 33962',
      '--take',
      '1',
    ],
    [1, 'draw', file('frame.tsv'), '--plan', 'p', '--seed', '60714 88235 09417 33962', '--take', '3'],
    [1, 'draw', shops, '--plan', 'p', '--seed', 'short', '--take', '1'],
    [
      1,
      'draw',
      file('lots.tsv', 'R001\tEast\tmany\n'),
      '--plan',
      'p',
      '--seed',
      '60714 88235 09417 33962',
      '--take',
      '1',
    ],
    [0, 'bound', '--of', '200', '--drawn', '30', '--false', '1', '--unanswered', '4'],
    [1, 'bound', '--of', '20', '--drawn', '30', '--false', '1', '--unanswered', '4'],
    [1, 'redraw', shops],
  ],
  reports: [
    [0, 'value', '--metric', 'visits', '--from', '2026-03-01', '--to', '2026-03-31'],
    [0, 'rows', '--metric', 'visits', '--from', '2026-03-01', '--to', '2026-03-31'],
    [2, 'value', '--metric', 'luck', '--from', '2026-03-01', '--to', '2026-03-31'],
    [2, 'value', '--metric', 'visits', '--from', '2026-03-31', '--to', '2026-03-01'],
    [1, 'value', '--metric', 'visits', '--from', '2026-03-01', '--to', '2026-03-31', '--unit', 'Nowhere'],
    [0, 'verify'],
    [0, 'rebuild'],
  ],
  // and of an organisation in test/load/command.test.ts
  'simulate load': [[1], [2, '--phones', '0'], [2, '--rate', 'fast']],
};

/** What no command can do anything with. */
const wrong = [
  ['--nonsense'],
  ['--nonsense=1'],
  ['nowhere.file', '--seed'],
  ['a', 'b', 'c', 'd'],
  [file('absent/file')],
];

async function run(...args: string[]): Promise<{ status: number; said: string }> {
  let said = '';
  const note = (text: string): void => void (said += text);
  const status = await runRounds(args, { stdin: (async function* () {})(), stdout: note, stderr: note });
  return { status, said };
}

/** Lines that are English sentences, but for results as JSON, and for what is typed as it stands: commands, arguments, paths. */
function english(said: string): string[] {
  const typed = /rounds( [a-z]+)*|npm start|ledger (export|heads)|--[a-z-]+( [^\s\]]+)?/g;
  const lines = said.replaceAll(folder, '').split('\n');
  return lines.filter((line) => !line.startsWith('{') && isEnglish(line.replace(typed, '')));
}

const names = Object.keys(commands) as CommandName[];

describe.each(names)('rounds %s --lang zh', (name) => {
  it.each(calls[name])('ends with %i and says so in Chinese', async (status, ...args) => {
    const ended = await run(...name.split(' '), ...args, '--lang', 'zh');
    expect(english(ended.said)).toEqual([]);
    expect([ended.status, ended.said]).toEqual([status, ended.said]);
  });

  it('is called wrongly in Chinese too, and says in English what it says in English', async () => {
    for (const args of name.startsWith('simulate') ? wrong.slice(0, 2) : wrong) {
      const zh = await run(...name.split(' '), ...args, '--lang', 'zh');
      expect(zh.status, args.join(' ')).toBeGreaterThan(0);
      expect(zh.said).toMatch(/^rounds .*\p{sc=Han}/mu);
      expect(english(zh.said)).toEqual([]);
      const en = await run('--lang', 'en', ...name.split(' '), ...args);
      expect([en.status, en.said]).toEqual([zh.status, expect.not.stringMatching(/\p{sc=Han}/u)]);
    }
  });
});

describe('rounds', () => {
  it('lists every command and what it is for in the language asked for', async () => {
    const { status, said } = await run('help', '--lang', 'zh');
    expect(status).toBe(0);
    const lines = said.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + names.length);
    for (const line of lines) expect(line).toMatch(/\p{sc=Han}/u);
    expect(english(said)).toEqual([]);
    expect((await run('help', '--lang', 'en')).said).not.toMatch(/\p{sc=Han}/u);
  });

  it('refuses a command and a language that there are not, in words', async () => {
    vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
    expect(await run('dance')).toMatchObject({ status: 2, said: expect.stringContaining('没有命令“dance”') });
    expect(await run('judge', '--lang', 'fr')).toEqual({ status: 2, said: 'rounds: --lang 只能是 zh 或 en\n' });
    vi.stubEnv('LC_ALL', 'C');
    expect(await run('judge', '--lang')).toEqual({ status: 2, said: 'rounds: --lang must be zh or en\n' });
  });
});
