// Pure: what is said again and is the same stays the same object, so that whoever looks at a part of it hears nothing where that part did not change.
import type { Scenario } from '../../shared/scenarios.ts';

/** `after`, with each part of `before` that equals it in that part's place. Values as JSON has them. */
export function keepAlike<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) {
    const items = after.map((item, k) => keepAlike(before[k], item));
    return (
      items.length === before.length && items.every((item, k) => Object.is(item, before[k])) ? before : items
    ) as T;
  }
  if (!isRecord(before) || !isRecord(after)) return after;
  const names = Object.keys(after);
  const parts = Object.fromEntries(names.map((name) => [name, keepAlike(before[name], after[name])]));
  const isAlike =
    names.length === Object.keys(before).length &&
    names.every((name) => name in before && Object.is(parts[name], before[name]));
  return (isAlike ? before : parts) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two states of a scenario are measured alike; bases are part of what workload is made of. */
export function isMeasuredAlike(a: Scenario, b: Scenario): boolean {
  const of = ({ settings, territories }: Scenario) => JSON.stringify([settings, territories.map((t) => t.base)]);
  return of(a) === of(b);
}
