// Pure: all retailers of a scope as columns of bytes, as the server packs them and the map unpacks them. As JSON a city of 60,000 took
// the embedded database, both ends and the wire three times as long.

/** Columns as the database gives them, each in the order of codes. */
export interface PackedColumns {
  count: number;
  /** For each retailer its longitude and its latitude, 32-bit signed big-endian, in units of 1e-7 degrees (a centimetre). */
  places: Uint8Array;
  /** 16 bytes each. */
  ids: Uint8Array;
  /** 16 bytes each: who visits there as the map of visit territories says; all 0 where nobody. */
  territoryIds: Uint8Array;
  /** UTF-8, a byte 0 between two. */
  names: Uint8Array;
  codes: Uint8Array;
}

/** The same as the map uses them. Ids, names and codes become texts when they are first asked for: the picture needs none. */
export interface RetailerColumns {
  count: number;
  /** WGS-84 degrees. */
  lng: Float64Array;
  lat: Float64Array;
  /** For each retailer the number of its visit territory in `territoryIds`, or -1. */
  territory: Int32Array;
  territoryIds: readonly string[];
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly codes: readonly string[];
}

const UNITS_A_DEGREE = 1e7;
const UUID_BYTES = 16;
/** 'RND1': says what this is, and that both sides mean the same layout. */
const MARK = 0x524e4431;
const PARTS = 6;
/** The mark, the count and the six lengths, 32 bits each. */
const HEAD_BYTES = 4 * (2 + PARTS);

/** One after the other behind their lengths: places, numbers of territories, ids of territories, ids, names, codes. */
export function packColumns(columns: PackedColumns): Uint8Array {
  const { numbers, ids } = numbered(columns.territoryIds);
  const parts = [columns.places, numbers, ids, columns.ids, columns.names, columns.codes];
  const packed = new Uint8Array(HEAD_BYTES + parts.reduce((sum, part) => sum + part.length, 0));
  const head = new DataView(packed.buffer);
  [MARK, columns.count, ...parts.map((part) => part.length)].forEach((value, i) => head.setUint32(4 * i, value));
  let at = HEAD_BYTES;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** A few territories for thousands of retailers: each is said once, and then by its number. */
function numbered(territoryIds: Uint8Array): { numbers: Uint8Array; ids: Uint8Array } {
  const words = new DataView(territoryIds.buffer, territoryIds.byteOffset, territoryIds.byteLength);
  const count = territoryIds.length / UUID_BYTES;
  const numbers = new DataView(new ArrayBuffer(4 * count));
  const known = new Map<string, number>();
  const ids: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const [a, b] = [words.getBigUint64(i * UUID_BYTES), words.getBigUint64(i * UUID_BYTES + 8)];
    const key = `${a} ${b}`;
    let number = a === 0n && b === 0n ? -1 : known.get(key);
    if (number === undefined) {
      known.set(key, (number = ids.length));
      ids.push(territoryIds.subarray(i * UUID_BYTES, (i + 1) * UUID_BYTES));
    }
    numbers.setInt32(4 * i, number);
  }
  const together = new Uint8Array(ids.length * UUID_BYTES);
  ids.forEach((id, i) => together.set(id, i * UUID_BYTES));
  return { numbers: new Uint8Array(numbers.buffer), ids: together };
}

/** Throws RangeError where the bytes are not what packColumns makes. */
export function unpackColumns(packed: ArrayBuffer): RetailerColumns {
  if (packed.byteLength < HEAD_BYTES) throw new RangeError('the retailers’ columns end in their head');
  const head = new DataView(packed);
  if (head.getUint32(0) !== MARK) throw new RangeError('these are no retailers’ columns');
  const count = head.getUint32(4);
  let at = HEAD_BYTES;
  const parts = Array.from({ length: PARTS }, (_, i) => {
    const length = head.getUint32(8 + 4 * i);
    if (at + length > packed.byteLength) throw new RangeError('the retailers’ columns are cut short');
    at += length;
    return new Uint8Array(packed, at - length, length);
  });
  const [places, numbers, territories, ids, names, codes] = parts as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  if (places.length !== 8 * count || numbers.length !== 4 * count || ids.length !== UUID_BYTES * count)
    throw new RangeError('the retailers’ columns differ in length');
  const [textsOfIds, textsOfNames, textsOfCodes] = [
    once(() => readUuids(ids)),
    once(() => readTexts(names, count)),
    once(() => readTexts(codes, count)),
  ];
  return {
    count,
    ...readPlaces(places),
    territory: readNumbers(numbers),
    territoryIds: readUuids(territories),
    get ids() {
      return textsOfIds();
    },
    get names() {
      return textsOfNames();
    },
    get codes() {
      return textsOfCodes();
    },
  };
}

function readPlaces(places: Uint8Array): { lng: Float64Array; lat: Float64Array } {
  const units = readNumbers(places);
  const count = units.length / 2;
  const [lng, lat] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    lng[i] = units[2 * i]! / UNITS_A_DEGREE;
    lat[i] = units[2 * i + 1]! / UNITS_A_DEGREE;
  }
  return { lng, lat };
}

function readNumbers(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Int32Array(bytes.length / 4);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getInt32(4 * i);
  return numbers;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function readUuids(bytes: Uint8Array): string[] {
  return Array.from({ length: bytes.length / UUID_BYTES }, (_, i) => {
    let text = '';
    for (let k = 0; k < UUID_BYTES; k++)
      text += (k === 4 || k === 6 || k === 8 || k === 10 ? '-' : '') + hex[bytes[i * UUID_BYTES + k]!]!;
    return text;
  });
}

function readTexts(bytes: Uint8Array, count: number): string[] {
  const texts = count === 0 ? [] : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\0');
  if (texts.length !== count) throw new RangeError(`the retailers’ columns have ${texts.length} texts for ${count}`);
  return texts;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
