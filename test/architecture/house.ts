import { readSource, type SourceFile } from './imports.ts';
import { sqlViolations } from './sql.ts';
import { screenStates, webRings, webWalls } from './web.ts';

/**
 * Which rooms there are, who may import whom, and what may be written where; of test/ only how long its files are. Each
 * broken rule is a sentence with its file.
 */
export function violations(texts: ReadonlyMap<string, string>): string[] {
  const code = [...texts].filter(([path]) => /\.tsx?$/.test(path));
  const files = code.filter(([path]) => !path.startsWith('test/')).map(([path, text]) => readSource(path, text));
  const pure = new Set(files.filter(isPure).map((f) => f.path));
  return [
    ...code.flatMap(longFile),
    ...files.flatMap((file) => [
      ...defaultExport(file),
      ...room(file),
      ...importsOf(file, pure),
      ...libraries(file),
      ...chance(file, pure),
      ...environment(file),
      ...prose(file),
      ...webWalls(file),
    ]),
    ...sqlViolations(files, texts, featureOf),
    ...cycles(files),
    ...webRings(files),
    ...screenStates(files),
    ...longFunctions(files),
  ].sort();
}

export const MAX_LINES = 300;
/** Features of the server are a folder each, with the same words inside; the embedded database and the readers of tables serve all of them. */
const NOT_FEATURES = new Set(['embedded', 'tables']);
/** May know every feature: the composition root, and the table of commands. */
const ROOTS = new Set(['server/main.ts', 'server/cli.ts']);
/** A client of the public API: it lives in the server's folder and knows no feature. */
const FORBIDDEN_WORDS = /(^|\/)[a-z]*(service|utils?|helpers?|types|manager|dto|misc|common)s?\.tsx?$/i;

/** Where a library's values may be imported; its types may be named anywhere on the same side. */
const homes: Record<string, RegExp> = {
  pg: /^server\/db\.ts$/,
  '@electric-sql/pglite': /^server\/embedded\//,
  '@electric-sql/pglite-postgis': /^server\/embedded\//,
  express: /^server\/(http|app|web)\.ts$/,
  'socket.io': /^server\/live\//,
  'socket.io-client': /^web\/live\//,
  leaflet: /^web\/map\/(map|painting|tiles)\.ts$/,
  pmtiles: /^server\/tiles\/archive\.ts$/,
  '@maplibre/vt-pbf': /^server\/tiles\/cutLayers\.ts$/,
  'protomaps-leaflet': /^web\/map\/vectorTiles\//,
  piscina: /^server\/solvers\.ts$/,
  'prom-client': /^server\/metrics\.ts$/,
  undici: /^server\/(load|travel|oidc|carriers)\//,
  'openid-client': /^server\/oidc\/provider\.ts$/,
  pino: /^server\/log\.ts$/,
  '@node-rs/argon2': /^server\/auth\.ts$/,
  yazl: /^server\/tableFile\.ts$/,
  fflate: /^(web\/ui\/workbook|server\/tables\/xlsx)\.ts$/,
  'qrcode-generator': /^web\/ui\/qrCode\.ts$/,
  '@noble/hashes': /^web\/ui\/sha256\.ts$/,
  gcoord: /^shared\/frames\.ts$/,
  saxen: /^server\/carriers\/xml\.ts$/,
};

/** Libraries that compute and do nothing else: pure files may use them. */
const PURE_LIBRARIES = new Set([
  'zod',
  'gcoord',
  'd3-delaunay',
  'flatbush',
  'geographiclib-geodesic',
  'csv-parse',
  'saxen',
  '@turf/turf',
  'node:crypto' /* hashes; its chance is forbidden below */,
]);

export function featureOf(path: string): string | null {
  const name = /^server\/([^/]+)\//.exec(path)?.[1];
  return name && !NOT_FEATURES.has(name) ? name : null;
}

/** A solver is values in, values out, and knows no feature: any feature may use it as it uses a library. */
function isLibrary(path: string): boolean {
  return /^server\/\w+\/solve\//.test(path);
}

function isPure({ path, text }: SourceFile): boolean {
  return path.startsWith('shared/') || /\/(solve|protocols)\//.test(path) || text.startsWith('// Pure:');
}

function longFile([path, text]: [path: string, text: string]): string[] {
  const lines = text.split('\n').length - 1;
  return lines > MAX_LINES
    ? [`${path}: no file passes ${MAX_LINES} lines, this one has ${lines}; a file is a thing you can name.`]
    : [];
}

/** A reader of Chinese gets the sentence of a code; an English one written on the spot would reach everybody. */
function prose({ path, text }: SourceFile): string[] {
  const made = /new AppError\(\s*(?!'[A-Z0-9_]+'|[\w.]+[,)]|[^,()]*\? '[A-Z0-9_]+' : '[A-Z0-9_]+')/.exec(text);
  const told = /new AppError\(\s*'[A-Z0-9_]+',\s*['"`]|badField\([^;]*?,\s*(?:'[^']*[a-z ][^']*'|"|`)[^;]*?\);/.exec(
    text,
  );
  return path.startsWith('server/') && (made || told)
    ? [`${path}: a problem is a code of shared/problems/ with parameters, never prose.`]
    : [];
}

/** A function is a thing one can hold in mind. */
const MAX_FUNCTION_LINES = 60;
/** Those that are better whole: each is one statement or one search. None joins them without its reason. */
const LONG_TODAY = new Set([
  'server/routes/solve/tour/basisMove.ts find', // cut in two, the search of a day is 12 to 20 % slower
  'server/visits/judgeStore.ts visitsToJudge',
]);

function longFunctions(files: readonly SourceFile[]): string[] {
  const long = new Map<string, number>(
    files.flatMap(({ path, functions }) =>
      functions.filter(({ lines }) => lines > MAX_FUNCTION_LINES).map((f) => [`${path} ${f.name}`, f.lines] as const),
    ),
  );
  return [
    ...[...long]
      .filter(([name]) => !LONG_TODAY.has(name))
      .map(([name, lines]) => {
        const [path, of] = name.split(' ') as [string, string];
        return `${path}: the function ${of} has ${lines} lines; none passes ${MAX_FUNCTION_LINES}.`;
      }),
    ...[...LONG_TODAY]
      .filter((name) => !long.has(name))
      .map(
        (name) =>
          `test/architecture/house.ts: ${name} is not longer than ${MAX_FUNCTION_LINES} lines any more: take it off the list.`,
      ),
  ];
}

function defaultExport(file: SourceFile): string[] {
  return file.hasDefaultExport && !file.path.endsWith('.config.ts')
    ? [`${file.path}: exports have names; there is a default export.`]
    : [];
}

function room({ path }: SourceFile): string[] {
  if (!/^(server|web|shared)\//.test(path)) return [`${path}: code lives in server/, web/ or shared/.`];
  if (FORBIDDEN_WORDS.test(path))
    return [`${path}: a file is named for what it is, not utils, helpers, services or types.`];
  return [];
}

function importsOf(file: SourceFile, pure: ReadonlySet<string>): string[] {
  const { path } = file;
  const feature = featureOf(path);
  return file.imports
    .filter((i) => i.isOwn)
    .flatMap(({ target, isTypeOnly }) => {
      const sentence = (rule: string) => [`${path} imports ${target}: ${rule}`];
      if (path.startsWith('shared/') && !target.startsWith('shared/'))
        return sentence('shared/ is what both sides agree on and imports only itself.');
      if (path.startsWith('web/') && !/^(web|shared)\//.test(target) && target !== 'package.json')
        return sentence('web/ imports web/ and shared/.');
      if (path.startsWith('server/') && !/^(server|shared)\//.test(target) && target !== 'package.json')
        return sentence('server/ imports server/ and shared/.');
      if (pure.has(path) && !pure.has(target) && !isTypeOnly) return sentence('a pure file imports pure files only.');
      if (!path.startsWith('server/') || ROOTS.has(path)) return [];
      const other = featureOf(target);
      if (ROOTS.has(target)) return sentence('nothing imports a composition root.');
      if (feature === null && other !== null) return sentence('server/*.ts serves every feature and knows none.');
      if (feature !== null && other !== null && feature !== other && !isLibrary(target))
        return sentence(
          'features do not know each other; they meet in the database, in shared/, in what they give each other (server/given.ts) and in server/main.ts.',
        );
      return [];
    });
}

function libraries(file: SourceFile): string[] {
  const pure = isPure(file);
  return file.imports
    .filter((i) => !i.isOwn)
    .flatMap(({ target, isTypeOnly }) => {
      const home = homes[target];
      if (home && !isTypeOnly && !home.test(file.path))
        return [`${file.path} imports ${target}: this library has one home, ${home.source}.`];
      if (file.path.startsWith('shared/') && target !== 'zod' && target !== 'gcoord')
        return [`${file.path} imports ${target}: shared/ imports zod and the coordinate library.`];
      if (
        file.path.startsWith('web/') &&
        target.startsWith('node:') &&
        !/^web\/(build|vite\.config)\.ts$/.test(file.path)
      )
        return [`${file.path} imports ${target}: the browser has no Node.`];
      if (pure && !isTypeOnly && !PURE_LIBRARIES.has(target))
        return [
          `${file.path} imports ${target}: a pure file uses no clock, chance, environment or network, nor a library that might.`,
        ];
      return [];
    });
}

const IMPURE = [
  'Math.random',
  'randomUUID',
  'randomBytes',
  'randomInt',
  'Date.now',
  'new Date()',
  'performance.now',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'await',
  'globalThis',
];

function chance(file: SourceFile, pure: ReadonlySet<string>): string[] {
  const used = file.uses;
  if (pure.has(file.path)) {
    const impure = IMPURE.filter((name) => used.has(name));
    return impure.map((name) => `${file.path} uses ${name}: time, chance and stop are arguments of a pure file.`);
  }
  return used.has('Math.random')
    ? [`${file.path} uses Math.random: chance that matters is seeded, and shared/random.ts is its only source.`]
    : [];
}

function environment(file: SourceFile): string[] {
  const mayRead = file.path === 'server/config.ts' || ROOTS.has(file.path) || !file.path.startsWith('server/');
  return !mayRead && file.text.includes('process.env')
    ? [`${file.path} reads process.env: every setting is parsed once, in server/config.ts.`]
    : [];
}

/** Circles of imports that exist at run time. */
function cycles(files: readonly SourceFile[]): string[] {
  const targets = new Map(
    files.map((f) => [f.path, f.imports.filter((i) => i.isOwn && !i.isTypeOnly && !i.isAside).map((i) => i.target)]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) {
      found.push(`${[...way.slice(at), path].join(' → ')}: files import each other in a circle.`);
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return found;
}
