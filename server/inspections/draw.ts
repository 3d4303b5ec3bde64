// Pure: a draw of rounds-sample/1 with Node's SHA-256.
import { createHash } from 'node:crypto';
import { frameText, orderOfTickets, type Drawn, type FrameItem } from '../../shared/sample.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const frameSha256 = (items: readonly FrameItem[]): string => sha256(frameText(items));

export const drawOrder = (items: readonly FrameItem[], planId: string, seed: string): Drawn[] =>
  orderOfTickets(items, planId, seed, sha256);
