// Pure: days as calendars count them, without clocks and zones.

const DAY_MS = 86_400_000;

/** Days from one to the other; 0 for the same. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The month so many months later, YYYY-MM. */
export function monthAfter(month: string, months: number): string {
  const at = new Date(`${month}-15T12:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
}

/** How many months a period is: each by the share of its own days, so that every whole one is 1. */
export function monthsOf(from: string, to: string): number {
  let months = 0;
  for (let day = from; day <= to;) {
    const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const last = `${day.slice(0, 8)}${length}`;
    const end = last < to ? last : to;
    months += (daysBetween(day, end) + 1) / length;
    day = dayAfter(end, 1);
  }
  return months;
}
