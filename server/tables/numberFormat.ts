// Pure: what a spreadsheet shows of a number. Only what tells codes apart and days from numbers is followed: an exact value is better than a rounded one.

/** Formats of ECMA-376 18.8.30 that are built in and show a day or a time; those of 27 to 58 do in Chinese and Japanese workbooks. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49);

/** A cell's number with its format: text as people see it where the format makes a code of it, a day as ISO, else the number itself. */
export function shownNumber(value: number, formatId: number, format: string | undefined, is1904: boolean): string {
  if (format === undefined ? isBuiltInDate(formatId) : isDateFormat(format)) return dayText(value, is1904);
  // a double holds 15 decimal digits: of a longer code the rest is gone, and is not to be taken for zeros
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential().toUpperCase();
  return (format !== undefined && codeText(value, format)) || String(value);
}

function isDateFormat(format: string): boolean {
  const letters = format.replace(/"[^"]*"|\\.|[_*]./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(letters) && !/general/i.test(letters);
}

/** A whole number under a format of digits and literals (`000000`, `"Q"0000`, `000-000`); null where the format is of another kind. */
function codeText(value: number, format: string): string | null {
  const [positive = ''] = format.split(';');
  const parts = [...positive.replace(/\[[^\]]*\]/g, '').matchAll(/"([^"]*)"|\\(.)|[_*].|([0#?])|([-/ ()+:])|(.)/gu)];
  const isOther = parts.some(([, , , , , other]) => other !== undefined);
  const places = parts.filter(([, , , place]) => place !== undefined);
  const literals = parts.filter(([, quoted, escaped, , plain]) => quoted ?? escaped ?? plain);
  const zeros = places.filter(([, , , place]) => place === '0').length;
  if (isOther || places.length === 0 || !Number.isInteger(value) || value < 0) return null;
  if (zeros < 2 && literals.length === 0) return null;
  let digits = String(value);
  let left = places.length;
  let text = '';
  for (const [, quoted, escaped, place, plain] of parts) {
    if (place === undefined) {
      text += quoted ?? escaped ?? plain ?? '';
      continue;
    }
    // more digits than places stand before the first of them
    const taken = digits.length >= left ? digits.slice(0, digits.length - left + 1) : place === '0' ? '0' : '';
    if (digits.length >= left) digits = digits.slice(taken.length);
    left--;
    text += taken;
  }
  return text.trim();
}

const DAY_MS = 86_400_000;
/** Excel's day 0; its day 60, 29 February 1900, never was, and nobody's table has one before. */
const DAY_0 = Date.UTC(1899, 11, 30);
const DAY_0_1904 = Date.UTC(1904, 0, 1);

/** `2024-02-03`, with the time behind it where there is one, or a time alone. */
function dayText(serial: number, is1904: boolean): string {
  const at = new Date(Math.round(((is1904 ? DAY_0_1904 : DAY_0) + serial * DAY_MS) / 1000) * 1000);
  if (Number.isNaN(at.getTime())) return String(serial);
  const iso = at.toISOString();
  if (serial >= 0 && serial < 1) return iso.slice(11, 16);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}
