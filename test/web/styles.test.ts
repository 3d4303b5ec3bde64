import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const web = fileURLToPath(new URL('../../web', import.meta.url));
const files = readdirSync(web, { recursive: true, encoding: 'utf8' });
const textOf = (file: string) => readFileSync(join(web, file), 'utf8');
const modules = files.filter((file) => file.endsWith('.module.css'));
const scripts = files.filter((file) => /\.tsx?$/.test(file)).map((file) => ({ file, text: textOf(file) }));

/** State of what another class names: `is-late`, `has-player`, and Leaflet's own. */
const isShared = (name: string) => /^(is|has|leaflet|pane)-/.test(name);
const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function classesOf(css: string): Set<string> {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\{[^{}]*\}/g, '{}');
  return new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1]!));
}

/** What a module is for: the classes that its own feature uses by name. */
function usedOf(module: string): Set<string> {
  const importing = scripts.flatMap(({ text }) => {
    const name = new RegExp(`import (\\w+) from '[^']*${module.split('/').at(-1)!.replaceAll('.', '\\.')}'`).exec(
      text,
    )?.[1];
    return name ? [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map((match) => match[1]!) : [];
  });
  return new Set(importing);
}

describe('styles', () => {
  it('are modules of their features, which somebody imports', () => {
    expect(modules.length).toBeGreaterThan(8);
    expect(modules.filter((module) => usedOf(module).size === 0)).toEqual([]);
  });

  it.each(modules)('%s defines every class that is asked of it', (module) => {
    const defined = new Set([...classesOf(textOf(module))].map(camel));
    expect([...usedOf(module)].filter((name) => !defined.has(name))).toEqual([]);
  });

  it('never define one class in two modules: names are kept as they are written', () => {
    const owners = new Map<string, string[]>();
    for (const module of modules) {
      const used = usedOf(module);
      for (const name of classesOf(textOf(module)))
        if (!isShared(name) && used.has(camel(name))) owners.set(name, [...(owners.get(name) ?? []), module]);
    }
    expect([...owners].filter(([, of]) => of.length > 1)).toEqual([]);
  });
});
