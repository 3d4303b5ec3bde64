import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOrder, frameSha256, sha256 } from '../../server/inspections/draw.ts';
import { createRandom } from '../../shared/random.ts';
import {
  commitText,
  frameFault,
  frameText,
  parseFrame,
  partiesText,
  readSeed,
  takeFirst,
  ticketText,
  type FrameItem,
} from '../../shared/sample.ts';

const PLAN = '0195a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b';
const SEED = '60714 88235 09417 33962';
const frame: FrameItem[] = Array.from({ length: 20 }, (_, i) => ({
  id: `R${String(i + 1).padStart(3, '0')}`,
  stratum: i < 12 ? 'rep01' : 'rep02',
  tickets: 1,
}));
const ids = (take: number, items = frame, byStratum = false) =>
  takeFirst(drawOrder(items, PLAN, SEED), take, byStratum)
    .map(({ id }) => id)
    .join(' ');

describe('a draw of rounds-sample/1', () => {
  it('has the published frame, hash and order', () => {
    expect(Buffer.byteLength(frameText(frame))).toBe(260);
    expect(frameSha256(frame)).toBe('7b398d0c58453c6088c4fe052252f9604c1b0d122f8a0a60e95bc5676cbab9d6');
    const order = drawOrder(frame, PLAN, SEED);
    expect(order.slice(0, 5).map(({ id, ticket }) => `${id} ${ticket.slice(0, 12)}`)).toEqual([
      'R003 09601a3911e1',
      'R009 203da9f99b8b',
      'R002 244054c01d53',
      'R007 3a810663cddf',
      'R006 485cb09e1111',
    ]);
    expect(order[0]!.ticket).toBe('09601a3911e1d7fed600d0f8ca6cbc2d77fbfb599544c70dfd6b6bcaaa536f59');
  });

  it('contains the shorter sample in the longer, and takes from each stratum', () => {
    expect(ids(8)).toBe('R003 R009 R002 R007 R006 R001 R014 R005');
    expect(ids(3, frame, true)).toBe('R003 R009 R002 R014 R019 R013');
  });

  it('moves the next ticket up where one is taken out, and nothing else', () => {
    expect(
      ids(
        5,
        frame.filter(({ id }) => id !== 'R009'),
      ),
    ).toBe('R003 R002 R007 R006 R001');
  });

  it('gives a shop with three tickets three chances', () => {
    const weighted = frame.map((item) => (item.id === 'R017' ? { ...item, tickets: 3 } : item));
    const rank = (items: FrameItem[]) => drawOrder(items, PLAN, SEED).find(({ id }) => id === 'R017')!.rank;
    expect([rank(frame), rank(weighted)]).toEqual([17, 12]);
  });

  it('takes a seed in Chinese, and one that two parties made', () => {
    const seed = '体彩排列五第26058期 3 1 4 1 5';
    expect(sha256(ticketText(PLAN, seed, 'R001', 1))).toBe(
      'e26031ded9ef7fdff94e5952a377a72b8a417452bb911fc83efe32a2fc1872e3',
    );
    const [a, b] = ['8f14e45fceea167a5a36dedd4bea2543', 'c9f0f895fb98ab9159f51fd0297e236d'];
    expect(sha256(commitText(PLAN, a))).toBe('084a92952e22689dd0cd8146f6b3c0ec1fa3465062a821720b324ace2e33cea3');
    expect(sha256(partiesText(PLAN, a, b))).toBe('7d39aeea8005062571628a5a80ea1200218b65bfbf3451bf72fd655b881661c3');
  });

  it('is fair: over 4,000 seeds each of 20 is among 5 as often as chance has it', () => {
    const random = createRandom(7);
    const counts = new Map<string, number>();
    for (let i = 0; i < 4_000; i++) {
      const seed = String(random.next()).padEnd(20, String(i));
      for (const { id } of drawOrder(frame, PLAN, seed).slice(0, 5)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const chi = frame.reduce((sum, { id }) => sum + (counts.get(id)! - 1_000) ** 2 / 1_000, 0);
    expect(chi).toBeLessThan(43.8); // χ² with 19 degrees of freedom: 0.1 %
  });

  it('does not depend on the order in which the frame was written', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(frame, { minLength: 1 }), (items) => {
        const sorted = frame.filter((item) => items.includes(item));
        expect(frameSha256(items)).toBe(frameSha256(sorted));
        expect(drawOrder(items, PLAN, SEED)).toEqual(drawOrder(sorted, PLAN, SEED));
      }),
    );
  });

  it('orders ids by their bytes, also beyond the basic plane', () => {
    const items = ['𠮷店', '\uFF5E店', 'é店', 'z'].map((id) => ({ id, stratum: '', tickets: 1 }));
    const lines = frameText(items).trimEnd().split('\n');
    expect(lines).toEqual([...lines].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y))));
    expect(frameSha256(items)).toBe(createHash('sha256').update(frameText(items)).digest('hex'));
  });
});

describe('a frame', () => {
  const item = (id: string, tickets = 1, stratum = ''): FrameItem => ({ id, stratum, tickets });

  it.each([
    ['nothing', [], 'EMPTY_FRAME'],
    ['an empty id', [item('')], 'BAD_FRAME_ID'],
    ['a tab in an id', [item('a\tb')], 'BAD_FRAME_ID'],
    ['a line break in a stratum', [item('a', 1, 'x\ny')], 'BAD_FRAME_ID'],
    ['letters that are not normalised', [item('e\u0301')], 'BAD_FRAME_ID'],
    ['half of a character', [item('\ud800')], 'BAD_FRAME_ID'],
    ['an id twice', [item('a'), item('a')], 'DOUBLE_FRAME_ID'],
    ['no ticket', [item('a', 0)], 'BAD_TICKETS'],
    ['part of a ticket', [item('a', 1.5)], 'BAD_TICKETS'],
  ])('is refused with %s', (_what, items, code) => {
    expect(frameFault(items)).toMatchObject({ code });
  });

  it('is read back from its text, and names the line that cannot be', () => {
    const read = parseFrame(frameText(frame));
    expect(read).toEqual({ items: frame });
    expect(parseFrame('R001\r\nR002\n')).toEqual({ items: [item('R001'), item('R002')] });
    expect(parseFrame('R001\tx\t1\nR002\tx\tmany\n')).toEqual({ fault: { code: 'BAD_FRAME_LINE', line: 2 } });
  });

  it('wants a seed that is long enough and can be shown as typed', () => {
    expect(readSeed(SEED)).toBe(SEED);
    expect(readSeed(' '.repeat(40))).toBeNull();
    expect(readSeed('x'.repeat(301))).toBeNull();
    expect(readSeed('0123456789abcde\ud800')).toBeNull();
    expect(readSeed('e\u0301'.repeat(16))).toBe('é'.repeat(16));
  });
});
