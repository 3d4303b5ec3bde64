// Pure: a retailer's rules as choices of days, where holidays, leave, closed days, pins and what is published have their say.
import type { CalendarRetailer } from '../../../shared/calendar.ts';
import { gapCost } from '../solve/chooseDays.ts';
import type { Choice, Slot, Spacing } from '../solve/problem.ts';
import { type Horizon, placeOf } from './horizon.ts';
import { type Gap, type Rule, rulesOf } from './rules.ts';

/** In minutes of travel. The order matters more than the numbers: a visit missed, a gap, a day away from the rule. */
export const MISS = 2_000;
const PER_DAY_OUTSIDE = 60;
const MOVED = 5;
/** A visit that falls on a holiday is left out gladly where the gap allows it: next to another one it helps nobody. */
const HOLIDAY = 15;

export interface RetailerDays {
  choices: Choice[];
  /** places[c][k]: where slot k of choice c lies by its rule. */
  places: number[][];
  spacing: Spacing;
  /** Pins that cannot be: no working day, the rep away, closed. */
  clashes: string[];
}

export function spacingOf({ least, most }: Gap): Spacing {
  return { least, most, cost: PER_DAY_OUTSIDE };
}

export function canVisit(horizon: Horizon, { openDays }: CalendarRetailer, d: number): boolean {
  return horizon.isPresent[d]! && (openDays === undefined || openDays.includes(horizon.weekday[d]!));
}

/** `changeMinutes`: what a day other than the published costs; null: the published days are the only choice while they are as many. */
export function daysOf(
  retailer: CalendarRetailer,
  horizon: Horizon,
  gap: Gap,
  published: readonly string[] | undefined,
  changeMinutes: number | null,
): RetailerDays {
  const spacing = spacingOf(gap);
  const back = retailer.lastVisit === undefined ? null : placeOf(horizon, retailer.lastVisit);
  const isOpen = (d: number): boolean => canVisit(horizon, retailer, d);
  const clashes = retailer.pins.filter((day) => !isOpen(horizon.positionOf.get(day) ?? -1));
  const pins = retailer.pins.filter((day) => !clashes.includes(day)).map((day) => horizon.positionOf.get(day)!);
  const stay = (published ?? []).map((day) => placeOf(horizon, day)).filter((p) => p > -1 && p < horizon.days.length);
  const rules = rulesOf(retailer.frequency!, retailer.style, horizon).filter(
    (rule) => rule.places.length > 0 || back !== null || pins.length > 0,
  );
  const counts = rules.map((rule) => rule.places.length);
  const isKept = stay.length > 0 && stay.length >= Math.min(...counts) && stay.length <= Math.max(...counts);
  const offered: Rule[] = isKept ? [{ places: stay, first: stay[0]! }] : [];
  if (!isKept || changeMinutes !== null) offered.push(...rules);
  const places: number[][] = [];
  const choices = offered.map((rule) => {
    const slots = rule.places.map((place) => slotAt(place, gap, isOpen, horizon));
    places.push(pin(slots, rule.places, pins));
    const first = slots[0];
    if (first && back !== null && !isKept) slots[0] = afterLast(first, back, spacing);
    if (stay.length > 0 && changeMinutes !== null) price(slots, new Set(stay), changeMinutes);
    const late = slots.length === 0 && back !== null ? gapCost(spacing, rule.first - back) : 0;
    return { slots, cost: late };
  });
  return { choices, places, spacing, clashes };
}

/** The regular day; where it is blocked, the days up to half a gap away, and leaving it out. */
function slotAt(place: number, gap: Gap, isOpen: (d: number) => boolean, { days, isPresent }: Horizon): Slot {
  if (Number.isInteger(place) && isOpen(place)) return { days: [place], cost: [0], skipCost: Infinity };
  const isHoliday = !Number.isInteger(place);
  const reach = Math.ceil(gap.regular / 2);
  const near = days.map((_, d) => d).filter((d) => Math.abs(d - place) <= reach && isOpen(d));
  // a week away leaves the rep nothing nearer for weekly visits than the days around it
  const others = near.length > 0 ? near : around(place, isOpen, isPresent.length, gap);
  return {
    days: others,
    cost: others.map((d) => MOVED * (1 + Math.abs(d - place))),
    skipCost: isHoliday ? HOLIDAY : MISS,
  };
}

/** The nearest possible day on either side, within a gap. */
function around(place: number, isOpen: (d: number) => boolean, days: number, gap: Gap): number[] {
  const found: number[] = [];
  for (const step of [-1, 1]) {
    const start = step < 0 ? Math.ceil(place) - 1 : Math.floor(place) + 1;
    for (let d = start; d >= 0 && d < days && Math.abs(d - place) < gap.regular; d += step) {
      if (!isOpen(d)) continue;
      found.push(d);
      break;
    }
  }
  return found;
}

/** Each pin takes the visit nearest to it; where there is none left, it is one more. Answers where the slots lie now. */
function pin(slots: Slot[], places: readonly number[], pins: readonly number[]): number[] {
  const free = new Set(slots.keys());
  const where = [...places];
  for (const day of pins) {
    const nearest = [...free].sort((a, b) => Math.abs(places[a]! - day) - Math.abs(places[b]! - day) || a - b)[0];
    const at = nearest ?? slots.length;
    free.delete(at);
    slots[at] = { days: [day], cost: [0], skipCost: Infinity };
    where[at] = day;
  }
  const order = [...slots.keys()].sort((a, b) => where[a]! - where[b]! || a - b);
  slots.splice(0, slots.length, ...order.map((k) => slots[k]!));
  return order.map((k) => where[k]!);
}

/** The gap from the last visit before the horizon. */
function afterLast(slot: Slot, back: number, spacing: Spacing): Slot {
  return { ...slot, cost: slot.cost.map((cost, k) => cost + gapCost(spacing, slot.days[k]! - back)) };
}

function price(slots: Slot[], published: ReadonlySet<number>, minutes: number): void {
  slots.forEach((slot, k) => {
    slots[k] = { ...slot, cost: slot.cost.map((cost, c) => cost + (published.has(slot.days[c]!) ? 0 : minutes)) };
  });
}
