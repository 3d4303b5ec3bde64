// Pure: small questions to the evidence that several rules ask.
import type { PathPoint, VisitEvidence } from './evidence.ts';

/** Seconds between the presses by the phone's clock; null where a press or its time is missing. */
export function dwellOf(visit: VisitEvidence): number | null {
  const fromMs = visit.start?.pressedAtMs ?? null;
  const untilMs = visit.end?.pressedAtMs ?? null;
  return fromMs === null || untilMs === null ? null : (untilMs - fromMs) / 1000;
}

/** The track between the presses, leaving out `edgeS` seconds at both ends. */
export function duringVisit(visit: VisitEvidence, edgeS: number): PathPoint[] {
  const fromMs = visit.start?.pressedAtMs ?? null;
  const untilMs = visit.end?.pressedAtMs ?? null;
  const during: PathPoint[] = [];
  if (fromMs === null || untilMs === null) return during;
  for (const point of visit.path) {
    if (point.atMs > untilMs - edgeS * 1000) break;
    if (point.kind === 'track' && point.atMs >= fromMs + edgeS * 1000) during.push(point);
  }
  return during;
}
