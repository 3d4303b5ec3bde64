import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const documents = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);
const textOf = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const tests = new Set(
  readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).map((path) => basename(path)),
);

describe('the documents', () => {
  it.each(documents)('%s leads to files that are there', (name) => {
    const links = [...textOf(name).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(join(ROOT, dirname(name), path)))).toEqual([]);
  });

  it('name tests that are there', () => {
    const named = documents.flatMap((name) => textOf(name).match(/\b\w+\.test\.ts\b/g) ?? []);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !tests.has(name))).toEqual([]);
  });

  it('name a test for each requirement of security that was once said to be met and was not', () => {
    const rows = textOf('docs/security.md')
      .split('\n')
      .filter((line) => /^\| (2\.4\.1|4\.4\.2|5\.2\.1|8\.2\.1|15\.1\.3, 15\.2\.2|16\.3\.)/.test(line));
    expect(rows).toHaveLength(7);
    for (const row of rows) expect(row).toMatch(/\| met \| .*\.test\.ts/);
  });
});
