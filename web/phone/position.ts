import { signal } from '@preact/signals';
import type { PressFix } from '../../shared/visits.ts';
import type { z } from 'zod';

export type Place =
  | { state: 'locating' }
  | { state: 'found'; fix: z.input<typeof PressFix> & { accuracyM: number } }
  | { state: 'denied' | 'insecure' | 'none' };

/** Where the phone is, measured while a press is being prepared; never otherwise. */
export const place = signal<Place>({ state: 'locating' });

/** A receiver that starts cold needs this long; after it, what there is must do. */
const GIVE_UP_MS = 30_000;
/** An older fix is not taken from the browser's memory: the judge would call it stale. */
const MAX_AGE_MS = 5_000;

/** Measures until the returned function is called; a later fix replaces an earlier one unless it is more than twice as vague. */
export function measure(): () => void {
  place.value = { state: 'locating' };
  if (!window.isSecureContext || !navigator.geolocation) {
    place.value = { state: 'insecure' };
    return () => undefined;
  }
  let foundMs = 0;
  const id = navigator.geolocation.watchPosition(
    (found) => {
      const fix = toFix(found, Date.now());
      const old = place.value;
      if (old.state === 'found' && fix.accuracyM > old.fix.accuracyM * 2 && Date.now() - foundMs < 20_000) return;
      place.value = { state: 'found', fix };
      foundMs = Date.now();
    },
    (error) => {
      if (place.value.state !== 'found')
        place.value = { state: error.code === error.PERMISSION_DENIED ? 'denied' : 'none' };
    },
    { enableHighAccuracy: true, maximumAge: MAX_AGE_MS, timeout: GIVE_UP_MS },
  );
  return () => navigator.geolocation.clearWatch(id);
}

/** Safari on a Mac counts a position's time from 2001. */
const FROM_2001_MS = 978_307_200_000;
/** A fix that was asked for now and may be 5 s old cannot be further off than this by the same clock. */
const MOST_OFF_MS = 10 * 60_000;

/** The moment of the fix; put right where it counts from 2001, and left out where it cannot be. */
function fixTime(timestamp: number, nowMs: number): string | null {
  const meant = [timestamp, timestamp + FROM_2001_MS].find((ms) => Math.abs(ms - nowMs) <= MOST_OFF_MS);
  return meant === undefined ? null : new Date(meant).toISOString();
}

/**
 * A browser hands on the platform's radius, which holds 68 % (Chromium and WebKit do not scale it, whatever W3C Geolocation says), and
 * not how it was measured: an iPhone says an altitude's accuracy with every fix, an Android browser with none.
 */
export function toFix({ coords, timestamp }: Pick<GeolocationPosition, 'coords' | 'timestamp'>, nowMs: number) {
  return {
    position: { lng: coords.longitude, lat: coords.latitude },
    accuracyM: coords.accuracy,
    accuracyLevel: 0.68 as const,
    source: null,
    fixAt: fixTime(timestamp, nowMs),
    mock: null,
  };
}
