// Pure: the rules by which a frequency may be visited, and the days on which each falls.
import { addDays, type Horizon, placeOf, weekdayOf, weekOf } from './horizon.ts';

/** Working days between two visits: what the frequency asks for, and the least and most that are still regular. */
export interface Gap {
  regular: number;
  least: number;
  most: number;
}

/** Where a rule falls in the horizon, rising: positions; between two working days where its day is a holiday. */
export interface Rule {
  places: number[];
  /** Where it falls first, in the horizon or after it. */
  first: number;
}

export function gapOf(frequency: number, horizon: Horizon, tolerance: number): Gap {
  const regular = (4 * horizon.weekdays.length) / frequency;
  return {
    regular,
    least: Math.max(1, Math.min(Math.floor(regular + 1e-9), Math.ceil(regular * (1 - tolerance) - 1e-9))),
    most: Math.max(Math.ceil(regular - 1e-9), Math.floor(regular * (1 + tolerance) + 1e-9)),
  };
}

export function rulesOf(frequency: number, style: 'weekday' | 'spread', horizon: Horizon): Rule[] {
  const perWeek = frequency / 4;
  const everyWeeks = 4 / frequency;
  if (style === 'weekday' && Number.isInteger(perWeek)) {
    return weekdaySets(horizon.weekdays, perWeek).map((set) => weekdayRule(horizon, set, 1, 0));
  }
  if (style === 'weekday' && Math.abs(everyWeeks - Math.round(everyWeeks)) < 1e-6) {
    const every = Math.round(everyWeeks);
    return horizon.weekdays.flatMap((weekday) =>
      Array.from({ length: every }, (_, phase) => weekdayRule(horizon, [weekday], every, phase)),
    );
  }
  return spreadRules(frequency, horizon);
}

/** Weekdays of a week, none next to another where that can be. */
function weekdaySets(weekdays: readonly number[], size: number): number[][] {
  const sets = Array.from({ length: 2 ** weekdays.length }, (_, bits) => weekdays.filter((_w, k) => (bits >> k) & 1));
  const sized = sets.filter((set) => set.length === size);
  const apart = sized.filter((set) => set.every((w, k) => k === 0 || w - set[k - 1]! > 1));
  return apart.length > 0 ? apart : sized;
}

/** Weekdays every so many weeks; weeks count from an epoch, so that a calendar goes on where the one before it ended. */
function weekdayRule(horizon: Horizon, set: readonly number[], every: number, phase: number): Rule {
  const { days } = horizon;
  const last = days[days.length - 1]!;
  const places: number[] = [];
  for (let day = days[0]!; ; day = addDays(day, 1)) {
    if (set.includes(weekdayOf(day)) && weekOf(day) % every === phase) {
      const place = placeOf(horizon, day);
      if (day > last) return { places, first: places[0] ?? place };
      places.push(place);
    }
  }
}

/** Position k of phase r is ⌊k · gap + r⌋: the most even word there is. */
function spreadRules(frequency: number, horizon: Horizon): Rule[] {
  const gap = (4 * horizon.weekdays.length) / frequency;
  const phases = Math.max(1, Math.min(240, Math.ceil(2 * gap)));
  const rules = new Map<string, Rule>();
  for (let phase = 0; phase < phases; phase++) {
    const places: number[] = [];
    const start = (phase * gap) / phases;
    for (let k = 0; Math.floor(k * gap + start + 1e-9) < horizon.days.length; k++)
      places.push(Math.floor(k * gap + start + 1e-9));
    const first = places[0] ?? Math.floor(start);
    rules.set([first, ...places].join(), { places, first });
  }
  return [...rules.values()];
}
