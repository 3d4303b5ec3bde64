// Pure: a draw of rounds-sample/1 with Node's SHA-256.
import { createHash } from 'node:crypto';
import { frameText, inOrder, ticketText, type Drawn, type FrameItem } from '../../shared/sample.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const frameSha256 = (items: readonly FrameItem[]): string => sha256(frameText(items));

/** Every item of a frame in the order of its tickets. */
export function drawOrder(items: readonly FrameItem[], planId: string, seed: string): Drawn[] {
  return inOrder(items, ({ id, tickets }) =>
    Array.from({ length: tickets }, (_, index) => sha256(ticketText(planId, seed, id, index + 1))),
  );
}
