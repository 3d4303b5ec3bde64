// Pure: how long a visit has still to last before it can be valid.

/** Where the server does not say it: a day that an older page kept. */
const USUAL_S = 180;

/** @param pressedAt of the start, on the clock that `nowMs` is of */
export function dwellLeftS(pressedAt: string, requiredS: number | undefined, nowMs: number): number {
  return Math.max(0, (requiredS ?? USUAL_S) - (nowMs - Date.parse(pressedAt)) / 1000);
}

export const requiredDwellOf = (requiredS: number | undefined): number => requiredS ?? USUAL_S;
