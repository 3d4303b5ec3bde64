// Pure: what lines say to the byte, and the root of them. The same formula stands in sql/current/scores.sql.
import { createHash } from 'node:crypto';
import type { Evidence, ScoreLine } from '../../shared/score.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Facts in the order of their ids' bytes: `id TAB num TAB den LF`. */
export function evidenceText(evidence: readonly Evidence[]): string {
  return [...evidence]
    .sort((one, other) => byBytes(one.id, other.id))
    .map(({ id, num, den }) => `${id}\t${num}\t${den}\n`)
    .join('');
}

export function readEvidence(text: string): Evidence[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id, num, den] = line.split('\t');
      return { id: id!, num: Number(num), den: Number(den) };
    });
}

/** A line of a rep's as it is frozen. */
export interface FrozenLine extends ScoreLine {
  repId: string;
  evidence: string;
  /** By an answer to an objection; null: it stands as it was reckoned. */
  corrected: number | null;
}

export interface OfPeriod {
  unitId: string;
  month: string;
}

export function lineHash({ unitId, month }: OfPeriod, line: FrozenLine, withAnswers: boolean): string {
  const points = withAnswers ? (line.corrected ?? line.points) : line.points;
  const { repId, itemKey, state, num, den, undecided, n, target, most } = line;
  const said = [repId, itemKey, state, num, den, undecided, n, target ?? '-', points, most, sha256(line.evidence)];
  return sha256(['rounds-score/1', unitId, month, ...said].join('\n'));
}

/** The hash of all lines' hashes, each on a line, in the order of their bytes. */
export function rootOf(of: OfPeriod, lines: readonly FrozenLine[], withAnswers: boolean): string {
  const hashes = lines.map((line) => lineHash(of, line, withAnswers)).sort(byBytes);
  return sha256(hashes.map((hash) => `${hash}\n`).join(''));
}
