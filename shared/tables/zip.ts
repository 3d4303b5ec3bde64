// Pure: the container of an XLSX, as bytes (PKWARE APPNOTE 6.3.9, without ZIP64: a part ends below 4 GB).

/** A part as the directory at the end tells of it. */
export interface ZipPart {
  name: string;
  crc: number;
  /** Bytes in the file and unpacked. */
  packedBytes: number;
  bytes: number;
  /** 8: deflated, 0: as it is. */
  method: 0 | 8;
  /** Where its header begins. */
  at: number;
}

const VERSION = 20;
/** Bit 11: the name is UTF-8; bit 3: sizes follow the data. */
const UTF8 = 0x800;
const SIZES_FOLLOW = 0x8;
/** 1980-01-01, where this calendar begins: the same rows give the same file. */
const DOS_DAY = 0x21;

const encoder = new TextEncoder();

/** Little-endian numbers of 2 and 4 bytes one after the other, and bytes as they are. */
function packed(...parts: readonly (readonly [bytes: 2 | 4, value: number] | Uint8Array)[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : part[0]), 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) out.set(part, at);
    else if (part[0] === 2) view.setUint16(at, part[1], true);
    else view.setUint32(at, part[1], true);
    at += part instanceof Uint8Array ? part.length : part[0];
  }
  return out;
}

/** Stands before a part's data. What is not yet known is 0 and follows the data (sizesAfter). */
export function headerBefore(part: Pick<ZipPart, 'name' | 'method'> & Partial<ZipPart>): Uint8Array {
  const name = encoder.encode(part.name);
  const flags = part.bytes === undefined ? UTF8 | SIZES_FOLLOW : UTF8;
  return packed([4, 0x04034b50], [2, VERSION], [2, flags], [2, part.method], [2, 0], [2, DOS_DAY], [4, part.crc ?? 0], [4, part.packedBytes ?? 0], [4, part.bytes ?? 0], [2, name.length], [2, 0], name);
}

/** Stands after the data of a part whose sizes were not known before it. */
export function sizesAfter({ crc, packedBytes, bytes }: ZipPart): Uint8Array {
  return packed([4, 0x08074b50], [4, crc], [4, packedBytes], [4, bytes]);
}

/** The end of the file, which readers look at first. `at` is where it begins. */
export function directory(parts: readonly ZipPart[], at: number): Uint8Array {
  const entries = parts.map((part) => {
    const name = encoder.encode(part.name);
    const flags = part.method === 8 ? UTF8 | SIZES_FOLLOW : UTF8;
    return packed([4, 0x02014b50], [2, VERSION], [2, VERSION], [2, flags], [2, part.method], [2, 0], [2, DOS_DAY], [4, part.crc], [4, part.packedBytes], [4, part.bytes],
      [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, part.at], name);
  });
  const size = entries.reduce((sum, entry) => sum + entry.length, 0);
  return packed(...entries, [4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, size], [4, at], [2, 0]);
}

/** A whole container in memory, not packed: for the tables that a browser has. */
export function storedZip(files: readonly { name: string; text: string }[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  const parts: ZipPart[] = [];
  let at = 0;
  for (const { name, text } of files) {
    const bytes = encoder.encode(text);
    const part: ZipPart = { name, method: 0, crc: crc32(bytes), packedBytes: bytes.length, bytes: bytes.length, at };
    const header = headerBefore(part);
    parts.push(part);
    out.push(header, bytes);
    at += header.length + bytes.length;
  }
  return [...out, directory(parts, at)];
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 (ISO 3309), as ZIP has it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
