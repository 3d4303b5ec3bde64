import { crc32, deflateSync } from 'node:zlib';

/** A square picture of one colour. */
export function png(sidePx: number, [r, g, b]: readonly [number, number, number]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(sidePx, 0);
  head.writeUInt32BE(sidePx, 4);
  head.set([8, 2, 0, 0, 0], 8); // eight bits of red, green and blue
  const row = Buffer.concat([Buffer.of(0), Buffer.from(Array.from({ length: sidePx }, () => [r, g, b]).flat())]);
  const parts = [
    ['IHDR', head],
    ['IDAT', deflateSync(Buffer.concat(Array.from({ length: sidePx }, () => row)))],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    ...parts.flatMap(([name, bytes]) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      const body = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(body));
      return [length, body, sum];
    }),
  ]);
}
