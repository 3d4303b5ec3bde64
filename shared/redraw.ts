// Pure: a plan's draws as they are exported, read back and checked by whoever doubts them. Hashing is the caller's.
import { z } from 'zod';
import {
  commitText,
  frameText,
  orderOfTickets,
  parseFrame,
  partiesText,
  takeFirst,
  type Drawn,
  type FrameItem,
  type Hash,
} from './sample.ts';

const Plan = z.strictObject({
  kind: z.literal('plan'),
  format: z.literal('rounds-sample/1'),
  planId: z.uuid(),
  title: z.string(),
  unitName: z.string(),
  counts: z.string(),
  frames: z.number().int(),
});
const FrameLine = z.strictObject({
  kind: z.literal('frame'),
  frameNo: z.number().int(),
  itemCount: z.number().int(),
  sha256: z.string(),
  stratum: z.string(),
  source: z.enum(['dice', 'public', 'parties', 'server']),
  announced: z.string(),
  take: z.number().int(),
  byStratum: z.boolean(),
  frozenAt: z.iso.datetime(),
  lines: z.string(),
});
export type FrameLine = z.infer<typeof FrameLine>;
const DrawLine = z.strictObject({
  kind: z.literal('draw'),
  frameNo: z.number().int(),
  seed: z.string(),
  number: z.string().nullable(),
  revealed: z.string().nullable(),
  drawnAt: z.iso.datetime(),
});
export type DrawLine = z.infer<typeof DrawLine>;
const VoidLine = z.strictObject({
  kind: z.literal('void'),
  frameNo: z.number().int(),
  reason: z.string(),
  note: z.string(),
  at: z.iso.datetime(),
  by: z.string().nullable(),
});
export type VoidLine = z.infer<typeof VoidLine>;
const PickLine = z.strictObject({
  kind: z.literal('pick'),
  frameNo: z.number().int(),
  pickNo: z.number().int(),
  id: z.string(),
  stratum: z.string(),
  ticket: z.string(),
  rank: z.number().int(),
});
export type PickLine = z.infer<typeof PickLine>;
const EndLine = z.strictObject({ kind: z.literal('end'), sha256: z.string() });

export const ExportLine = z.discriminatedUnion('kind', [Plan, FrameLine, DrawLine, VoidLine, PickLine, EndLine]);
export type ExportLine = z.infer<typeof ExportLine>;

/** What differs from what the file itself, or the ledger, makes necessary; `frameNo` null: the file as a whole. */
export interface Difference {
  frameNo: number | null;
  code:
    | 'UNREADABLE'
    | 'FILE_CHANGED'
    | 'FRAMES_MISSING'
    | 'NOT_VOIDED'
    | 'FRAME_HASH'
    | 'FRAME_LINES'
    | 'SEED_BEFORE_FRAME'
    | 'COMMITMENT'
    | 'PARTIES_SEED'
    | 'DRAWN_TWICE'
    | 'PICKS'
    | 'NOT_ON_LEDGER'
    | 'DRAND';
  /** A line's number or an id, where one can be named. */
  what: string;
}

export interface ExportedFrame {
  frame: FrameLine;
  draw: DrawLine | null;
  voided: VoidLine | null;
  picks: PickLine[];
  items: FrameItem[] | null;
}

export interface DrawExport {
  planId: string;
  title: string;
  counts: string;
  frames: ExportedFrame[];
  differences: Difference[];
  /** The bytes whose SHA-256 the last line carries, and that hash. */
  body: string;
  sha256: string;
}

/** Reads an export; what is wrong with its making is among the differences. Null: it is no export at all. */
export function readDrawExport(text: string): DrawExport | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const read = lines.map((line) => ExportLine.safeParse(asJson(line)));
  const plan = read[0]?.success && read[0].data.kind === 'plan' ? read[0].data : null;
  if (!plan) return null;
  const differences: Difference[] = read.flatMap((one, index) =>
    one.success ? [] : [{ frameNo: null, code: 'UNREADABLE' as const, what: String(index + 1) }],
  );
  const said = read.flatMap((one) => (one.success ? [one.data] : []));
  const of = <K extends ExportLine['kind']>(kind: K) =>
    said.filter((one): one is Extract<ExportLine, { kind: K }> => one.kind === kind);
  const end = said.at(-1);
  if (end?.kind !== 'end' || of('plan').length > 1 || of('end').length > 1 || !isAsWritten(lines, said))
    differences.push({ frameNo: null, code: 'FILE_CHANGED', what: '' });
  const frames = of('frame').map((frame): ExportedFrame => {
    const own = <T extends { frameNo: number }>(list: readonly T[]) => list.filter((o) => o.frameNo === frame.frameNo);
    const draws = own(of('draw'));
    if (draws.length > 1) differences.push({ frameNo: frame.frameNo, code: 'DRAWN_TWICE', what: '' });
    const parsed = parseFrame(frame.lines);
    return {
      frame,
      draw: draws[0] ?? null,
      voided: own(of('void'))[0] ?? null,
      picks: own(of('pick')),
      items: 'items' in parsed ? parsed.items : null,
    };
  });
  differences.push(...ofNumbering(frames, plan.frames), ...strays(said, frames));
  const body = lines
    .slice(0, -1)
    .map((line) => `${line}\n`)
    .join('');
  return {
    planId: plan.planId,
    title: plan.title,
    counts: plan.counts,
    frames,
    differences,
    body,
    sha256: end?.kind === 'end' ? end.sha256 : '',
  };
}

/** Each frame is followed by its one draw, its picks and its one voiding, and no line could be written otherwise. */
function isAsWritten(lines: readonly string[], said: readonly ExportLine[]): boolean {
  const order = { plan: 0, frame: 1, draw: 2, pick: 3, void: 4, end: 5 };
  const places = said.map(
    (one) => ('frameNo' in one ? one.frameNo : one.kind === 'end' ? Infinity : 0) * 10 + order[one.kind],
  );
  return (
    lines.every((line) => line === JSON.stringify(asJson(line))) &&
    said.every(
      ({ kind }, i) => i === 0 || places[i - 1]! < places[i]! || (kind === 'pick' && places[i - 1] === places[i]),
    )
  );
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Frames count from 1, and each but the last was thrown away on record: none can be hidden. */
function ofNumbering(frames: readonly ExportedFrame[], count: number): Difference[] {
  const found: Difference[] = [];
  if (frames.length !== count || frames.some(({ frame }, index) => frame.frameNo !== index + 1))
    found.push({ frameNo: null, code: 'FRAMES_MISSING', what: String(count) });
  for (const { frame, voided } of frames.slice(0, -1))
    if (voided === null) found.push({ frameNo: frame.frameNo, code: 'NOT_VOIDED', what: '' });
  return found;
}

function strays(said: readonly ExportLine[], frames: readonly ExportedFrame[]): Difference[] {
  const known = new Set(frames.map(({ frame }) => frame.frameNo));
  return said.flatMap((one) =>
    'frameNo' in one && !known.has(one.frameNo)
      ? [{ frameNo: one.frameNo, code: 'FRAMES_MISSING' as const, what: one.kind }]
      : [],
  );
}

/** Every difference between an export and what its frames and seeds make necessary; none: the same. */
export function redrawWith(given: DrawExport, hash: Hash): Difference[] {
  const found = [...given.differences];
  if (hash(given.body) !== given.sha256) found.push({ frameNo: null, code: 'FILE_CHANGED', what: '' });
  for (const one of given.frames) {
    const texts = textsToHash(given.planId, one);
    const hashes = { frame: hash(texts.frame), commitment: hash(texts.commitment), seed: hash(texts.seed) };
    const order = one.draw && one.items ? orderOfTickets(one.items, given.planId, one.draw.seed, hash) : null;
    found.push(...checkFrame(one, hashes, order));
  }
  return found;
}

/** What has to be hashed of one frame before it can be checked, as texts; '' where there is nothing. */
export function textsToHash(planId: string, { frame, draw }: ExportedFrame) {
  const isParties = frame.source === 'parties' && draw !== null;
  return {
    frame: frame.lines,
    commitment: isParties ? commitText(planId, draw.revealed ?? '') : '',
    seed: isParties ? partiesText(planId, draw.revealed ?? '', draw.number ?? '') : '',
  };
}

/**
 * Checks one frame with the hashes of its texts and its whole order by tickets.
 * @param order the items in the order of their tickets; null: not drawn, or its lines are no frame
 */
export function checkFrame(
  one: ExportedFrame,
  hashes: { frame: string; commitment: string; seed: string },
  order: readonly Drawn[] | null,
): Difference[] {
  const { frame, draw, picks, items } = one;
  const found: Difference[] = [];
  const add = (code: Difference['code'], what = ''): void => void found.push({ frameNo: frame.frameNo, code, what });
  if (hashes.frame !== frame.sha256) add('FRAME_HASH', hashes.frame);
  if (items === null || frameText(items) !== frame.lines || items.length !== frame.itemCount) add('FRAME_LINES');
  if (draw === null) {
    if (picks.length > 0) add('PICKS', picks[0]!.id);
    return found;
  }
  if (draw.drawnAt <= frame.frozenAt) add('SEED_BEFORE_FRAME');
  if (frame.source === 'parties') {
    if (hashes.commitment !== frame.announced) add('COMMITMENT');
    if (hashes.seed !== draw.seed) add('PARTIES_SEED');
  }
  const right = order === null ? [] : takeFirst(order, frame.take, frame.byStratum);
  const wrong = right.find((pick, index) => !isSamePick(picks[index], pick, index + 1));
  if (wrong) add('PICKS', wrong.id);
  else if (picks.length !== right.length) add('PICKS', picks.at(-1)?.id ?? '');
  return found;
}

function isSamePick(said: PickLine | undefined, pick: Drawn, pickNo: number): boolean {
  return (
    said?.id === pick.id &&
    said.stratum === pick.stratum &&
    said.ticket === pick.ticket &&
    said.rank === pick.rank &&
    said.pickNo === pickNo
  );
}
