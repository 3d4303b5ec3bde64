import type { SourceFile } from './imports.ts';

/** Stand below every room of web/: the transport and what the map and the ground both need. */
const isRoot = (path: string) => /^web\/[^/]+\.tsx?$/.test(path) && !BUILT_FROM.test(path);
/** The page's first script, and what builds the pages. */
const BUILT_FROM = /^web\/(main\.tsx|build\.ts|vite\.config\.ts)$/;
/** Below every room: styles that all pages share. */
const BELOW = new Set(['styles']);
/** The roof, the ground and the engine of the map. */
const NOT_FEATURES = new Set(['app', 'ui', 'map', ...BELOW]);

const roomOf = (path: string): string | null => /^web\/([^/]+)\//.exec(path)?.[1] ?? null;

/** Who may know whom in web/: root below ui and map, those below the features, and the roof above all. */
export function webWalls({ path, imports }: SourceFile): string[] {
  if (!path.startsWith('web/') || BUILT_FROM.test(path)) return [];
  const own = roomOf(path);
  return imports
    .filter((i) => i.isOwn && i.target.startsWith('web/'))
    .flatMap(({ target }) => {
      const other = roomOf(target);
      const sentence = (rule: string) => [`${path} imports ${target}: ${rule}`];
      if (own === 'app' || other === own || isRoot(target)) return [];
      if (other === 'app') return sentence('the roof knows every feature, and none knows the roof.');
      if (isRoot(path)) return sentence('what stands below every room of web/ knows none of them.');
      if (own === 'map') return sentence('web/map is told what it needs; it imports neither web/ui nor a feature.');
      if (own === 'ui' && !BELOW.has(other!))
        return sentence('web/ui is the ground: it imports neither web/map nor a feature.');
      if (other !== null && !NOT_FEATURES.has(other))
        return sentence(
          'features do not know each other; they meet in web/ui, in web/map and in the parts of web/ui/parts.ts.',
        );
      return [];
    });
}

/** Rooms of web/ that import each other both ways, by type or by value. */
export function webRings(files: readonly SourceFile[]): string[] {
  const ways = new Map<string, string>();
  for (const { path, imports } of files) {
    if (BUILT_FROM.test(path)) continue;
    for (const { target, isOwn } of imports) {
      const [from, to] = [roomOf(path), isOwn ? roomOf(target) : null];
      if (from !== null && to !== null && from !== to) ways.set(`${from} ${to}`, `${path} → ${target}`);
    }
  }
  return [...ways].flatMap(([key, there]) => {
    const [from, to] = key.split(' ') as [string, string];
    const back = ways.get(`${to} ${from}`);
    return back && from < to
      ? [`web/${from} and web/${to} import each other (${there}; ${back}): one of them is below.`]
      : [];
  });
}

/** Signals of a feature that are not one screen's state. */
const SHARED_FACTS: Record<string, string> = {
  'web/live/connect.ts': 'the one stream of the desk: whether it is heard',
  'web/visits/evidenceLayer.ts': 'what a layer draws, which lies on the map as long as that is there',
  'web/retailers/focusLayer.ts': 'likewise',
  'web/scenarios/map/scene.ts': 'likewise',
  'web/replay/state.ts': 'how fast one likes it: a habit',
  'web/scenarios/chosenKind.ts': 'which kind one works on: a habit',
  'web/phone/day.ts': 'the phone is one page and never closes',
  'web/phone/position.ts': 'likewise',
  'web/phone/inspections/inspecting.ts': 'likewise',
  'web/phone/logs/logging.ts': 'likewise',
  'web/phone/navigatorChoice.tsx': 'which app one finds the way with: a habit',
};

/** What a screen keeps is an object: a signal of the module would outlive the screen, and who was signed in. */
export function screenStates(files: readonly SourceFile[]): string[] {
  const kept = files.filter(({ path, hasModuleSignal }) => {
    const room = roomOf(path);
    return hasModuleSignal && room !== null && !NOT_FEATURES.has(room);
  });
  const paths = new Set(kept.map(({ path }) => path));
  return [
    ...kept
      .filter(({ path }) => !(path in SHARED_FACTS))
      .map(({ path }) => `${path}: what a screen keeps is an object that it opens and closes (web/ui/opened.ts).`),
    ...Object.keys(SHARED_FACTS)
      .filter((path) => !paths.has(path))
      .map((path) => `test/architecture/web.ts: ${path} keeps no signal any more: take it off the list.`),
  ];
}
