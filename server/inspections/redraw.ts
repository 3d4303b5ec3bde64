// Pure: redraws an exported plan with Node's SHA-256.
import { createHash } from 'node:crypto';
import { LedgerEntry } from '../../shared/ledger.ts';
import { redrawWith, type Difference, type DrawExport } from '../../shared/redraw.ts';
import { sha256 } from './draw.ts';

export const redraw = (given: DrawExport): Difference[] => redrawWith(given, sha256);

interface Fact {
  planId?: unknown;
  frameNo?: unknown;
  at?: unknown;
  [name: string]: unknown;
}

/** To the millisecond, which is all that an export says. */
const instant = (at: unknown): unknown => (typeof at === 'string' ? at.slice(0, 23) : at);

const isAsSaid = (fact: Fact | undefined, line: object | null): boolean =>
  fact === undefined || line === null
    ? fact === undefined && line === null
    : Object.entries(line).every(([name, value]) => fact[name] === value);

/** What the ledger says of the plan and the export does not, or the other way round; frames come before their seeds. */
export function unlikeLedger(given: DrawExport, ledger: string): Difference[] {
  const entries = ledger.split('\n').flatMap((line) => {
    const read = line.includes(given.planId) ? LedgerEntry.safeParse(JSON.parse(line)) : null;
    if (!read?.success) return [];
    const fact = JSON.parse(read.data.fact) as Fact;
    return fact.planId === given.planId ? [{ kind: read.data.kind, fact: { ...fact, at: instant(fact.at) } }] : [];
  });
  const found: Difference[] = [];
  const missing = (frameNo: number, what: string): void => void found.push({ frameNo, code: 'NOT_ON_LEDGER', what });
  for (const { frame, draw, voided } of given.frames) {
    const { kind: _, frameNo, lines: __, frozenAt, ...about } = frame;
    const own = (kind: string): Fact | undefined =>
      entries.find((entry) => entry.kind === kind && entry.fact.frameNo === frameNo)?.fact;
    const { seed, revealed, number, drawnAt } = draw ?? {};
    const [frozen, drawn] = [own('frame'), own('draw')];
    if (!isAsSaid(frozen, { ...about, counts: given.counts, at: instant(frozenAt) })) missing(frameNo, 'frame');
    if (!isAsSaid(drawn, draw && { seed, revealed, at: instant(drawnAt) })) missing(frameNo, 'draw');
    if (draw && !isAsSaid(own('drawNumber'), number === null ? null : { number })) missing(frameNo, 'number');
    if (!isAsSaid(own('drawVoid'), voided && { reason: voided.reason, note: voided.note, at: instant(voided.at) }))
      missing(frameNo, 'void');
    const placeOf = (fact: Fact | undefined) => entries.findIndex((entry) => entry.fact === fact);
    if (frozen && drawn && placeOf(drawn) < placeOf(frozen)) missing(frameNo, 'order');
  }
  for (const { kind, fact } of entries)
    if (kind === 'frame' && !given.frames.some(({ frame }) => frame.frameNo === fact.frameNo))
      missing(Number(fact.frameNo), 'frame');
  return found;
}

/** Whether a drand round's randomness is the hash of its signature, and stands in the seed. */
export function drandFault(seed: string, round: { randomness: string; signature: string }): boolean {
  const hash = createHash('sha256').update(Buffer.from(round.signature, 'hex')).digest('hex');
  return hash !== round.randomness.toLowerCase() || !seed.toLowerCase().includes(hash);
}
