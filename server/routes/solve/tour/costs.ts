import { EARTH_RADIUS_M } from '../../../../shared/geo.ts';
import type { Metric } from '../problem.ts';

const MATRIX = 0;
const EUC_2D = 1;
const EUCLID = 2;
const CEIL_2D = 3;
const ATT = 4;
const HAVERSINE = 5;
const GEO = 6;
const MAN_2D = 7;
const MAX_2D = 8;
const DIRECTED = 9;

const CODES: Record<Metric, number> = {
  euc2d: EUC_2D,
  euclid: EUCLID,
  ceil2d: CEIL_2D,
  att: ATT,
  haversine: HAVERSINE,
  geo: GEO,
  man2d: MAN_2D,
  max2d: MAX_2D,
};
const NONE: Float64Array = new Float64Array(0);
const RAD = Math.PI / 180;

/**
 * Costs between nodes in one class with one method, whatever they come from: the search asks it a hundred
 * million times a second, and a call site that meets one shape only is inlined by the compiler.
 */
export class Costs {
  readonly n: number;
  /** The node that costs nothing from anywhere (it turns an open path into a tour), or −1. */
  private readonly free: number;
  private readonly kind: number;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly z: Float64Array;
  private readonly matrix: Float64Array;
  private readonly never: number;

  private constructor(
    n: number,
    kind: number,
    x: Float64Array,
    y: Float64Array,
    z: Float64Array,
    matrix: Float64Array,
    never: number,
    free: number,
  ) {
    this.n = n;
    this.kind = kind;
    this.x = x;
    this.y = y;
    this.z = z;
    this.matrix = matrix;
    this.never = never;
    this.free = free;
  }

  /** Row-major symmetric n × n. */
  static ofMatrix(n: number, matrix: Float64Array): Costs {
    return new Costs(n, MATRIX, NONE, NONE, NONE, matrix, 0, -1);
  }

  /**
   * A directed matrix of m cities as 2m symmetric nodes (Jonker and Volgenant 1983): 2i is where city i is
   * entered, 2i + 1 where it is left. Only a leaving and an entering node may be joined; else `never`.
   */
  static ofDirected(m: number, matrix: Float64Array, never: number): Costs {
    return new Costs(2 * m, DIRECTED, NONE, NONE, NONE, matrix, never, -1);
  }

  /** Points, and with `free` one more node at no cost from anywhere. */
  static ofPoints(xs: Float64Array, ys: Float64Array, metric: Metric, free: boolean): Costs {
    const kind = CODES[metric];
    const n = xs.length + (free ? 1 : 0);
    let [x, y, z]: Float64Array[] = [xs, ys, NONE];
    if (kind === HAVERSINE) [x, y, z] = unitVectors(xs, ys);
    if (kind === GEO) [x, y] = [xs.map(geoRadians), ys.map(geoRadians)];
    return new Costs(n, kind, x, y, z, NONE, 0, free ? xs.length : -1);
  }

  between(a: number, b: number): number {
    if (this.kind === MATRIX) return this.matrix[a * this.n + b]!;
    if (this.kind === DIRECTED) return this.directed(a, b);
    if (a === this.free || b === this.free) return 0;
    const dx = this.x[a]! - this.x[b]!;
    const dy = this.y[a]! - this.y[b]!;
    if (this.kind === EUC_2D) return Math.floor(Math.sqrt(dx * dx + dy * dy) + 0.5);
    if (this.kind === EUCLID) return Math.sqrt(dx * dx + dy * dy);
    return this.rarer(a, b, dx, dy);
  }

  private directed(a: number, b: number): number {
    if (((a ^ b) & 1) === 0) return this.never;
    const m = this.n >> 1;
    if (a >> 1 === b >> 1) return 0;
    return (a & 1) === 1 ? this.matrix[(a >> 1) * m + (b >> 1)]! : this.matrix[(b >> 1) * m + (a >> 1)]!;
  }

  private rarer(a: number, b: number, dx: number, dy: number): number {
    switch (this.kind) {
      case CEIL_2D:
        return Math.ceil(Math.sqrt(dx * dx + dy * dy));
      case ATT: {
        const r = Math.sqrt((dx * dx + dy * dy) / 10);
        const t = Math.floor(r + 0.5);
        return t < r ? t + 1 : t;
      }
      case HAVERSINE: {
        const dz = this.z[a]! - this.z[b]!;
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(dx * dx + dy * dy + dz * dz) / 2));
      }
      case GEO: {
        const q1 = Math.cos(dy);
        const q2 = Math.cos(dx);
        const q3 = Math.cos(this.x[a]! + this.x[b]!);
        return Math.floor(6378.388 * Math.acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1);
      }
      case MAN_2D:
        return Math.floor(Math.abs(dx) + Math.abs(dy) + 0.5);
      case MAX_2D:
        return Math.max(Math.floor(Math.abs(dx) + 0.5), Math.floor(Math.abs(dy) + 0.5));
      default:
        throw new RangeError(`unknown metric ${this.kind}`);
    }
  }
}

/** TSPLIB's DDD.MM to radians, with its own π: the published optima rest on 3.141592. */
function geoRadians(value: number): number {
  const degrees = Math.trunc(value);
  return (3.141592 * (degrees + (5 * (value - degrees)) / 3)) / 180;
}

/** The chord between unit vectors gives the great circle without a cosine a pair. */
function unitVectors(lng: Float64Array, lat: Float64Array): [Float64Array, Float64Array, Float64Array] {
  return [
    lng.map((l, i) => Math.cos(lat[i]! * RAD) * Math.cos(l * RAD)),
    lng.map((l, i) => Math.cos(lat[i]! * RAD) * Math.sin(l * RAD)),
    lat.map((l) => Math.sin(l * RAD)),
  ];
}
