import type { BarrierFileFault } from '../../shared/barrierGeoJson.ts';
import { MOST_AT_ONCE, MOST_BARRIER_POINTS, MOST_UNIT_POINTS } from '../../shared/barriers.ts';
import type { Said } from '../ui/words.ts';

/** Faults of a file's lines, and those that only the unit's own retailers and barriers can tell. */
export type BarrierFault = BarrierFileFault | 'FAR' | 'FAR_SWAPPED' | 'UNIT_FULL' | 'FILE_TOO_LARGE';

export const barrierWords = {
  fault: {
    NOT_JSON: { zh: '这个文件不是 JSON，请导出为 GeoJSON。', en: 'This file is not JSON: export it as GeoJSON.' },
    NOT_GEOJSON: {
      zh: '这不是含有线条的 GeoJSON：需要 LineString、MultiLineString、Polygon，或由它们组成的 FeatureCollection。',
      en: 'This is not GeoJSON with lines: a LineString, MultiLineString, Polygon, or a FeatureCollection of them is needed.',
    },
    NO_LINES: { zh: '文件里没有线条。', en: 'There are no lines in this file.' },
    NOT_A_LINE: { zh: '点不能作为阻隔线，需要线条。', en: 'A point is no barrier: lines are needed.' },
    BAD_POSITION: { zh: '有坐标不是 [经度, 纬度]。', en: 'A position is not [longitude, latitude].' },
    OUT_OF_RANGE: {
      zh: '坐标超出 ±180、±90：请按经纬度（度）导出，不要用米。',
      en: 'Coordinates beyond ±180, ±90: export it in degrees (WGS 84), not in metres.',
    },
    SWAPPED: {
      zh: '经度和纬度好像颠倒了：应先写经度。',
      en: 'Longitude and latitude look swapped: the longitude comes first.',
    },
    TOO_MANY: {
      zh: `一个文件最多 ${MOST_AT_ONCE} 条阻隔线，请分批导入。`,
      en: `More than ${MOST_AT_ONCE} barriers in one file: take it in parts.`,
    },
    ONE_POINT: { zh: '一条线至少要有两个不同的点。', en: 'A line needs two different points.' },
    JUMP: {
      zh: '同一条线上有两点相距 500 公里以上：坐标有误或颠倒。',
      en: 'Two points of one line are more than 500 km apart: a wrong or swapped coordinate.',
    },
    TOO_MANY_POINTS: {
      zh: `一条阻隔线最多 ${MOST_BARRIER_POINTS.toLocaleString('en')} 个点：请先简化（精度约 10 米）再试。`,
      en: `More than ${MOST_BARRIER_POINTS.toLocaleString('en')} points: simplify the line (to some 10 m) and try again.`,
    },
    FAR: {
      zh: '离本单位所有零售户都在 500 公里以上：坐标有误？',
      en: 'It is more than 500 km from every retailer here: wrong coordinates?',
    },
    FAR_SWAPPED: {
      zh: '离本单位零售户很远，而经纬度对调后就在附近：应先写经度。',
      en: 'It is far from every retailer here, and near them with longitude and latitude swapped.',
    },
    UNIT_FULL: {
      zh: `本单位的阻隔线合计最多 ${MOST_UNIT_POINTS.toLocaleString('en')} 个点：请先简化（精度约 10 米）。`,
      en: `All barriers of the unit together may have ${MOST_UNIT_POINTS.toLocaleString('en')} points: simplify them (to some 10 m).`,
    },
    FILE_TOO_LARGE: {
      zh: '文件超过 20 MB：请简化线条，或分批导入。',
      en: 'This file is larger than 20 MB: simplify the lines, or take fewer of them.',
    },
  } satisfies Said<BarrierFault>,
  tab: { zh: '阻隔线', en: 'Barriers' },
  lead: {
    zh: '河流、铁路、高速公路：片区不会跨过它们相连。阻隔线属于单位，对本单位及上级单位的所有方案有效，也可以只在本方案中停用。',
    en: 'Rivers, railways, motorways: no territory is joined across them. They belong to the unit, count for all its scenarios and for those of units above, and can be switched off in this one.',
  },
  gapHint: {
    zh: '有桥的地方留一个缺口，宽度大约等于桥两侧零售户之间的距离。',
    en: 'Leave a gap for a bridge, about as wide as the distance between the shops on its two sides.',
  },
  draw: { zh: '画阻隔线', en: 'Draw a barrier' },
  redraw: { zh: '重画', en: 'Draw anew' },
  drawHint: {
    zh: '在地图上沿线点击。按回车或双击结束，退格键撤回一点，Esc 放弃。',
    en: 'Click along it on the map. Enter or a double click ends the line, Backspace takes the last point back, Esc leaves it.',
  },
  points: {
    zh: (_: number, shown: string) => `${shown} 个点`,
    en: (n: number, shown: string) => `${shown} ${n === 1 ? 'point' : 'points'}`,
  },
  end: { zh: '画完了', en: 'End the line' },
  undoPoint: { zh: '撤回一点', en: 'Take back a point' },
  newName: { zh: (n: string) => `阻隔线 ${n}`, en: (n: string) => `Barrier ${n}` },
  importFile: { zh: '导入 GeoJSON……', en: 'Import GeoJSON …' },
  importFrame: { zh: '坐标系', en: 'Coordinates are in' },
  imported: {
    zh: (_: number, shown: string) => `已导入 ${shown} 条阻隔线。`,
    en: (n: number, shown: string) => `${shown} ${n === 1 ? 'barrier was' : 'barriers were'} imported.`,
  },
  outlines: {
    zh: (_: number, shown: string) => `有 ${shown} 个面，已取其轮廓：内外不会相连。`,
    en: (n: number, shown: string) =>
      `Of ${shown} ${n === 1 ? 'area' : 'areas'} the outline was taken: nothing is joined in or out.`,
  },
  notImported: { zh: '没有导入：', en: 'Nothing was imported:' },
  none: { zh: '还没有阻隔线。', en: 'No barriers yet.' },
  nonePlan: {
    zh: '可以在地图上画，也可以从 GeoJSON 文件导入。',
    en: 'Draw one on the map, or import lines from a GeoJSON file.',
  },
  list: { zh: (n: string) => `本单位的阻隔线（${n}）`, en: (n: string) => `Barriers of the unit (${n})` },
  isOn: { zh: (name: string) => `${name} 在本方案中有效`, en: (name: string) => `${name} counts in this scenario` },
  off: { zh: '本方案中停用', en: 'off in this scenario' },
  show: { zh: (name: string) => `在地图上查看 ${name}`, en: (name: string) => `Show ${name} on the map` },
  nameOf: { zh: (name: string) => `${name} 的名称`, en: (name: string) => `Name of ${name}` },
  remove: { zh: '删除', en: 'Remove' },
  removeOf: { zh: (name: string) => `删除 ${name}`, en: (name: string) => `Remove ${name}` },
  redrawOf: { zh: (name: string) => `重画 ${name}`, en: (name: string) => `Draw ${name} anew` },
  removed: {
    zh: (name: string) => `已删除“${name}”，对本单位所有方案生效。`,
    en: (name: string) => `“${name}” was removed, for all scenarios of the unit.`,
  },
  undoRemove: { zh: '恢复', en: 'Take it back' },
  changed: {
    zh: (who: string, when: string) => `${who}，改于 ${when}`,
    en: (who: string, when: string) => `by ${who}, ${when}`,
  },
  theirs: {
    zh: (name: string, who: string, when: string) =>
      `${who} 在 ${when} 修改了“${name}”。现在显示的是对方的结果，您的修改没有保存。`,
    en: (name: string, who: string, when: string) =>
      `${who} changed “${name}” at ${when}. You now see theirs; your change was not stored.`,
  },
  gone: {
    zh: (name: string) => `“${name}”已被他人删除，您的修改没有保存。`,
    en: (name: string) => `Somebody has removed “${name}” meanwhile; your change was not stored.`,
  },
  nameTaken: {
    zh: '本单位已有同名的阻隔线，没有保存。',
    en: 'The unit has a barrier of this name already. Nothing was stored.',
  },
  groups: {
    zh: (groups: string, outside: string) =>
      `这些阻隔线把零售户分成互不相邻的 ${groups} 组，最大一组之外有 ${outside} 户。`,
    en: (groups: string, outside: string) =>
      `With these barriers the retailers fall into ${groups} groups that do not touch; ${outside} are outside the largest.`,
  },
  alone: {
    zh: (_: number, shown: string) => `有 ${shown} 户被单独隔开，没有相邻的零售户：`,
    en: (n: number, shown: string) =>
      n === 1 ? 'One retailer has no neighbour left:' : `${shown} retailers have no neighbour left:`,
  },
  find: { zh: '在地图上查看', en: 'Find them' },
  used: {
    zh: (_: number, shown: string) => `计入 ${shown} 条阻隔线`,
    en: (n: number, shown: string) => `${shown} ${n === 1 ? 'barrier' : 'barriers'} counted`,
  },
  legend: { zh: '阻隔线', en: 'barrier' },
  legendOff: { zh: '阻隔线（停用）', en: 'barrier, off' },
};
