// Pure: an answer as a tree of named texts, whether it came as XML or as JSON, and the paths that find something in it.

/** An element of XML, or a value of JSON by its name. Names are without their namespace's prefix. */
export interface Tree {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Tree[];
  /** The text of the element itself, without that of its children. */
  text: string;
}

/** No answer of a carrier is deeper; what is would only cost. */
export const MOST_DEPTH = 64;

// `result/lon`, `location/@lng`: local names below the root or from it on; `*` is any name, `@` an attribute.
export const PATH =
  /^(?:[\p{L}_][\p{L}\p{N}_.-]*|\*)(?:\/(?:[\p{L}_][\p{L}\p{N}_.-]*|\*))*(?:\/@[\p{L}_][\p{L}\p{N}_.-]*)?$/u;

/** The first element at a path, in the order of the answer; its last step is no attribute. */
export function treeAt(root: Tree, path: string): Tree | null {
  const steps = path.split('/');
  const above: Tree = { name: '', attributes: new Map(), children: [root], text: '' };
  return first(above, steps) ?? first(root, steps);
}

/** The first text at a path, trimmed; null where there is none or it is empty. */
export function textAt(root: Tree, path: string): string | null {
  const at = path.indexOf('/@');
  const found = treeAt(root, at < 0 ? path : path.slice(0, at));
  const text = at < 0 ? found?.text : found?.attributes.get(path.slice(at + 2));
  return text?.trim() || null;
}

/** Every element of a name, at any depth, in the order of the answer. */
export function* named(root: Tree, name: string): Generator<Tree> {
  if (root.name === name) yield root;
  for (const child of root.children) yield* named(child, name);
}

function first(from: Tree, [step, ...rest]: string[]): Tree | null {
  for (const child of from.children) {
    if (step !== '*' && child.name !== step) continue;
    const found = rest.length === 0 ? child : first(child, rest);
    if (found) return found;
  }
  return null;
}
