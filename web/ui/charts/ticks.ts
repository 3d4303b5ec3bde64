// Pure: from numbers to places on a line. Places are per cent of its length, so that a chart is as wide as its room.

export interface Span {
  low: number;
  high: number;
}

/** Round numbers within a span, at most so many: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf({ low, high }: Span, most: number): number[] {
  if (!(high > low) || most < 1) return [low];
  const raw = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((times) => times * power >= raw * (1 - 1e-9))!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** A span that holds all of these, with air on both sides and never beyond `within`; all the same: a little around it. */
export function spanOf(values: readonly number[], within: Span): Span {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { low: Math.max(0, within.low), high: Math.min(1, within.high) };
  const air = most > least ? (most - least) * 0.06 : Math.max(Math.abs(most) * 0.1, 0.01);
  return { low: Math.max(within.low, least - air), high: Math.min(within.high, most + air) };
}

/** Where a number is, in per cent; what lies outside stands at the end. */
export function at(value: number, { low, high }: Span): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return Math.round(Math.max(0, Math.min(1, share)) * 10_000) / 100;
}
