// Pure: digits as people of any script write them. Every reader of a number begins here: imports, territories, phones.

/** The zeros of the scripts whose digits phones and spreadsheets write; nine more stand behind each (Unicode, Nd). */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810, 0xff10,
];

/** Digits, decimal marks and signs of any script as ASCII writes them: `۱۲۰٫۶۵` and `１２０．６５` are `120.65`. */
export function asciiNumber(text: string): string {
  // most texts are ASCII, and nothing is to be done
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return text
    .replace(/\p{Nd}/gu, (sign) => {
      const code = sign.codePointAt(0)!;
      const zero = ZEROS.find((first) => code >= first && code < first + 10);
      return zero === undefined ? sign : String(code - zero);
    })
    .replace(/[٫．]/g, '.')
    .replace(/[٬，]/g, ',')
    .replace(/[−–—－﹣]/g, '-')
    .replace(/[\u00a0\u2007\u2009\u202f\u3000]/g, ' ')
    .replace(/\p{Cf}/gu, '');
}

/** A finite decimal number, with a point or a comma before its fraction and nothing else; null for anything else. For what has no thousands: degrees, metres, seconds. */
export function decimalNumber(text: string): number | null {
  const plain = asciiNumber(text)
    .trim()
    .replace(/^([-+]?\d+),(\d+)$/, '$1.$2');
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
