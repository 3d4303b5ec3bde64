// Pure: the text of a GeoJSON file in, lines on the units' plane or the list of everything wrong with it out.
import { readBarriers, readLines, type BarrierFileFault, type FoundFault } from '../../shared/barrierGeoJson.ts';
import { MOST_AT_ONCE, MOST_BARRIER_POINTS, MOST_UNIT_POINTS, pointCount } from '../../shared/barriers.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { flatLines } from './solve/plane.ts';
import { UnreadableUnits, type Units } from './readUnits.ts';
import { groupsOf, touching } from './solve/touching.ts';

const sentences: Record<BarrierFileFault, InBoth> = {
  NOT_JSON: { en: 'not JSON', zh: '不是 JSON' },
  NOT_GEOJSON: {
    en: 'not GeoJSON: a LineString, MultiLineString, Polygon, or a FeatureCollection of them is needed',
    zh: '不是 GeoJSON：需要 LineString、MultiLineString、Polygon，或由它们组成的 FeatureCollection',
  },
  NO_LINES: { en: 'there are no lines', zh: '没有线条' },
  NOT_A_LINE: { en: 'a point is no barrier: draw a line', zh: '点不能作为阻隔线，需要线条' },
  BAD_POSITION: { en: 'a position is not [longitude, latitude]', zh: '有坐标不是 [经度, 纬度]' },
  OUT_OF_RANGE: { en: 'coordinates beyond ±180, ±90: degrees are needed', zh: '坐标超出 ±180、±90：应为经纬度' },
  SWAPPED: { en: 'longitude and latitude look swapped', zh: '经度和纬度似乎颠倒' },
  TOO_MANY: { en: `more than ${MOST_AT_ONCE} barriers`, zh: `超过 ${MOST_AT_ONCE} 条阻隔线` },
  ONE_POINT: { en: 'a line needs two different points', zh: '一条线至少需要两个不同的点' },
  JUMP: {
    en: 'two points of one line are more than 500 km apart: a wrong or swapped coordinate',
    zh: '同一条线上两点相距超过 500 公里：坐标有误或颠倒',
  },
  TOO_MANY_POINTS: {
    en: `more than ${MOST_BARRIER_POINTS} points in one barrier: simplify it (to some 10 m)`,
    zh: `一条阻隔线超过 ${MOST_BARRIER_POINTS} 个点：请简化（精度约 10 米）`,
  },
};

/** Further than this from every unit a line cuts nothing: another continent, or another plane. */
const FAR_M = 500_000;

/** Barriers in the coordinates of the units' file: degrees, or metres of its plane. Throws UnreadableUnits with every fault. */
export function readBarrierFile(text: string, units: Pick<Units, 'xM' | 'yM' | 'plane'>): Float64Array[] {
  const { lines, faults } = units.plane ? inDegrees(text, units.plane) : inMetres(text);
  if (faults.length === 0) {
    const all = lines.reduce((sum, line) => sum + line.length / 2, 0);
    if (all > MOST_UNIT_POINTS)
      faults.push({
        en: `${all} points, at most ${MOST_UNIT_POINTS} can be used: simplify the lines (to some 10 m)`,
        zh: `共 ${all} 个点，最多 ${MOST_UNIT_POINTS} 个：请简化线条（精度约 10 米）`,
      });
    else if (awayM(lines, units) > FAR_M)
      faults.push({
        en: `no line comes within ${FAR_M / 1000} km of the units: wrong or swapped coordinates?`,
        zh: `所有线条都在零售户 ${FAR_M / 1000} 公里之外：坐标是否有误或颠倒？`,
      });
  }
  if (faults.length > 0)
    throw new UnreadableUnits(faults.map(({ en, zh }) => ({ en: `barriers: ${en}`, zh: `阻隔线：${zh}` })));
  return lines;
}

/** What a line is called that has no name of its own. */
const NAMELESS = 'without a name';

function saidOf({ fault, where }: FoundFault): InBoth {
  const { en, zh } = sentences[fault];
  if (where === '') return { en, zh };
  return { en: `'${where}': ${en}`, zh: `“${where === NAMELESS ? '未命名' : where}”：${zh}` };
}

function inDegrees(text: string, plane: NonNullable<Units['plane']>): { lines: Float64Array[]; faults: InBoth[] } {
  const { barriers, faults } = readBarriers(text, NAMELESS);
  return {
    lines:
      faults.length > 0
        ? []
        : flatLines(
            barriers.flatMap((one) => one.lines),
            plane,
          ),
    faults: faults.map(saidOf),
  };
}

function inMetres(text: string): { lines: Float64Array[]; faults: InBoth[] } {
  const { barriers, faults } = readLines(text, NAMELESS);
  const short = barriers
    .filter((one) => one.lines.some((line) => line.every(([x, y]) => x === line[0]![0] && y === line[0]![1])))
    .map((one): FoundFault => ({ fault: 'ONE_POINT', where: one.name }));
  const long = barriers
    .filter((one) => pointCount(one.lines) > MOST_BARRIER_POINTS)
    .map((one): FoundFault => ({ fault: 'TOO_MANY_POINTS', where: one.name }));
  return {
    lines: barriers.flatMap((one) => one.lines.map((line) => Float64Array.from(line.flat()))),
    faults: [...faults, ...short, ...long].map(saidOf),
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
export function groupNotes({ codes, xM, yM }: Pick<Units, 'codes' | 'xM' | 'yM'>, barriers: Float64Array[]): InBoth[] {
  const { alone } = groupsOf(touching(xM, yM, barriers));
  if (alone.length === 0) return [];
  const named = alone.slice(0, NAMED).map((i) => codes[i]!);
  const more = alone.length > NAMED ? ' …' : '';
  return [
    {
      en: `the barriers leave ${alone.length} units without any neighbour: ${named.join(', ')}${more}`,
      zh: `阻隔线使 ${alone.length} 户没有邻户：${named.join('、')}${more}`,
    },
  ];
}
