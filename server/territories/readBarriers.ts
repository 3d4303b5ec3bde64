// Pure: the text of a GeoJSON file in, lines on the units' plane or the list of everything wrong with it out.
import { readBarriers, readLines, type BarrierFileFault, type FoundFault } from '../../shared/barrierGeoJson.ts';
import { MOST_AT_ONCE, MOST_BARRIER_POINTS, MOST_UNIT_POINTS, pointCount } from '../../shared/barriers.ts';
import { flatLines } from './solve/plane.ts';
import { UnreadableUnits, type Units } from './readUnits.ts';
import { groupsOf, touching } from './solve/touching.ts';

const sentences: Record<BarrierFileFault, string> = {
  NOT_JSON: 'not JSON',
  NOT_GEOJSON: 'not GeoJSON: a LineString, MultiLineString, Polygon, or a FeatureCollection of them is needed',
  NO_LINES: 'there are no lines',
  NOT_A_LINE: 'a point is no barrier: draw a line',
  BAD_POSITION: 'a position is not [longitude, latitude]',
  OUT_OF_RANGE: 'coordinates beyond ±180, ±90: degrees are needed',
  SWAPPED: 'longitude and latitude look swapped',
  TOO_MANY: `more than ${MOST_AT_ONCE} barriers`,
  ONE_POINT: 'a line needs two different points',
  JUMP: 'two points of one line are more than 500 km apart: a wrong or swapped coordinate',
  TOO_MANY_POINTS: `more than ${MOST_BARRIER_POINTS} points in one barrier: simplify it (to some 10 m)`,
};

/** Further than this from every unit a line cuts nothing: another continent, or another plane. */
const FAR_M = 500_000;

/** Barriers in the coordinates of the units' file: degrees, or metres of its plane. Throws UnreadableUnits with every fault. */
export function readBarrierFile(text: string, units: Pick<Units, 'xM' | 'yM' | 'plane'>): Float64Array[] {
  const { lines, faults } = units.plane ? inDegrees(text, units.plane) : inMetres(text);
  if (faults.length === 0) {
    const all = lines.reduce((sum, line) => sum + line.length / 2, 0);
    if (all > MOST_UNIT_POINTS)
      faults.push(`${all} points, at most ${MOST_UNIT_POINTS} can be used: simplify the lines (to some 10 m)`);
    else if (awayM(lines, units) > FAR_M)
      faults.push(`no line comes within ${FAR_M / 1000} km of the units: wrong or swapped coordinates?`);
  }
  if (faults.length > 0) throw new UnreadableUnits(faults.map((fault) => `barriers: ${fault}`));
  return lines;
}

const said = (found: readonly FoundFault[]): string[] =>
  found.map(({ fault, where }) => `${where === '' ? '' : `'${where}': `}${sentences[fault]}`);

function inDegrees(text: string, plane: NonNullable<Units['plane']>): { lines: Float64Array[]; faults: string[] } {
  const { barriers, faults } = readBarriers(text, 'without a name');
  return {
    lines:
      faults.length > 0
        ? []
        : flatLines(
            barriers.flatMap((one) => one.lines),
            plane,
          ),
    faults: said(faults),
  };
}

function inMetres(text: string): { lines: Float64Array[]; faults: string[] } {
  const { barriers, faults } = readLines(text, 'without a name');
  const short = barriers
    .filter((one) => one.lines.some((line) => line.every(([x, y]) => x === line[0]![0] && y === line[0]![1])))
    .map((one): FoundFault => ({ fault: 'ONE_POINT', where: one.name }));
  const long = barriers
    .filter((one) => pointCount(one.lines) > MOST_BARRIER_POINTS)
    .map((one): FoundFault => ({ fault: 'TOO_MANY_POINTS', where: one.name }));
  return {
    lines: barriers.flatMap((one) => one.lines.map((line) => Float64Array.from(line.flat()))),
    faults: said([...faults, ...short, ...long]),
  };
}

/** From the box of the units to the nearest point of any line. */
function awayM(lines: readonly Float64Array[], { xM, yM }: Pick<Units, 'xM' | 'yM'>): number {
  const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const [west, east, south, north] = [least(xM), most(xM), least(yM), most(yM)];
  const outside = (value: number, low: number, high: number) => Math.max(0, low - value, value - high);
  let nearest = Infinity;
  for (const line of lines)
    for (let i = 0; i < line.length; i += 2)
      nearest = Math.min(nearest, Math.hypot(outside(line[i]!, west, east), outside(line[i + 1]!, south, north)));
  return nearest;
}

/** Named in a note; more are counted. */
const NAMED = 20;

/** What the barriers do to who touches whom that a planner would want to know. */
export function groupNotes({ codes, xM, yM }: Pick<Units, 'codes' | 'xM' | 'yM'>, barriers: Float64Array[]): string[] {
  const { alone } = groupsOf(touching(xM, yM, barriers));
  if (alone.length === 0) return [];
  return [
    `the barriers leave ${alone.length} units without any neighbour: ${alone
      .slice(0, NAMED)
      .map((i) => codes[i]!)
      .join(', ')}${alone.length > NAMED ? ' …' : ''}`,
  ];
}
