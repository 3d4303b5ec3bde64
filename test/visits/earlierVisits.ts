import { DWELL_S, FROM, iso, press } from './evidence.ts';

export const DAY_S = 86_400;

export const earlierVisit = (days: number, repId = 'r1', more = {}) => ({
  visitId: `v-${days}-${repId}`,
  repId,
  start: press(-days * DAY_S, 14 + days, 40 + days, more),
  end: press(DWELL_S + 9 * days - days * DAY_S, 9 + days, 200 + days, { accuracyM: 15, ...more }),
});

/** The visit of some days ago with the very positions of today. */
export const samePositions = (days: number, repId = 'r1') => {
  const shifted = (s: number, now: ReturnType<typeof press>) => ({
    ...now,
    fixAt: iso(FROM + (s - 4 - days * DAY_S) * 1000),
    pressedAt: iso(FROM + (s - days * DAY_S) * 1000),
    deviceId: `phone of ${repId}`,
  });
  return {
    visitId: `same-${days}`,
    repId,
    start: shifted(0, press(0, 14)),
    end: shifted(DWELL_S, press(DWELL_S, 9, 200, { accuracyM: 15 })),
  };
};
