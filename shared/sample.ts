/**
 * `rounds-sample/1`: a draw that nobody can steer and everybody can redraw. Each item has its own ticket, a hash of the
 * plan, the seed and its id (consistent sampling, R. Rivest), so that a longer sample contains the shorter, the next ticket
 * replaces one that is taken out, and a changed frame cannot reshuffle the rest. Hashing is the caller's: Node and
 * browsers do it by different means. Texts are UTF-8.
 */

/** What may be drawn: a retailer's code or a visit's id. */
export interface FrameItem {
  id: string;
  /** The part of the frame it belongs to; '' where the frame is one. */
  stratum: string;
  /** How many tickets it has in the drum: 1 unless weighted. */
  tickets: number;
}

export type FrameFault =
  | { code: 'EMPTY_FRAME' }
  | { code: 'BAD_FRAME_LINE'; line: number }
  | { code: 'BAD_FRAME_ID'; id: string }
  | { code: 'DOUBLE_FRAME_ID'; id: string }
  | { code: 'BAD_TICKETS'; id: string; most: number };

export const MOST_ITEMS = 200_000;
export const MOST_TICKETS = 1_000;

/** The frame as it is hashed: a line an item, `id TAB stratum TAB tickets LF`, in the order of the ids' bytes. */
export function frameText(items: readonly FrameItem[]): string {
  return [...items]
    .sort((one, other) => compareBytes(one.id, other.id))
    .map(({ id, stratum, tickets }) => `${id}\t${stratum}\t${tickets}\n`)
    .join('');
}

/** What keeps items from being a frame; null: nothing. */
export function frameFault(items: readonly FrameItem[]): FrameFault | null {
  if (items.length === 0) return { code: 'EMPTY_FRAME' };
  const seen = new Set<string>();
  for (const { id, stratum, tickets } of items) {
    if (!isFrameText(id) || id === '' || (stratum !== '' && !isFrameText(stratum))) return { code: 'BAD_FRAME_ID', id };
    if (seen.has(id)) return { code: 'DOUBLE_FRAME_ID', id };
    if (!Number.isInteger(tickets) || tickets < 1 || tickets > MOST_TICKETS)
      return { code: 'BAD_TICKETS', id, most: MOST_TICKETS };
    seen.add(id);
  }
  return null;
}

/** Reads a frame's text back; strata and tickets may be left out. */
export function parseFrame(text: string): { items: FrameItem[] } | { fault: FrameFault } {
  const items: FrameItem[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line === '') continue;
    const [id, stratum = '', tickets = '1', ...more] = line.split('\t');
    if (more.length > 0 || !/^\d{1,6}$/.test(tickets)) return { fault: { code: 'BAD_FRAME_LINE', line: index + 1 } };
    items.push({ id: id!, stratum, tickets: Number(tickets) });
  }
  const fault = frameFault(items);
  return fault ? { fault } : { items };
}

/** Normalised (NFC) and without control characters or halves of characters: one text has one sequence of bytes. */
function isFrameText(text: string): boolean {
  return text === text.normalize('NFC') && !/[\p{Cc}\p{Cs}]/u.test(text);
}

/** UTF-8 bytes order as code points do; JavaScript compares halves of characters, which is another order. */
export function compareBytes(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return a[i]!.codePointAt(0)! - b[i]!.codePointAt(0)!;
  }
  return a.length - b.length;
}

/** The seed as it is used: normalised; null where it is too short, too long or no text that can be shown as typed. */
export function readSeed(text: string): string | null {
  const seed = text.normalize('NFC');
  const isShort = [...seed.replaceAll(/\s/gu, '')].length < 16;
  return isShort || [...seed].length > 300 || !isFrameText(seed) ? null : seed;
}

/** The bytes whose SHA-256 is ticket k of an item. */
export function ticketText(planId: string, seed: string, id: string, k: number): string {
  return `rounds-sample/1\n${planId}\n${seed}\n${id}\n${k}`;
}

/** What the auditor commits to before the inspected unit says its number: the bytes whose SHA-256 is published. */
export const commitText = (planId: string, a: string): string => `rounds-commit/1\n${planId}\n${a}`;

/** The bytes whose SHA-256 is the seed of two parties. */
export const partiesText = (planId: string, a: string, b: string): string => `rounds-parties/1\n${planId}\n${a}\n${b}`;

export interface Drawn extends FrameItem {
  /** The smallest of its tickets, in hex. */
  ticket: string;
  /** 1, 2, 3 … over the whole frame. */
  rank: number;
}

/** Puts items in the order of their tickets. `ticketsOf` gives each item's hashes, in hex of one length and case. */
export function inOrder(items: readonly FrameItem[], ticketsOf: (item: FrameItem) => readonly string[]): Drawn[] {
  return items
    .map((item) => ({ ...item, ticket: ticketsOf(item).reduce((least, ticket) => (ticket < least ? ticket : least)) }))
    .sort((one, other) => (one.ticket < other.ticket ? -1 : one.ticket > other.ticket ? 1 : 0))
    .map((item, index) => ({ ...item, rank: index + 1 }));
}

/** SHA-256 of a text as UTF-8, in hex. */
export type Hash = (text: string) => string;

/** Every item of a frame in the order of its tickets. */
export function orderOfTickets(items: readonly FrameItem[], planId: string, seed: string, hash: Hash): Drawn[] {
  return inOrder(items, ({ id, tickets }) =>
    Array.from({ length: tickets }, (_, index) => hash(ticketText(planId, seed, id, index + 1))),
  );
}

/** The first `take` of the order, or of each stratum. */
export function takeFirst(order: readonly Drawn[], take: number, byStratum: boolean): Drawn[] {
  if (!byStratum) return order.slice(0, take);
  const taken = new Map<string, Drawn[]>();
  for (const item of order) {
    const stratum = taken.get(item.stratum) ?? [];
    if (stratum.length < take) taken.set(item.stratum, [...stratum, item]);
  }
  return [...taken].sort(([one], [other]) => compareBytes(one, other)).flatMap(([, items]) => items);
}
