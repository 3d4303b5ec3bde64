import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** A path from the project's root for own files; a package's name, `node:…` for the rest. */
  target: string;
  isOwn: boolean;
  /** Erased by the compiler: it ties types, not programs. */
  isTypeOnly: boolean;
  /** Runs in a thread of its own: neither waits for the other to be loaded. */
  isAside: boolean;
}

export interface SourceFile {
  path: string;
  text: string;
  imports: Import[];
  /** Every piece of text in string and template literals. */
  strings: string[];
  /** Identifiers, property accesses (`Date.now`) and `await`, as text. */
  uses: Set<string>;
  hasDefaultExport: boolean;
  functions: { name: string; lines: number }[];
  /** Whether a signal is made when the file is loaded, and not by somebody. */
  hasModuleSignal: boolean;
}

const known = new Map<string, SourceFile>();

/** Reads a file once: what the rules ask of it is gathered from its syntax tree and kept while its text is the same. */
export function readSource(path: string, text: string): SourceFile {
  const before = known.get(path);
  if (before?.text === text) return before;
  const tree = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.ES2023,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const file = {
    path,
    text,
    imports: importsOf(path, tree),
    strings: stringsOf(tree),
    uses: usesOf(tree),
    hasDefaultExport: defaultExportOf(tree),
    functions: functionsOf(tree),
    hasModuleSignal: hasModuleSignal(tree),
  };
  if (!before) known.set(path, file);
  return file;
}

/** Static, re-exported, dynamic and type-only imports, and modules that a thread is started with: `new URL('./x.ts', import.meta.url)`. */
function importsOf(path: string, tree: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean, isAside = false): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const name = specifier.text.replace(/\?.*$/, '');
    const isOwn = name.startsWith('.');
    const target = isOwn ? posix.normalize(posix.join(posix.dirname(path), name)) : packageOf(name);
    imports.push({ target, isOwn, isTypeOnly, isAside });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isNewExpression(node) && node.expression.getText(tree) === 'URL' && isModule(node.arguments?.[0]))
      add(node.arguments![0], false, true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}

function isModule(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isStringLiteralLike(node) && /^\.\.?\/.*\.ts$/.test(node.text);
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function stringsOf(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ? '));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function usesOf(tree: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) found.add(node.getText(tree));
    else if (ts.isAwaitExpression(node)) found.add('await');
    else if (ts.isNewExpression(node) && node.expression.getText(tree) === 'Date' && !node.arguments?.length)
      found.add('new Date()');
    else if (
      ts.isIdentifier(node) &&
      !ts.isPropertyAccessExpression(node.parent) &&
      !ts.isPropertyAssignment(node.parent)
    )
      found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Every function with a body, and from which to which line it goes. */
function functionsOf(tree: ts.SourceFile): SourceFile['functions'] {
  const found: SourceFile['functions'] = [];
  const lineAt = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
      found.push({ name: named?.getText(tree) ?? 'one', lines: lineAt(node.end) - lineAt(node.getStart(tree)) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function hasModuleSignal(tree: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    const isSignal = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'signal';
    return isSignal || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  };
  return visit(tree);
}

function defaultExportOf(tree: ts.SourceFile): boolean {
  return tree.statements.some(
    (s) =>
      ts.isExportAssignment(s) ||
      (ts.canHaveModifiers(s) && (ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ?? false)),
  );
}
