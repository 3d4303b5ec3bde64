// Pure: a property of the devices named in the evidence.
import type { FlagNumbers } from '../../../shared/flags.ts';
import type { PathPoint, VisitEvidence } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/**
 * DEVICE: two phones within one visit; another phone's track before and after it, or during it and elsewhere; a phone that
 * another person used at about the same time; the rep's other phone far away at the same time. A phone that was
 * changed between two visits is none of these.
 */
export function device(visit: VisitEvidence, rule: Rule): FlagNumbers | null {
  const startId = visit.start?.deviceId ?? null;
  const endId = visit.end?.deviceId ?? null;
  if (startId !== null && endId !== null && startId !== endId)
    return { flag: 'DEVICE', sign: 'two phones in one visit' };
  const id = startId ?? endId;
  if (id === null) return null;
  const foreign = foreignTrack(visit, id, rule);
  if (foreign !== null) return { flag: 'DEVICE', sign: foreign };
  return pastUse(visit, id, rule);
}

function foreignTrack(visit: VisitEvidence, id: string, rule: Rule): ForeignTrack | null {
  const fromMs = visit.start?.pressedAtMs ?? visit.end?.pressedAtMs ?? null;
  const untilMs = visit.end?.pressedAtMs ?? fromMs;
  if (fromMs === null || untilMs === null) return null;
  const isForeign = (point: PathPoint) => point.kind === 'track' && point.deviceId !== null && point.deviceId !== id;
  if (!visit.path.some(isForeign)) return null;
  const foreign = visit.path.filter(isForeign);
  const isBefore = foreign.some((point) => point.atMs < fromMs);
  const isAfter = foreign.some((point) => point.atMs > untilMs);
  if (isBefore && isAfter) return "another phone's track before and after";
  const windowMs = rule.deviceWindowS * 1000;
  const isApart = foreign.some(
    (point) => point.atMs >= fromMs && point.atMs <= untilMs + windowMs && (point.distanceM ?? 0) > rule.deviceApartM,
  );
  return isApart ? 'another phone of the rep elsewhere' : null;
}

type ForeignTrack = "another phone's track before and after" | 'another phone of the rep elsewhere';

function pastUse(visit: VisitEvidence, id: string, rule: Rule): FlagNumbers | null {
  if (visit.history.points.length === 0) return null;
  const times = [visit.start?.pressedAtMs, visit.end?.pressedAtMs].filter((ms) => typeof ms === 'number');
  const apartS = (ms: number) => Math.min(...times.map((t) => Math.abs(t - ms) / 1000));
  for (const past of visit.history.points) {
    const awayS = apartS(past.fixAtMs!);
    const isOther = past.repId !== null && visit.repId !== null && past.repId !== visit.repId;
    if (isOther && past.deviceId === id && awayS < rule.otherDayS)
      return { flag: 'DEVICE', sign: 'one phone for two people', apartS: awayS };
    const isOwnOtherPhone = !isOther && past.repId !== null && past.deviceId !== null && past.deviceId !== id;
    const apartM = Math.min(past.fromStartM ?? Infinity, past.fromEndM ?? Infinity);
    if (isOwnOtherPhone && awayS < rule.deviceWindowS && Number.isFinite(apartM) && apartM > rule.deviceApartM) {
      return { flag: 'DEVICE', sign: 'another phone of the rep elsewhere', apartS: awayS, apartM };
    }
  }
  return null;
}
