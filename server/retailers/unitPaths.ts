// Pure: which units a file names, by a name or by a path from above, and which of them there are not yet.

/** A unit as far as finding it by name goes. */
export interface PathUnit {
  unitId: string;
  parentId: string | null;
  name: string;
}

/** A unit that is to be made; its parent is one that is there, or one before it in the list. */
export interface UnitToMake {
  key: string;
  parentKey: string;
  name: string;
}

export interface UnitPlan {
  /** For each text of the file the unit that it means: an id, or the key of one that is to be made. */
  keyOf: ReadonlyMap<string, string>;
  toMake: UnitToMake[];
}

const SEPARATOR = /\s*[/\\>›→|]\s*/;
const MAX_NAME = 100;

/**
 * Plans the units that these texts mean. A text that is a unit's name is that unit; otherwise its parts are taken from above, and a part
 * that is no unit below the one before it is to be made there; the first of them below `topId`. Names are unique in an
 * organisation: a team that is called as another elsewhere is called with its parent's name.
 */
export function planUnits(texts: readonly string[], units: readonly PathUnit[], topId: string): UnitPlan {
  const byName = new Map<string, PathUnit>(units.map((unit) => [plainName(unit.name), unit]));
  const parentOf = new Map<string, string | null>(units.map((unit) => [unit.unitId, unit.parentId]));
  const isWithin = (unitId: string | null, above: string): boolean =>
    unitId === above || (unitId !== null && isWithin(parentOf.get(unitId) ?? null, above));
  const toMake: UnitToMake[] = [];
  const keyOf = new Map<string, string>();
  for (const text of new Set(texts)) {
    const whole = byName.get(plainName(text));
    const parts = text.split(SEPARATOR).filter((part) => part !== '');
    if (whole || parts.some((part) => part.length > MAX_NAME)) {
      if (whole) keyOf.set(text, whole.unitId);
      continue;
    }
    let above: PathUnit | null = null;
    for (const part of parts) {
      const named: PathUnit[] = [part, ...(above ? [`${above.name}/${part}`] : [])].flatMap(
        (name) => byName.get(plainName(name)) ?? [],
      );
      let unit = named.find((one) => above === null || isWithin(one.unitId, above.unitId));
      if (!unit) {
        const parentKey: string = above?.unitId ?? topId;
        const name: string = byName.has(plainName(part)) ? `${above!.name}/${part}` : part;
        unit = { unitId: `new ${name}`, parentId: parentKey, name };
        toMake.push({ key: unit.unitId, parentKey, name });
        byName.set(plainName(name), unit);
        parentOf.set(unit.unitId, parentKey);
      }
      above = unit;
    }
    if (above) keyOf.set(text, above.unitId);
  }
  return { keyOf, toMake };
}

/** As names are compared: without case, width and spaces at the ends. */
export function plainName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
