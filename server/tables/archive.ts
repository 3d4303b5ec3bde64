// What a ZIP archive really holds, looked at before it is unpacked.
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * How many bytes a ZIP archive's entries really unpack to, never unpacking more than `limit` of them: what the archive says of
 * itself may be a lie. More than `limit` when there are more; null when the archive is damaged (APPNOTE 6.3, sections 4.3.7 and 4.3.12).
 */
export function unpackedBytes(bytes: Uint8Array, limit: number): number | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  try {
    for (let n = zip.readUInt16LE(end + 10); n > 0 && total <= limit; n--) {
      if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
      const packed = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const isDeflated = zip.readUInt16LE(at + 10) !== 0;
      total += isDeflated ? inflatedBytes(zip.subarray(data, data + packed), limit - total) : packed;
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
  } catch {
    return null; // an offset that points out of the file, or a stream that does not inflate
  }
  return total;
}

function inflatedBytes(packed: Buffer, limit: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return limit + 1;
    throw error;
  }
}
