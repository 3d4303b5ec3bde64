/** Which feature owns what in the database: the one whose sql/current/FEATURE.sql says what a row is, or makes the thing. */
export interface Owners {
  tables: ReadonlyMap<string, string>;
  views: ReadonlyMap<string, string>;
  routines: ReadonlyMap<string, string>;
  triggers: ReadonlyMap<string, string>;
}

/** @param texts files by their path from the root */
export function ownersOf(texts: ReadonlyMap<string, string>): Owners {
  const owners = { tables: new Map(), views: new Map(), routines: new Map(), triggers: new Map() };
  const patterns = [
    [owners.tables, /^comment on table (\w+)/gm],
    [owners.views, /^create (?:or replace )?view (\w+)/gm],
    [owners.routines, /^create (?:or replace )?function (\w+)/gm],
    [owners.triggers, /^create (?:or replace )?trigger (\w+)/gm],
  ] as const;
  for (const [path, text] of texts) {
    const feature = /^sql\/current\/(\w+)\.sql$/.exec(path)?.[1];
    if (feature === undefined) continue;
    for (const [map, pattern] of patterns) for (const match of text.matchAll(pattern)) map.set(match[1]!, feature);
  }
  return owners;
}
