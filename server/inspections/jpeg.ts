// Pure: what a photo says of itself before its picture begins.

export type PhotoFault = 'NOT_JPEG' | 'CUT_OFF' | 'HAS_EXIF' | 'FOUR_COLOURS' | 'TOO_LARGE';

/** Beyond this nobody's phone page makes one, and a header may say anything. */
const MOST_PIXELS_A_SIDE = 4_096;

/**
 * Width and height of a JPEG, or why it is not taken. What cameras write beside the picture (APP1: EXIF with the place, XMP) is
 * refused: the phone page draws every photo anew, so that none has it.
 */
export function readJpeg(bytes: Uint8Array): { width: number; height: number } | PhotoFault {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 'NOT_JPEG';
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return 'NOT_JPEG';
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1; // fill
      continue;
    }
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (length < 2) return 'NOT_JPEG';
    if (at + 2 + length > bytes.length) return 'CUT_OFF';
    if (marker === 0xe1) return 'HAS_EXIF';
    if (isFrameHeader(marker)) {
      if (length < 8) return 'NOT_JPEG';
      if (bytes[at + 9] === 4) return 'FOUR_COLOURS';
      size = { height: (bytes[at + 5]! << 8) | bytes[at + 6]!, width: (bytes[at + 7]! << 8) | bytes[at + 8]! };
    }
    if (marker === 0xda) return size === null ? 'NOT_JPEG' : judged(bytes, size);
    at += 2 + length;
  }
  return 'CUT_OFF';
}

/** SOF0 … SOF15, but for the tables and the extension that share their numbers. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function judged(bytes: Uint8Array, size: { width: number; height: number }): typeof size | PhotoFault {
  if (size.width === 0 || size.height === 0) return 'NOT_JPEG';
  if (Math.max(size.width, size.height) > MOST_PIXELS_A_SIDE) return 'TOO_LARGE';
  const isWhole = bytes[bytes.length - 2] === 0xff && bytes[bytes.length - 1] === 0xd9;
  return isWhole ? size : 'CUT_OFF';
}
