// Pure: redraws an exported plan with Node's SHA-256.
import { createHash } from 'node:crypto';
import { LedgerEntry } from '../../shared/ledger.ts';
import { redrawWith, type Difference, type DrawExport } from '../../shared/redraw.ts';
import { sha256 } from './draw.ts';

export const redraw = (given: DrawExport): Difference[] => redrawWith(given, sha256);

interface SaidOfPlan {
  planId?: unknown;
  frameNo?: unknown;
  sha256?: unknown;
  seed?: unknown;
  take?: unknown;
  source?: unknown;
  announced?: unknown;
}

/** What the ledger says of the plan and the export does not, or the other way round; frames come before their seeds. */
export function unlikeLedger(given: DrawExport, ledger: string): Difference[] {
  const entries = ledger.split('\n').flatMap((line) => {
    const read = line.includes(given.planId) ? LedgerEntry.safeParse(JSON.parse(line)) : null;
    return read?.success ? [{ kind: read.data.kind, fact: JSON.parse(read.data.fact) as SaidOfPlan }] : [];
  });
  const of = (kind: string) => entries.filter((e) => e.kind === kind && e.fact.planId === given.planId);
  const found: Difference[] = [];
  const missing = (frameNo: number, what: string): void => void found.push({ frameNo, code: 'NOT_ON_LEDGER', what });
  for (const { frame, draw, isVoid } of given.frames) {
    const { frameNo } = frame;
    const own = (kind: string) => of(kind).find(({ fact }) => fact.frameNo === frameNo);
    const frozen = own('frame');
    const isSame = (['sha256', 'take', 'source', 'announced'] as const).every((k) => frozen?.fact[k] === frame[k]);
    if (!isSame) missing(frameNo, 'frame');
    const drawn = own('draw');
    if (drawn?.fact.seed !== draw?.seed) missing(frameNo, 'draw');
    if (frozen && drawn && entries.indexOf(drawn) < entries.indexOf(frozen)) missing(frameNo, 'order');
    if ((own('drawVoid') !== undefined) !== isVoid) missing(frameNo, 'void');
  }
  for (const { fact } of of('frame'))
    if (!given.frames.some(({ frame }) => frame.frameNo === fact.frameNo)) missing(Number(fact.frameNo), 'frame');
  return found;
}

/** Whether a drand round's randomness is the hash of its signature, and stands in the seed. */
export function drandFault(seed: string, round: { randomness: string; signature: string }): boolean {
  const hash = createHash('sha256').update(Buffer.from(round.signature, 'hex')).digest('hex');
  return hash !== round.randomness.toLowerCase() || !seed.toLowerCase().includes(hash);
}
