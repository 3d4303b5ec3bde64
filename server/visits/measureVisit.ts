// Pure: puts distances to what was said, in a fixed order, so that any source of metres can serve.
import type { MixUp } from '../../shared/flags.ts';
import type { LngLat } from '../../shared/geo.ts';
import { fromWgs84, toWgs84 } from '../../shared/frames.ts';
import { EvidenceFix } from '../../shared/verdicts.ts';
import type { EvidencePress, JudgeInput, NoteReason } from '../../shared/verdicts.ts';
import type {
  EvidencePoint,
  MeasuredPoint,
  MeasuredPress,
  PastEvidence,
  PathPoint,
  VisitEvidence,
} from './evidence.ts';
import { pickFix } from './pickFix.ts';
import { readKnown, readPastPoints } from './readHistory.ts';
import { isNullIsland, readPoint, readTime } from './readPoint.ts';
import { defaultRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { usedAccuracy } from './uncertainty.ts';

/** Metres between two points on the WGS-84 spheroid: geodesicM of geodesic.ts, or PostGIS. */
export type MeasureM = (a: LngLat, b: LngLat) => number;

/**
 * The pairs of points whose distances `measureVisit` will ask for, in its order: for PostGIS, which answers all of them
 * in one statement. Then `measureVisit(input, nextOf(distances))`.
 */
export function pairsToMeasure(input: JudgeInput, rule: Rule = defaultRule): [LngLat, LngLat][] {
  const pairs: [LngLat, LngLat][] = [];
  measureVisit(input, (a, b) => (pairs.push([a, b]), 0), rule);
  return pairs;
}

/** Serves distances that were measured beforehand, in the order of `pairsToMeasure`. */
export function nextOf(distancesM: readonly number[]): MeasureM {
  let next = 0;
  return () => {
    const metres = distancesM[next++];
    if (metres === undefined) throw new RangeError(`only ${distancesM.length} distances were measured`);
    return metres;
  };
}

/** What was said, read and measured. The order of the calls of `measureM` depends on `input` and `rule` alone. */
export function measureVisit(input: JudgeInput, measureM: MeasureM, rule: Rule = defaultRule): VisitEvidence {
  const { lng, lat } = input.retailer;
  const point = typeof lng === 'number' && typeof lat === 'number' && !isNullIsland(lng, lat) ? { lng, lat } : null;
  const measure = (fix: EvidencePoint): MeasuredPoint => ({ ...fix, distanceM: point ? measureM(fix, point) : null });
  const start = readPress(input.start, measure, measureM, rule);
  const end = readPress(input.end, measure, measureM, rule);
  const track = readTrack(input.track ?? []);
  const apart = (a: LngLat | null | undefined, b: LngLat | null | undefined) => (a && b ? measureM(a, b) : null);
  const { sigmaM } = input.retailer;
  return {
    id: input.id,
    repId: input.repId ?? null,
    retailer: {
      point,
      sigmaM: typeof sigmaM === 'number' && sigmaM >= 0 ? sigmaM : null,
      thresholdM: input.retailer.thresholdM ?? null,
      coordinate: input.retailer.coordinate,
    },
    requiredDwellS: input.requiredDwellS ?? 0,
    start,
    end,
    pressesApartM: apart(start?.fix, end?.fix),
    carriersApart: {
      ownToEnd: apart(start?.fix, end?.carrier),
      startToOwn: apart(start?.carrier, end?.fix),
      startToEnd: apart(start?.carrier, end?.carrier),
    },
    path: measurePath(start, end, track.fixes, input.history, measure, measureM, rule),
    hasTrack: track.fixes.length > 0,
    unreadFixes: track.unread,
    notices: readNotices(input),
    hours: (input.hours ?? []).map((h) => ({ fromMs: readTime(h.fromAt), untilMs: readTime(h.untilAt) })),
    history: measureHistory(input, point, start?.fix ?? null, end?.fix ?? null, measureM),
  };
}

function readPress(
  press: EvidencePress | null | undefined,
  measure: (fix: EvidencePoint) => MeasuredPoint,
  measureM: MeasureM,
  rule: Rule,
): MeasuredPress | null {
  if (!press) return null;
  const pressedAtMs = readTime(press.pressedAt);
  const offered = press.fixes?.length ? press.fixes : [press];
  const located = offered.map(readPoint).filter((fix) => fix !== null);
  const pick = pickFix(located, pressedAtMs, rule);
  const notes: NoteReason[] = [];
  if (offered.some((fix) => fix.source === 'manual')) notes.push('MANUAL_POSITION');
  if (
    offered.some((fix) => typeof fix.lng === 'number' && typeof fix.lat === 'number' && isNullIsland(fix.lng, fix.lat))
  )
    notes.push('NULL_ISLAND');
  if (pick && pick.fix.accuracyM === null) notes.push('ACCURACY_UNKNOWN');
  if (pick && pick.fix.source === null) notes.push('SOURCE_UNKNOWN');
  const carrier = press.carrier ? readPoint(press.carrier) : null;
  return {
    fix: pick ? measure(pick.fix) : null,
    carrier: carrier && measure(carrier),
    carrierApartM: pick && carrier ? measureM(pick.fix, carrier) : null,
    mock: press.mock === true || offered.some((fix) => fix.mock === true),
    deviceId: press.deviceId ?? pick?.fix.deviceId ?? null,
    fixAtMs: pick?.fix.fixAtMs ?? null,
    pressedAtMs,
    receivedAtMs: readTime(press.receivedAt),
    claimedAtMs: readTime(press.claimedAt),
    picked: pick && press.fixes?.length ? pick.why : null,
    notes,
  };
}

function readNotices({ notices }: JudgeInput): VisitEvidence['notices'] {
  if (!notices?.length) return [];
  const timed = notices.flatMap(({ event, at }) => {
    const atMs = readTime(at);
    return atMs === null ? [] : [{ event, atMs }];
  });
  return timed.sort((a, b) => a.atMs - b.atMs);
}

function readTrack(track: readonly unknown[]): { fixes: EvidencePoint[]; unread: number } {
  const fixes: EvidencePoint[] = [];
  for (const said of track) {
    const parsed = EvidenceFix.safeParse(said);
    const fix = parsed.success ? readPoint(parsed.data) : null;
    if (fix && fix.fixAtMs !== null && fix.source !== 'manual') fixes.push(fix);
  }
  return { fixes, unread: track.length - fixes.length };
}

/** Track, presses and neighbours in the order of their times, as far as they are fine enough to show a way; a press that the track repeats stands once. */
function measurePath(
  start: MeasuredPress | null,
  end: MeasuredPress | null,
  track: readonly EvidencePoint[],
  history: unknown,
  measure: (fix: EvidencePoint) => MeasuredPoint,
  measureM: MeasureM,
  rule: Rule,
): PathPoint[] {
  const { previous, next } = readKnown(history);
  const points: { kind: PathPoint['kind']; fix: EvidencePoint; atMs: number }[] = [];
  const add = (kind: PathPoint['kind'], fix: EvidencePoint | null | undefined, atMs: number | null | undefined) => {
    if (fix && typeof atMs === 'number' && usedAccuracy(fix, rule).sigmaM <= rule.pathSigmaM)
      points.push({ kind, fix, atMs });
  };
  const neighbours = [previous, next].map((fix) => fix && readPoint(fix));
  add('neighbour', neighbours[0], neighbours[0]?.fixAtMs);
  add('start', start?.fix, start?.fixAtMs ?? start?.pressedAtMs);
  for (const fix of track) add('track', fix, fix.fixAtMs);
  add('end', end?.fix, end?.fixAtMs ?? end?.pressedAtMs);
  add('neighbour', neighbours[1], neighbours[1]?.fixAtMs);
  const pressed = points.filter((p) => p.kind === 'start' || p.kind === 'end');
  const kept = points.filter(
    (p) =>
      p.kind !== 'track' ||
      !pressed.some((q) => q.atMs === p.atMs && q.fix.lng === p.fix.lng && q.fix.lat === p.fix.lat),
  );
  kept.sort((a, b) => a.atMs - b.atMs); // stable: equal times keep the order above
  return kept.map(({ kind, fix, atMs }, i) => ({
    ...measure(fix),
    kind,
    atMs,
    stepM: i === 0 ? 0 : measureM(kept[i - 1]!.fix, fix),
  }));
}

function measureHistory(
  input: JudgeInput,
  point: LngLat | null,
  start: LngLat | null,
  end: LngLat | null,
  measureM: MeasureM,
): PastEvidence {
  const known = readKnown(input.history);
  const from = (place: LngLat | null, other: LngLat) => (place ? measureM(place, other) : null);
  const registered = (known.coordinateHistory ?? []).filter((c) => c.coordinate !== 'confirmed');
  const moved = point ? registered.map((c) => measureM(c, point)) : [];
  return {
    deviceSkewMedianS: known.deviceSkewMedianS,
    points: readPastPoints(input.history).map(({ point: past, repId }) => ({
      ...past,
      repId,
      fromStartM: from(start, past),
      fromEndM: from(end, past),
    })),
    otherVisits: (known.visits ?? []).flatMap((visit) => {
      const fromMs = readTime(visit.start?.pressedAt);
      const untilMs = readTime(visit.end?.pressedAt);
      const isOwn = visit.repId === undefined || visit.repId === null || visit.repId === input.repId;
      const isThis = visit.visitId === input.id;
      return isOwn && !isThis && fromMs !== null && untilMs !== null
        ? [{ visitId: visit.visitId ?? null, fromMs, untilMs }]
        : [];
    }),
    retailersAtCoordinate: known.retailersAtCoordinate,
    coordinateInspected: known.coordinateInspected === true,
    coordinateMovedM: moved.length > 0 ? moved.reduce((a, b) => Math.max(a, b)) : null,
    frames: point
      ? mixUps(point).map(({ mixUp, really }) => ({
          mixUp,
          startM: from(start, really),
          endM: from(end, really),
          pastM: (known.retailerVisits ?? []).map((visited) => measureM(visited, really)),
        }))
      : [],
  };
}

/** Where the retailer really is, if its stored point was declared in the wrong frame or converted once too often. */
function mixUps(stored: LngLat): { mixUp: MixUp; really: LngLat }[] {
  const all: { mixUp: MixUp; really: LngLat }[] = [
    { mixUp: 'gcj02 stored as wgs84', really: toWgs84(stored, 'gcj02') },
    { mixUp: 'bd09 stored as wgs84', really: toWgs84(stored, 'bd09') },
    { mixUp: 'wgs84 converted as gcj02', really: fromWgs84(stored, 'gcj02') },
    { mixUp: 'wgs84 converted as bd09', really: fromWgs84(stored, 'bd09') },
  ];
  return all.filter(({ really }) => really.lng !== stored.lng || really.lat !== stored.lat);
}
