import { describe, expect, it } from 'vitest';
import { toFix } from '../../web/phone/position.ts';

describe('the time of a fix', () => {
  const nowMs = Date.UTC(2026, 10, 29, 8, 30);
  const coords = {
    longitude: 120.66,
    latitude: 28.01,
    accuracy: 8,
    altitude: null,
    altitudeAccuracy: null,
  } as GeolocationCoordinates;
  it.each([
    ['as it is', nowMs - 3_000, '2026-11-29T08:29:57.000Z'],
    ['counted from 2001, put right', nowMs - 3_000 - 978_307_200_000, '2026-11-29T08:29:57.000Z'],
    ['of 1970, left out', 5_000, null],
    ['in seconds, left out', nowMs / 1000, null],
    ['1,024 weeks behind, left out', nowMs - 619_315_200_000, null],
  ])('is %s', (_, timestamp, fixAt) => expect(toFix({ coords, timestamp }, nowMs).fixAt).toBe(fixAt));
});
