// Pure: a look for each territory that none of its neighbours has.

/** Colours of Okabe and Ito (2008) but black, told apart with every common colour blindness; tokens.css has them as --plan-0 … 6. */
export const COLOURS = 7;
/** Plain, and three hatchings that also tell apart in a black-and-white print. */
export const PATTERNS = 4;

/** A look is colour + COLOURS × pattern. */
export const colourOf = (look: number): number => look % COLOURS;
export const patternOf = (look: number): number => Math.floor(look / COLOURS) % PATTERNS;

/** Which territories touch: pairs of places in the list of territories, from doors that touch or are shared. */
export function touchingTerritories(
  at: Int32Array,
  door: Int32Array,
  rows: { start: Int32Array; to: Int32Array },
  territories: number,
): Set<number>[] {
  // A table first: the same two meet thousands of times. And most doors are of one territory.
  const meets = new Uint8Array(territories * territories);
  const meet = (a: number, b: number) => void (meets[a * territories + b] = meets[b * territories + a] = 1);
  const first = new Int32Array(rows.start.length - 1).fill(-1);
  const others = new Map<number, number[]>();
  for (let i = 0; i < at.length; i++) {
    const [d, j] = [door[i]!, at[i]!];
    if (first[d] === -1) first[d] = j;
    else if (first[d] !== j) others.set(d, [...(others.get(d) ?? []), j]);
  }
  const allAt = (d: number): number[] => [first[d]!, ...(others.get(d) ?? [])];
  for (let d = 0; d < first.length; d++) {
    if (first[d] === -1) continue;
    const isShared = others.has(d);
    if (isShared) for (const a of allAt(d)) for (const b of allAt(d)) meet(a, b);
    for (let e = rows.start[d]!; e < rows.start[d + 1]!; e++) {
      const other = rows.to[e]!;
      if (isShared || others.has(other)) for (const a of allAt(d)) for (const b of allAt(other)) meet(a, b);
      else meet(first[d]!, first[other]!);
    }
  }
  const isOne = (a: number, b: number) => a !== b && a !== 0 && b !== 0 && meets[a * territories + b] === 1;
  return Array.from(
    { length: territories },
    (_, a) => new Set(Array.from({ length: territories }, (__, b) => b).filter((b) => isOne(a, b))),
  );
}

/**
 * Looks in which no two that touch are alike: those that were there stay unless they clash now, so that the map does not flicker
 * while retailers change hands; then the most constrained first (Brélaz 1979). Colours come before hatchings.
 */
export function looksOf(touches: readonly ReadonlySet<number>[], before: readonly number[] = []): number[] {
  const looks: number[] = touches.map((_, j) => before[j] ?? -1);
  for (let j = 1; j < looks.length; j++)
    if (looks[j] !== -1 && [...touches[j]!].some((other) => other < j && looks[other] === looks[j])) looks[j] = -1;
  const taken = (j: number) => new Set([...touches[j]!].map((other) => looks[other]!).filter((look) => look !== -1));
  const open = new Set(looks.flatMap((look, j) => (look === -1 && j !== 0 ? [j] : [])));
  let turn = 0;
  while (open.size > 0) {
    let next = -1;
    let most = -1;
    for (const j of open) {
      const weight = taken(j).size * 1_000 + touches[j]!.size;
      if (weight > most) [next, most] = [j, weight];
    }
    const full = taken(next);
    let look = -1;
    // Round the colours, so that far ones do not all get the first.
    for (let c = 0; c < COLOURS && look < 0; c++) if (!full.has((turn + c) % COLOURS)) look = (turn + c) % COLOURS;
    for (let c = COLOURS; look < 0; c++) if (!full.has(c)) look = c;
    looks[next] = look;
    open.delete(next);
    turn++;
  }
  looks[0] = -1;
  return looks;
}
