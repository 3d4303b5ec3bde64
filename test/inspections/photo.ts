import { createHash } from 'node:crypto';
import type { TestServer } from '../helpers/server.ts';

/** The skeleton of a JPEG: markers as a camera writes them, and no picture to speak of. */
export function jpeg({ width = 640, height = 480, colours = 3, exif = false, filling = 16 } = {}): Buffer {
  const segment = (marker: number, body: number[]): number[] => {
    const length = body.length + 2;
    return [0xff, marker, length >> 8, length & 255, ...body];
  };
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...(exif ? segment(0xe1, [...Buffer.from('Exif\0\0GPS')]) : []),
    ...segment(0xc0, [8, ...size, colours, ...Array<number>(3 * colours).fill(1)]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...Array.from({ length: filling }, (_, i) => i & 127),
    ...[0xff, 0xd9],
  ]);
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Sends a part of a photo; answers what was said. */
export async function sendPart(
  server: TestServer,
  sha256: string,
  part: number,
  parts: number,
  bytes: Buffer,
  login = 'auditor.east',
): Promise<unknown> {
  const asking = server
    .as(login)
    .put(`/api/v1/me/inspections/photos/${sha256}/${part}`)
    .query({ parts })
    .set('Content-Type', 'application/octet-stream');
  return (await asking.send(bytes)).body as unknown;
}
