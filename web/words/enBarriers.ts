import type { BarrierFileFault } from '../../shared/barrierGeoJson.ts';
import { MOST_AT_ONCE, MOST_BARRIER_POINTS, MOST_UNIT_POINTS } from '../../shared/barriers.ts';

/** Faults of a file's lines, and those that only the unit's own retailers and barriers can tell. */
export type BarrierFault = BarrierFileFault | 'FAR' | 'FAR_SWAPPED' | 'UNIT_FULL' | 'FILE_TOO_LARGE';

const fault: Record<BarrierFault, string> = {
  NOT_JSON: 'This file is not JSON: export it as GeoJSON.',
  NOT_GEOJSON:
    'This is not GeoJSON with lines: a LineString, MultiLineString, Polygon, or a FeatureCollection of them is needed.',
  NO_LINES: 'There are no lines in this file.',
  NOT_A_LINE: 'A point is no barrier: lines are needed.',
  BAD_POSITION: 'A position is not [longitude, latitude].',
  OUT_OF_RANGE: 'Coordinates beyond ±180, ±90: export it in degrees (WGS 84), not in metres.',
  SWAPPED: 'Longitude and latitude look swapped: the longitude comes first.',
  TOO_MANY: `More than ${MOST_AT_ONCE} barriers in one file: take it in parts.`,
  ONE_POINT: 'A line needs two different points.',
  JUMP: 'Two points of one line are more than 500 km apart: a wrong or swapped coordinate.',
  TOO_MANY_POINTS: `More than ${MOST_BARRIER_POINTS.toLocaleString('en')} points: simplify the line (to some 10 m) and try again.`,
  FAR: 'It is more than 500 km from every retailer here: wrong coordinates?',
  FAR_SWAPPED: 'It is far from every retailer here, and near them with longitude and latitude swapped.',
  UNIT_FULL: `All barriers of the unit together may have ${MOST_UNIT_POINTS.toLocaleString('en')} points: simplify them (to some 10 m).`,
  FILE_TOO_LARGE: 'This file is larger than 20 MB: simplify the lines, or take fewer of them.',
};

export const enBarriers = {
  fault,
  tab: 'Barriers',
  lead: 'Rivers, railways, motorways: no territory is joined across them. They belong to the unit, count for all its drafts and for those of units above, and can be switched off in this one.',
  gapHint: 'Leave a gap for a bridge, about as wide as the distance between the shops on its two sides.',
  draw: 'Draw a barrier',
  redraw: 'Draw anew',
  drawHint:
    'Click along it on the map. Enter or a double click ends the line, Backspace takes the last point back, Esc leaves it.',
  points: (n: number, shown: string) => `${shown} ${n === 1 ? 'point' : 'points'}`,
  end: 'End the line',
  undoPoint: 'Take back a point',
  newName: (n: string) => `Barrier ${n}`,
  importFile: 'Import GeoJSON …',
  importFrame: 'Coordinates are in',
  imported: (n: number, shown: string) => `${shown} ${n === 1 ? 'barrier was' : 'barriers were'} imported.`,
  outlines: (n: number, shown: string) =>
    `Of ${shown} ${n === 1 ? 'area' : 'areas'} the outline was taken: nothing is joined in or out.`,
  notImported: 'Nothing was imported:',
  none: 'No barriers yet.',
  nonePlan: 'Draw one on the map, or import lines from a GeoJSON file.',
  list: (n: string) => `Barriers of the unit (${n})`,
  isOn: (name: string) => `${name} counts in this draft`,
  off: 'off in this draft',
  show: (name: string) => `Show ${name} on the map`,
  nameOf: (name: string) => `Name of ${name}`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  redrawOf: (name: string) => `Draw ${name} anew`,
  removed: (name: string) => `“${name}” was removed, for all drafts of the unit.`,
  undoRemove: 'Take it back',
  changed: (who: string, when: string) => `by ${who}, ${when}`,
  theirs: (name: string, who: string, when: string) =>
    `${who} changed “${name}” at ${when}. You now see theirs; your change was not stored.`,
  gone: (name: string) => `Somebody has removed “${name}” meanwhile; your change was not stored.`,
  nameTaken: 'The unit has a barrier of this name already. Nothing was stored.',
  groups: (groups: string, outside: string) =>
    `With these barriers the retailers fall into ${groups} groups that do not touch; ${outside} are outside the largest.`,
  alone: (n: number, shown: string) =>
    n === 1 ? 'One retailer has no neighbour left:' : `${shown} retailers have no neighbour left:`,
  find: 'Find them',
  used: (n: number, shown: string) => `${shown} ${n === 1 ? 'barrier' : 'barriers'} counted`,
  legend: 'barrier',
  legendOff: 'barrier, off',
};
