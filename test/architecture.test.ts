import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violations } from './architecture/house.ts';

const root = new URL('..', import.meta.url);

/** Every source file of the project by its path from the root. */
function readProject(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const folder of ['server', 'shared', 'web', 'sql', 'test']) {
    for (const path of readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })) {
      if (/\.(tsx?|sql)$/.test(path))
        texts.set(`${folder}/${path}`, readFileSync(new URL(`${folder}/${path}`, root), 'utf8'));
    }
  }
  return texts;
}

const project = readProject();

/** The sentences that a change of one file adds to those of the project as it is. */
function planted(path: string, text: string, replaces = false): string[] {
  const before = new Set(violations(project));
  const changed = new Map(project).set(path, replaces ? text : (project.get(path) ?? '') + text);
  return violations(changed).filter((sentence) => !before.has(sentence));
}

describe('the house', () => {
  it('keeps its own rules', () => {
    expect(violations(project)).toEqual([]);
  });

  it.each<[rule: string, path: string, text: string, sentence: string]>([
    [
      'a feature that imports another',
      'server/visits/judgeDue.ts',
      `\nimport { addFixes } from '../positions/store.ts';`,
      'server/visits/judgeDue.ts imports server/positions/store.ts: features do not know each other',
    ],
    [
      'a feature known by type only',
      'server/visits/judgeDue.ts',
      `\nimport type { Phone } from '../positions/ingest.ts';`,
      'features do not know each other',
    ],
    [
      'a feature imported dynamically',
      'server/visits/judgeDue.ts',
      `\nexport const late = () => import('../plans/store.ts');`,
      'features do not know each other',
    ],
    [
      "another feature's file beside its solver",
      'server/plans/problem.ts',
      `\nimport { readTsplib } from '../routes/tsplib.ts';`,
      'server/plans/problem.ts imports server/routes/tsplib.ts: features do not know each other',
    ],
    [
      "a thread of another feature's",
      'server/plans/planDay.ts',
      `\nexport const aside = new URL('../retailers/readProcess.ts', import.meta.url);`,
      'server/plans/planDay.ts imports server/retailers/readProcess.ts: features do not know each other',
    ],
    [
      'a solver that knows a feature',
      'server/routes/solve/problem.ts',
      `\nimport { gpxOf } from '../../plans/exportPlan.ts';`,
      'features do not know each other',
    ],
    [
      'a shared server file that knows a feature',
      'server/auth.ts',
      `\nimport { peopleIn } from './people/store.ts';`,
      'server/auth.ts imports server/people/store.ts: server/*.ts serves every feature and knows none',
    ],
    [
      'shared/ importing the server',
      'shared/geo.ts',
      `\nimport type { Who } from '../server/auth.ts';`,
      'shared/ is what both sides agree on',
    ],
    [
      'the web importing the server',
      'web/api.ts',
      `\nimport { can } from '../server/auth.ts';`,
      'web/ imports web/ and shared/',
    ],
    [
      'a pure file importing a shell',
      'server/visits/judge.ts',
      `\nimport { judgeDay } from './judgeDue.ts';`,
      'a pure file imports pure files only',
    ],
    [
      'a composition root that is imported',
      'server/live/store.ts',
      `\nimport { start } from '../main.ts';`,
      'nothing imports a composition root',
    ],
    [
      'a feature of the web that imports another',
      'web/live/panel.tsx',
      `\nimport type { Draft } from '../plans/draft.ts';`,
      'web/live/panel.tsx imports web/plans/draft.ts: features do not know each other',
    ],
    [
      'a feature that knows the roof',
      'web/live/panel.tsx',
      `\nimport { screenNow } from '../app/desk.ts';`,
      'the roof knows every feature, and none knows the roof',
    ],
    [
      'the ground that knows a feature',
      'web/ui/failure.tsx',
      `\nimport { facts } from '../live/day.ts';`,
      'web/ui is the ground: it imports neither web/map nor a feature',
    ],
    [
      'the ground that knows the map',
      'web/ui/failure.tsx',
      `\nimport { scene } from '../map/scene.ts';`,
      'web/ui is the ground: it imports neither web/map nor a feature',
    ],
    [
      'the map that knows the ground',
      'web/map/base.ts',
      `\nimport { me } from '../ui/me.ts';`,
      'web/map is told what it needs',
    ],
    [
      'the map that knows a feature',
      'web/map/scene.ts',
      `\nimport type { Draft } from '../plans/draft.ts';`,
      'web/map is told what it needs',
    ],
    [
      'a transport that knows a room',
      'web/api.ts',
      `\nimport { me } from './ui/me.ts';`,
      'what stands below every room of web/ knows none of them',
    ],
    [
      'rooms that import each other',
      'web/map/scene.ts',
      `\nimport type { Level } from '../retailers/clusters.ts';`,
      'web/map and web/retailers import each other',
    ],
    [
      'a screen that keeps its state in its module',
      'web/plans/panel.tsx',
      `\nconst kept = { order: signal('name') };`,
      'what a screen keeps is an object that it opens and closes',
    ],
    ['pg outside its home', 'server/people/store.ts', `\nimport pg from 'pg';`, 'this library has one home'],
    ['leaflet in a second file', 'web/api.ts', `\nimport L from 'leaflet';`, 'this library has one home'],
    [
      'the renderer of tiles in a page',
      'web/map/base.ts',
      `\nimport { paint } from 'protomaps-leaflet';`,
      'this library has one home',
    ],
    [
      'a second reader of archives',
      'server/tiles/http.ts',
      `\nimport { PMTiles } from 'pmtiles';`,
      'this library has one home',
    ],
    [
      'a library in shared/ that is not zod',
      'shared/geo.ts',
      `\nimport { distance } from '@turf/turf';`,
      'shared/ imports zod and the coordinate library',
    ],
    ['Node in the browser', 'web/api.ts', `\nimport { join } from 'node:path';`, 'the browser has no Node'],
    [
      'SQL outside a store',
      'server/visits/http.ts',
      '\nexport const q = `select 1 as one from visit`;',
      `SQL lives in a feature's store.ts`,
    ],
    [
      "a write to another feature's table",
      'server/visits/store.ts',
      '\nexport const q = `delete from fix where true`;',
      'server/visits/store.ts writes fix: a feature writes only its own tables, and fix belongs to positions',
    ],
    [
      "a read of another feature's table",
      'server/visits/store.ts',
      '\nexport const q = `select r.name from visit v join retailer r using (org_id, retailer_id)`;',
      'server/visits/store.ts reads retailer: what others may read is a view in sql/current/retailers.sql',
    ],
    [
      "another feature's table in a list",
      'server/visits/store.ts',
      '\nexport const q = `select 1 from visit v, plan_stop s where s.day = v.day`;',
      'server/visits/store.ts reads plan_stop',
    ],
    [
      "another feature's table in a piece of a statement",
      'server/visits/store.ts',
      `\nexport const source = 'person p join visit v using (org_id)';`,
      'server/visits/store.ts reads person',
    ],
    [
      "a view over another feature's table",
      'sql/current/visits.sql',
      '\ncreate view visit_at as\nselect r.name from visit v join retailer r using (org_id, retailer_id);',
      'sql/current/visits.sql reads retailer',
    ],
    [
      "a trigger that writes another feature's table",
      'sql/current/visits.sql',
      '\ncreate function f() returns trigger language plpgsql as $$ begin update retailer set name = name; return null; end $$;',
      'sql/current/visits.sql writes retailer',
    ],
    [
      'a view in a migration',
      'sql/899_visits_seen.sql',
      'create view seen as select 1 as one;',
      'a migration makes tables; functions, views and triggers live in sql/current/',
    ],
    [
      'chance in a solver',
      'server/routes/solve/tour/solve.ts',
      '\nexport const dice = Math.random();',
      'time, chance and stop are arguments of a pure file',
    ],
    [
      'a clock in a pure file',
      'server/visits/judge.ts',
      '\nexport const at = Date.now();',
      'uses Date.now: time, chance and stop are arguments',
    ],
    [
      'today in a pure file',
      'server/visits/judge.ts',
      '\nexport const at = new Date();',
      'uses new Date(): time, chance and stop are arguments',
    ],
    [
      'await in a protocol',
      'server/positions/protocols/detect.ts',
      '\nexport const later = async () => await 1;',
      'uses await: time, chance and stop are arguments',
    ],
    [
      'unseeded chance anywhere',
      'server/auth.ts',
      '\nexport const dice = Math.random();',
      'shared/random.ts is its only source',
    ],
    [
      'a setting read in passing',
      'server/solvers.ts',
      '\nexport const n = process.env.THREADS;',
      'every setting is parsed once',
    ],
    [
      'an error given prose',
      'server/auth.ts',
      `\nexport const no = () => new AppError('NOT_FOUND', 'There is nothing here.');`,
      'a problem is a code of shared/problems/',
    ],
    [
      'a field given prose',
      'server/auth.ts',
      `\nexport const no = () => badField('body.day', 'is past');`,
      'a problem is a code of shared/problems/',
    ],
    ['a default export', 'server/auth.ts', '\nexport default 1;', 'exports have names'],
    ['a file that grew too long', 'server/auth.ts', '\n// more'.repeat(301), 'no file passes 300 lines'],
    ['a test that grew too long', 'test/server/json.test.ts', '\n// more'.repeat(301), 'no file passes 300 lines'],
    [
      'a function that grew too long',
      'server/auth.ts',
      `\nexport function long() {\n${'  // more\n'.repeat(60)}}`,
      'the function long has 62 lines',
    ],
    ['a room that means nothing', 'server/visits/utils.ts', 'export const a = 1;\n', 'a file is named for what it is'],
  ])('says so of %s', (_rule, path, text, sentence) => {
    const found = planted(path, text);
    expect(found.join('\n')).toContain(sentence);
    expect(found.join('\n')).toContain(path);
  });

  it('says so of a circle of imports, and names the way round', () => {
    const changed = new Map(project)
      .set('server/a.ts', `import { b } from './b.ts';\nexport const a = () => b;\n`)
      .set('server/b.ts', `import { a } from './a.ts';\nexport const b = () => a;\n`);
    expect(violations(changed).join('\n')).toContain(
      'server/a.ts → server/b.ts → server/a.ts: files import each other in a circle.',
    );
  });
});
