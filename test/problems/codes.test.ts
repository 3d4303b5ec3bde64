import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { problems } from '../../shared/problems/problems.ts';

const folder = new URL('../../shared/problems/', import.meta.url);

it('a code is one feature’s: where two spell one alike, the later sentence would be said for both', async () => {
  const places = new Map<string, string[]>();
  for (const file of readdirSync(folder)) {
    const parts = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const [name, part] of Object.entries(parts)) {
      if (!name.endsWith('Problems')) continue;
      for (const code of Object.keys(part as object))
        places.set(code, [...(places.get(code) ?? []), `${file} ${name}`]);
    }
  }
  expect([...places].filter(([, all]) => all.length > 1)).toEqual([]);
  expect([...places.keys()].sort()).toEqual(Object.keys(problems).sort());
});
