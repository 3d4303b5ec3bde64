// Pure: the stretch of a day that the scrubber spans, its scale, and a moment of it as a clock says it.
import { clockSeconds } from '../format.ts';

export interface Span {
  fromS: number;
  untilS: number;
}

/** So that a day with one report is no line of a second. */
const LEAST_S = 3_600;

/** The whole hours around everything that happened; the whole day where nothing did. Never beyond `lastsS`: the end of the day, or now. */
export function spanOf(happened: readonly number[], lastsS: number): Span {
  let [first, last] = [Infinity, -Infinity];
  for (const atS of happened) {
    if (atS < 0 || atS > lastsS) continue;
    first = Math.min(first, atS);
    last = Math.max(last, atS);
  }
  if (first > last) return { fromS: 0, untilS: lastsS };
  const fromS = Math.floor(first / 3_600) * 3_600;
  const untilS = Math.min(lastsS, Math.max(Math.ceil((last + 1) / 3_600) * 3_600, fromS + LEAST_S));
  return { fromS: Math.max(0, Math.min(fromS, untilS - LEAST_S)), untilS };
}

/** Moments for the scale: whole hours, at most so many. */
export function hoursIn({ fromS, untilS }: Span, most: number): number[] {
  const everyS =
    [1, 2, 3, 4, 6, 12].map((hours) => hours * 3_600).find((step) => (untilS - fromS) / step <= most) ?? 86_400;
  const hours: number[] = [];
  for (let atS = Math.ceil(fromS / everyS) * everyS; atS <= untilS; atS += everyS) hours.push(atS);
  return hours;
}

/** How many presses fall into each of so many equal parts of the span, and how many of them a person should look at. */
export function histogram(
  presses: readonly { fromS: number; isDoubtful: boolean }[],
  { fromS, untilS }: Span,
  parts: number,
): { all: number; doubtful: number }[] {
  const bins = Array.from({ length: parts }, () => ({ all: 0, doubtful: 0 }));
  for (const press of presses) {
    const bin = bins[Math.floor(((press.fromS - fromS) / (untilS - fromS)) * parts)];
    if (!bin) continue;
    bin.all += 1;
    if (press.isDoubtful) bin.doubtful += 1;
  }
  return bins;
}

/** 16:00:00 on the unit's clock. */
export function clockOfMoment(momentS: number, fromMs: number, zone: string | undefined): string {
  return clockSeconds(new Date(fromMs + momentS * 1000).toISOString(), 'en', zone);
}

/** The moment at which the unit's clock said this, also on a day of 23 or 25 hours (the first time, if it said so twice); null when it never did. */
export function momentOfClock(text: string, fromMs: number, lastsS: number, zone: string | undefined): number | null {
  const [hours, minutes, seconds] = text.split(':').map(Number) as [number, number, number];
  const saidS = hours * 3_600 + minutes * 60 + seconds;
  // a clock is put forward or back by hours and half hours, seldom by others
  for (const shiftS of [-7_200, -3_600, -1_800, 0, 1_800, 3_600, 7_200]) {
    const momentS = saidS + shiftS;
    if (momentS >= 0 && momentS <= lastsS && clockOfMoment(momentS, fromMs, zone) === text) return momentS;
  }
  return null;
}
