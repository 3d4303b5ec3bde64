// Pure: reckons a month again from its export alone: every line from its evidence, then the root of all.
import { z } from 'zod';
import type { InBoth } from '../../shared/problems/say.ts';
import { CORRECTION_KEY, type Scored } from '../../shared/score.ts';
import { ScoreScheme } from '../../shared/scoreScheme.ts';
import { Month } from '../../shared/scoreSchemes.ts';
import { PeriodState } from '../../shared/scores.ts';
import { readEvidence, rootOf, type FrozenLine } from './record.ts';
import { reckon } from './reckon.ts';

export const RECORD_FORMAT = 'rounds-score/1';

const Head = z.object({
  format: z.literal(RECORD_FORMAT),
  unitId: z.uuid(),
  unitName: z.string(),
  month: Month,
  state: PeriodState,
  scheme: z.object({ schemeId: z.uuid(), version: z.number(), content: ScoreScheme }),
  /** Of the lines as they were reckoned, and as objections were answered. */
  draftRoot: z.string(),
  root: z.string(),
});
export type RecordHead = z.infer<typeof Head>;

const Line = z.object({
  repId: z.uuid(),
  itemKey: z.string(),
  state: z.enum(['scored', 'neutral', 'leftOut']),
  num: z.number(),
  den: z.number(),
  undecided: z.number(),
  n: z.number(),
  target: z.number().nullable(),
  points: z.number().int(),
  most: z.number().int(),
  evidence: z.string(),
  corrected: z.number().int().nullable(),
});

export interface Verified {
  head: RecordHead;
  lineCount: number;
  /** Lines that are not what their evidence comes to, and roots that are not those of the lines. */
  faults: InBoth[];
}

/** Null: this is no record of a month. */
export function verifyRecord(text: string): Verified | null {
  const [first, ...rest] = text.split('\n').filter((line) => line !== '');
  const head = Head.safeParse(jsonOf(first ?? ''));
  if (!head.success) return null;
  const lines: FrozenLine[] = [];
  for (const one of rest) {
    const line = Line.safeParse(jsonOf(one));
    if (!line.success) return null;
    lines.push(line.data);
  }
  return { head: head.data, lineCount: lines.length, faults: [...faultsOf(head.data, lines)] };
}

function* faultsOf(
  { unitId, month, scheme, draftRoot, root }: RecordHead,
  lines: readonly FrozenLine[],
): Generator<InBoth> {
  const again = new Map(reckon(scheme.content, peopleOf(unitId, lines)).map((line) => [keyOf(line), line]));
  for (const line of lines) {
    const other = again.get(keyOf(line));
    again.delete(keyOf(line));
    const name = `${line.itemKey} (${line.repId})`;
    if (!other) yield { en: `${name}: the scheme has no such line`, zh: `${name}：方案中没有这一行` };
    else if (JSON.stringify(saidBy(line)) !== JSON.stringify(saidBy(other)))
      yield {
        en: `${name}: its evidence comes to ${other.points / 100} points, the line says ${line.points / 100}`,
        zh: `${name}：按证据应得 ${other.points / 100} 分，该行记为 ${line.points / 100} 分`,
      };
  }
  for (const { itemKey, repId } of again.values())
    yield { en: `${itemKey} (${repId}): this line is missing`, zh: `${itemKey}（${repId}）：缺少这一行` };
  if (rootOf({ unitId, month }, lines, false) !== draftRoot)
    yield { en: 'the lines do not have the root of the draft', zh: '各行与初稿的根哈希不符' };
  if (rootOf({ unitId, month }, lines, true) !== root)
    yield { en: 'the lines do not have the root of the bulletin', zh: '各行与通报的根哈希不符' };
}

const keyOf = ({ repId, itemKey }: FrozenLine): string => `${repId} ${itemKey}`;

/** What follows from evidence: all of a line but what people said of it. */
const saidBy = ({ state, num, den, undecided, n, target, points, most }: FrozenLine) => [
  ...[state, num, den, undecided, n, target, points, most],
];

function peopleOf(unitId: string, lines: readonly FrozenLine[]): Scored[] {
  const facts = new Map<string, Map<string, { evidence: ReturnType<typeof readEvidence>; undecided: number }>>();
  for (const { repId, itemKey, evidence, undecided } of lines) {
    const mine = facts.get(repId) ?? new Map<string, never>();
    facts.set(repId, mine);
    if (evidence !== '' || itemKey !== CORRECTION_KEY)
      mine.set(itemKey, { evidence: readEvidence(evidence), undecided });
  }
  return [...facts].map(([repId, mine]) => ({ repId, unitId, facts: mine }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
