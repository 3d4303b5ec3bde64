// Pure: numbers as people write them, without binary fractions: what touches pay adds up on paper.

/** A fraction; `den` is positive. Not necessarily in lowest terms. */
export interface Rational {
  num: bigint;
  den: bigint;
}

/** Decimals up to a billion with six places: what a scheme, a figure and a count may say. */
export const DECIMAL = /^-?\d{1,10}(\.\d{1,6})?$/;

/** A decimal number exactly as it is written, 0.98 being 98 ÷ 100. @param value matches DECIMAL when it is written */
export function rationalOf(value: number): Rational {
  const text = String(value);
  if (!DECIMAL.test(text)) throw new RangeError(`${text} is no decimal of ten digits and six places`);
  const places = text.split('.')[1]?.length ?? 0;
  return { num: BigInt(text.replace('.', '')), den: 10n ** BigInt(places) };
}

export const isDecimal = (value: number): boolean => DECIMAL.test(String(value));

export const plus = (a: Rational, b: Rational): Rational => ({
  num: a.num * b.den + b.num * a.den,
  den: a.den * b.den,
});
export const minus = (a: Rational, b: Rational): Rational => plus(a, { num: -b.num, den: b.den });
export const times = (a: Rational, b: Rational): Rational => ({ num: a.num * b.num, den: a.den * b.den });

/** @param b not 0 */
export function over(a: Rational, b: Rational): Rational {
  if (b.num === 0n) throw new RangeError('nothing can be divided by 0');
  const sign = b.num < 0n ? -1n : 1n;
  return { num: sign * a.num * b.den, den: sign * a.den * b.num };
}

/** Below 0 where a is less, 0 where they are equal. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whole hundredths, a half of one rounded up: 18.645 becomes 1865. */
export function hundredths({ num, den }: Rational): number {
  const doubled = 2n * 100n * num + den;
  const whole = doubled / (2n * den); // towards 0
  return Number(doubled < 0n && whole * 2n * den !== doubled ? whole - 1n : whole);
}
