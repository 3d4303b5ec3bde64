// A QR code of a text, enough for a screen, as rows of dark and light.
import qrcode from 'qrcode-generator';

/** Version 40 at level L holds so many bytes (ISO/IEC 18004:2015, table 7). */
const MOST_BYTES = 2_953;

/**
 * The smallest code that holds the text as UTF-8, at level L: `true` is dark; without the quiet zone of four modules.
 * @throws RangeError over 2,953 bytes
 */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MOST_BYTES) throw new RangeError(`a QR code holds 2,953 bytes, not ${bytes.length}`);
  const code = qrcode(0, 'L');
  code.addData(String.fromCharCode(...bytes), 'Byte'); // the library takes a character's low byte
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => code.isDark(y, x)));
}
