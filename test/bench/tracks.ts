import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { geodesicM, pointAt } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { stayPoints } from '../../shared/stayPoints.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { Flag } from '../../shared/verdicts.ts';
import { readTrack, type TimedPoint } from './trackFiles.ts';

/** Flags that no movement of an honest person explains; the others tell of driving or of too short a stay. */
const WOLVES: readonly Flag[] = ['TELEPORT', 'FROZEN', 'REPLAY', 'TOO_PERFECT', 'STALE', 'CLOCK', 'DEVICE'];
const DWELL_S = 180;
const AROUND_MS = 900_000;
const formats = /\.(gpx|plt|json)$/;

/**
 * Counts false alarms on the real tracks of a folder (GPX, GeoLife .plt, barefoot .json, any depth). At every fix an honest
 * visit to a shop 12 m away is imagined, with the rest of the track around it and every equal position of other times as
 * history; and one at every stop of three minutes.
 */
export function countFalseAlarms(folder: string): void {
  const tracks = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => ({
      name,
      fixes: formats.test(name) ? readTrack(name, readFileSync(join(folder, name), 'utf8')) : [],
    }))
    .filter(({ fixes }) => fixes.length > 1);
  const everSeen = new Map<string, TimedPoint[]>();
  for (const { fixes } of tracks)
    for (const fix of fixes) everSeen.set(key(fix), [...(everSeen.get(key(fix)) ?? []), fix].slice(-20));
  console.log(
    '\n| real track | fixes | false alarms | a thousand fixes | which | stops of 3 min | of them flagged |\n| --- | --- | --- | --- | --- | --- | --- |',
  );
  for (const { name, fixes } of tracks) {
    const alarms = new Map<Flag, number>();
    fixes.forEach((_, i) => {
      for (const flag of flagsAt(fixes, i, everSeen).filter((raised) => WOLVES.includes(raised)))
        alarms.set(flag, (alarms.get(flag) ?? 0) + 1);
    });
    const stays = stayPoints(
      fixes.map((fix) => ({ ...fix, accuracyM: null })),
      50,
      DWELL_S,
    );
    const flagged = stays.filter(
      (stay) =>
        flagsAt(
          fixes,
          fixes.findIndex((fix) => fix.atMs >= stay.fromMs),
          everSeen,
        ).length > 0,
    ).length;
    const count = [...alarms.values()].reduce((a, b) => a + b, 0);
    console.log(
      `| ${[name, fixes.length, count, ((1000 * count) / fixes.length).toFixed(2), [...alarms].map(([flag, n]) => `${flag} ${n}`).join(', ') || '–', stays.length, flagged].join(' | ')} |`,
    );
  }
}

/** The flags of a visit that starts at fix i and ends at the first fix three minutes later. */
function flagsAt(fixes: readonly TimedPoint[], i: number, everSeen: ReadonlyMap<string, TimedPoint[]>): Flag[] {
  const first = fixes[i]!;
  let j = i;
  while (j < fixes.length - 1 && fixes[j]!.atMs < first.atMs + DWELL_S * 1000) j++;
  const last = fixes[j]!;
  let from = i;
  while (from > 0 && first.atMs - fixes[from - 1]!.atMs < AROUND_MS) from--;
  const until = fixes.findIndex((fix, k) => k > j && fix.atMs > last.atMs + AROUND_MS);
  const said = ({ lng, lat, atMs }: TimedPoint) => ({
    lng,
    lat,
    source: 'gnss' as const,
    fixAt: new Date(atMs).toISOString(),
    deviceId: 'd',
  });
  const press = (fix: TimedPoint) => ({ ...said(fix), pressedAt: said(fix).fixAt, receivedAt: said(fix).fixAt });
  const past = [first, last]
    .flatMap((fix) => everSeen.get(key(fix)) ?? [])
    .filter((fix) => fix.atMs < first.atMs - 3_600_000);
  const evidence = measureVisit(
    {
      id: i,
      retailer: { ...pointAt(first, 60, 12), sigmaM: 10, thresholdM: 100, coordinate: 'confirmed' },
      repId: 'r',
      requiredDwellS: 0,
      start: press(first),
      end: press(last),
      track: fixes.slice(from, until < 0 ? undefined : until).map(said),
      history: { fixes: past.map((fix) => ({ ...said(fix), repId: 'r' })) },
    },
    geodesicM,
  );
  return judge(evidence).flags.map(({ flag }) => flag);
}

function key({ lng, lat }: LngLat): string {
  return `${lng},${lat}`;
}
