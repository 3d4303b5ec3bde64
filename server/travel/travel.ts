import { setImmediate as turn } from 'node:timers/promises';
import { distanceM } from '../../shared/geo.ts';
import type { FallbackReason } from '../../shared/travel.ts';
import { MOST_ROAD_PLACES, type Travels, type TravelMatrix } from '../travels.ts';
import { PairCache, placeKey, type Leg } from './pairCache.ts';
import { straightLeg, type Place, type StraightSettings } from '../../shared/straight.ts';
import { blocksOf, isAsAsked, isBelievable, TableAnswer, tablePath, type Block } from './tableBlocks.ts';

export interface TravelSettings extends StraightSettings {
  /** Base address of an OSRM-compatible service; undefined: straight lines. Nothing else is ever called. */
  osrmUrl?: string | undefined;
  /** For one request. */
  osrmTimeoutMs?: number;
}

const CACHED_LEGS = 200_000;
const AT_ONCE = 4;
const TIMEOUT_MS = 5_000;
/** A whole matrix gets this long: people wait for it. What is not there by then is measured by straight lines. */
const MATRIX_MS = 20_000;
/** So many failed requests, and the rest of a matrix is not asked for. */
const MOST_FAILURES = 2;
/** A service that answered nothing is left alone for so long: each of a unit's plans would wait for its time-out otherwise. */
const REST_MS = 15_000;
/** Beside the numbers an answer names each place and its street. */
const ANSWER_BASE_BYTES = 200_000;
const ANSWER_PAIR_BYTES = 2 * 32;

const NOTHING: Leg = { s: 0, m: 0 };
/** Asked for, and not believed: measured by the straight line. */
const NOT_BELIEVED: Leg = { s: NaN, m: NaN };

function put({ n, travelS, travelM }: Unfilled, i: number, j: number, { s, m }: Leg): void {
  travelS[i * n + j] = s;
  travelM[i * n + j] = m;
}

class Failed extends Error {
  readonly reason: FallbackReason;
  constructor(reason: FallbackReason, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

export function createTravels(settings: TravelSettings): Travels {
  const { osrmUrl } = settings;
  const roads = osrmUrl === undefined ? null : new RoadService(osrmUrl, settings.osrmTimeoutMs ?? TIMEOUT_MS);
  // one matrix is filled at a time: a hundred at once would each take their turn before anybody else gets one
  let last: Promise<unknown> = Promise.resolve();
  const fill = (...of: Parameters<typeof filled>): Promise<TravelMatrix> => {
    const mine = last.then(() => filled(...of));
    last = mine.catch(() => {});
    return mine;
  };
  const travelsOf = (straight: StraightSettings): Travels => ({
    settings: straight,
    with: travelsOf,
    hasRoads: roads !== null,
    between: async (places) => {
      const matrix = unknownMatrix(places.length);
      if (!roads) return fill(matrix, places, straight, null);
      if (places.length > MOST_ROAD_PLACES) return fill(matrix, places, straight, 'tooManyStops');
      const failure = await roads.measure(matrix, places);
      return fill(matrix, places, straight, failure);
    },
  });
  return travelsOf(settings);
}

/** A matrix being measured: NaN is not yet known. */
interface Unfilled {
  n: number;
  travelS: Float64Array;
  travelM: Float64Array;
}

function unknownMatrix(n: number): Unfilled {
  return { n, travelS: new Float64Array(n * n).fill(NaN), travelM: new Float64Array(n * n).fill(NaN) };
}

/** Pairs that are worked off before other requests get their turn: about a millisecond. */
const PAIRS_A_TURN = 5_000;

/** Straight lines where the roads gave nothing. */
async function filled(
  { n, travelS, travelM }: Unfilled,
  places: readonly Place[],
  settings: StraightSettings,
  failure: FallbackReason | null,
): Promise<TravelMatrix> {
  let straight = 0;
  let noWayPairs = 0;
  const rowsATurn = Math.ceil(PAIRS_A_TURN / Math.max(1, n));
  for (let i = 0; i < n; i++) {
    if (i % rowsATurn === rowsATurn - 1) await turn();
    travelS[i * n + i] = travelM[i * n + i] = 0;
    for (let j = 0; j < n; j++) {
      const k = i * n + j;
      if (travelS[k] === Infinity) noWayPairs++;
      if (!Number.isNaN(travelS[k])) continue;
      straight++;
      ({ s: travelS[k], m: travelM[k] } = straightLeg(places[i]!, places[j]!, settings));
    }
  }
  const pairs = n * (n - 1);
  const isStraight = pairs === 0 || straight > 0;
  return {
    n,
    travelS,
    travelM,
    said: {
      source: straight === pairs ? 'straight' : 'osrm',
      fallbackReason: straight > 0 ? failure : null,
      straightShare: pairs === 0 ? 0 : straight / pairs,
      noWayPairs,
      detourFactor: isStraight ? settings.detourFactor : null,
      speedKmh: isStraight ? settings.speedKmh : null,
    },
  };
}

/** The one place that calls out. Redirects are not followed, so that nobody but the address set is ever spoken to. */
class RoadService {
  private readonly base: URL;
  private readonly timeoutMs: number;
  private readonly cache = new PairCache(CACHED_LEGS);
  private rest: { untilMs: number; reason: FallbackReason } | null = null;

  constructor(url: string, timeoutMs: number) {
    this.base = new URL(url.endsWith('/') ? url : `${url}/`);
    this.timeoutMs = timeoutMs;
  }

  /** Fills in what the service says; returns why some of it is missing, or null. */
  async measure(matrix: Unfilled, places: readonly Place[]): Promise<FallbackReason | null> {
    const keys = places.map(placeKey);
    const blocks = blocksOf(keys.length);
    const failures: FallbackReason[] =
      this.rest && performance.now() < this.rest.untilMs
        ? (Array(MOST_FAILURES).fill(this.rest.reason) as FallbackReason[])
        : [];
    const isResting = failures.length > 0;
    const endMs = performance.now() + MATRIX_MS;
    let next = 0;
    let answered = 0;
    const work = async (): Promise<void> => {
      while (next < blocks.length) {
        const block = blocks[next++]!;
        await turn();
        if (this.remember(block, keys, matrix) || failures.length >= MOST_FAILURES) continue;
        try {
          this.keep(block, places, keys, matrix, await this.table(block, keys, endMs - performance.now()));
          answered++;
        } catch (error) {
          if (!(error instanceof Failed)) throw error;
          failures.push(error.reason);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, blocks.length) }, work));
    if (!isResting)
      this.rest = answered === 0 && failures[0] ? { untilMs: performance.now() + REST_MS, reason: failures[0] } : null;
    const isDoubted = matrix.travelS.some((s, k) => Number.isNaN(s) && Math.floor(k / matrix.n) !== k % matrix.n);
    return failures[0] ?? (isDoubted ? 'badAnswer' : null);
  }

  /** Takes a block from the cache; false when one of its legs is not there. */
  private remember({ sources, destinations }: Block, keys: readonly string[], matrix: Unfilled): boolean {
    let isWhole = true;
    for (const i of sources) {
      for (const j of destinations) {
        const leg = keys[i] === keys[j] ? NOTHING : this.cache.get(keys[i]!, keys[j]!);
        if (leg) put(matrix, i, j, leg);
        else isWhole = false;
      }
    }
    return isWhole;
  }

  private keep(
    { sources, destinations }: Block,
    places: readonly Place[],
    keys: readonly string[],
    matrix: Unfilled,
    { durations, distances, ...snapped }: TableAnswer,
  ): void {
    sources.forEach((i, row) =>
      destinations.forEach((j, column) => {
        if (keys[i] === keys[j]) return put(matrix, i, j, NOTHING);
        const s = durations[row]![column]!;
        const m = distances[row]![column]!;
        const offM = [snapped.sources?.[row]?.distance, snapped.destinations?.[column]?.distance];
        const said = s === null || m === null ? { s: Infinity, m: Infinity } : { s, m };
        const leg = isBelievable(said, distanceM(places[i]!, places[j]!), offM) ? said : NOT_BELIEVED;
        put(matrix, i, j, leg);
        this.cache.set(keys[i]!, keys[j]!, leg);
      }),
    );
  }

  private async table(block: Block, keys: readonly string[], leftMs: number): Promise<TableAnswer> {
    if (leftMs <= 0) throw new Failed('timeout');
    const url = new URL(tablePath(block, keys), this.base);
    const signal = AbortSignal.timeout(Math.ceil(Math.min(leftMs, this.timeoutMs)));
    const mostBytes = ANSWER_BASE_BYTES + ANSWER_PAIR_BYTES * block.sources.length * block.destinations.length;
    let text: string;
    try {
      const response = await fetch(url, { redirect: 'manual', signal, headers: { accept: 'application/json' } });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Failed(
          response.status >= 500
            ? 'serverError'
            : response.status >= 300 && response.status < 400
              ? 'redirected'
              : 'refused',
        );
      }
      text = await boundedText(response, mostBytes);
    } catch (error) {
      if (error instanceof Failed) throw error;
      throw new Failed(signal.aborted ? 'timeout' : 'unreachable', error);
    }
    const read = TableAnswer.safeParse(jsonOf(text));
    if (!read.success || !isAsAsked(read.data, block)) throw new Failed('badAnswer');
    return read.data;
  }
}

async function boundedText(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > mostBytes) throw new Failed('tooLarge');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
