// Pure: Reed-Solomon check words over GF(256) with the polynomial x⁸ + x⁴ + x³ + x² + 1, as QR codes have them (ISO/IEC 18004, annex A).

const exp = new Uint8Array(512);
const log = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  exp[i] = exp[i + 255] = x;
  log[x] = i;
  x = x * 2 ^ (x >= 128 ? 0x11d : 0);
}

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : exp[log[a]! + log[b]!]!;
}

/** The coefficients of (x − 1)(x − α) … (x − αⁿ⁻¹) without the leading one. */
function generator(degree: number): number[] {
  let poly = [1];
  for (let i = 0; i < degree; i++) {
    const next = [...poly, 0];
    for (const [j, coefficient] of poly.entries()) next[j + 1]! ^= times(coefficient, exp[i]!);
    poly = next;
  }
  return poly.slice(1);
}

/** The remainder of the data's polynomial: `count` words that let a reader mend half as many. */
export function checkWords(data: Iterable<number>, count: number): number[] {
  const poly = generator(count);
  const rest = new Array<number>(count).fill(0);
  for (const word of data) {
    const factor = word ^ rest.shift()!;
    rest.push(0);
    for (let i = 0; i < count; i++) rest[i]! ^= times(poly[i]!, factor);
  }
  return rest;
}
