import { metricOf } from '../../shared/metrics.ts';
import { CORRECTION_KEY } from '../../shared/score.ts';
import { itemsOf, type ScoreItem } from '../../shared/scoreScheme.ts';
import type { EvidenceRow } from '../../shared/scores.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { standings } from './bulletin.ts';
import { addCorrection, firstUnshown, type NewCorrection } from './closingStore.ts';
import { factsOf, type ScoreDeps } from './facts.ts';
import { namesOfFacts } from './factStore.ts';
import { holdPeriod, linesOf, storedPeriod, type StoredPeriod } from './periodStore.ts';
import { readEvidence, sha256, type FrozenLine } from './record.ts';
import { schemeVersion } from './schemeStore.ts';
import { reckon } from './reckon.ts';
import { reckonedMonth } from './standing.ts';
import { monthAfter, monthBefore, type UnitMonth } from './unitMonth.ts';

async function closedPeriod(sql: Queryable, of: UnitMonth): Promise<StoredPeriod> {
  const period = await storedPeriod(sql, of);
  if (!period?.bulletin) throw new AppError('SCORES_NOT_CLOSED');
  return period;
}

/** Lines of a closed month whose facts are others today. @throws AppError SCORES_NOT_CLOSED */
export async function sinceClosed(deps: ScoreDeps, sql: Queryable, of: UnitMonth, now: Date) {
  const period = await closedPeriod(sql, of);
  const { content } = await schemeVersion(sql, of.orgId, period.schemeId, period.version);
  const known = await factsOf(deps, sql, of, content, now);
  const [was, today] = [await linesOf(sql, of, period.draftNo), reckon(content, known.scored)];
  const keyOf = ({ repId, itemKey }: FrozenLine): string => `${repId} ${itemKey}`;
  const [before, after] = [was, today].map((lines) => new Map(lines.map((line) => [keyOf(line), line])));
  const names = new Map([...period.people, ...known.people].map(({ repId, name }) => [repId, name]));
  return [...new Set([...before!.keys(), ...after!.keys()])].flatMap((key) => {
    const [one, other] = [before!.get(key), after!.get(key)];
    const changed = changedFacts(one?.evidence ?? '', other?.evidence ?? '');
    if (changed.length === 0) return [];
    const { repId, itemKey } = (one ?? other)!;
    const said = (line: FrozenLine | undefined) =>
      line ? { num: line.num, den: line.den, points: line.corrected ?? line.points } : null;
    return [{ repId, name: names.get(repId) ?? '', itemKey, was: said(one), now: said(other), changed }];
  });
}

/** Ids of facts that only one of them has, or that add something else. */
function changedFacts(one: string, other: string): string[] {
  const [before, after] = [new Set(one.split('\n')), new Set(other.split('\n'))];
  const differing = [...before, ...after].filter((line) => before.has(line) !== after.has(line));
  return [...new Set(differing.map((line) => line.split('\t')[0]!))].sort();
}

/** Points of a closed month, given or taken in the first one that is not shown yet; which it is. @throws AppError */
export async function correctMonth(
  db: Database,
  who: Who,
  of: UnitMonth,
  correction: Omit<NewCorrection, 'inMonth'>,
): Promise<{ inMonth: string }> {
  return db.transaction(async (tx) => {
    await holdPeriod(tx, of);
    const { draftNo } = await closedPeriod(tx, of);
    const repId = correction.repId.toLowerCase();
    const isLine = (line: FrozenLine): boolean => line.repId === repId && line.itemKey === correction.itemKey;
    if (!(await linesOf(tx, of, draftNo)).some(isLine)) throw new AppError('NO_SUCH_LINE');
    const inMonth = await firstUnshown(tx, of.orgId, of.unitId, monthAfter(of.month));
    await holdPeriod(tx, { ...of, month: inMonth });
    if (!(await addCorrection(tx, of, who, { ...correction, repId, inMonth })))
      throw new AppError('CORRECTION_ID_TAKEN');
    return { inMonth };
  });
}

/** Why a line is worth what it is. @throws AppError NO_SUCH_LINE */
export async function readLine(
  deps: ScoreDeps,
  sql: Queryable,
  of: UnitMonth,
  { repId, itemKey }: { repId: string; itemKey: string },
  now: Date,
) {
  const { scheme, people, lines } = await reckonedMonth(deps, sql, of, now);
  const mine = lines.filter((line) => line.repId === repId);
  const frozen = mine.find((line) => line.itemKey === itemKey);
  if (!scheme || !frozen) throw new AppError('NO_SUCH_LINE');
  const line = standings(scheme.content, people, mine)
    .find((one) => one.repId === repId)!
    .lines.find((one) => one.itemKey === itemKey)!;
  const evidence = readEvidence(frozen.evidence);
  const kind = kindOf(itemsOf(scheme.content).find(({ key }) => key === itemKey));
  const names = await namesOfFacts(
    sql,
    of.orgId,
    kind,
    evidence.map(({ id }) => id),
  );
  const earlier = { ...of, month: monthBefore(of.month) };
  const last = await storedPeriod(sql, earlier);
  const before = last?.untilDay
    ? (await linesOf(sql, earlier, last.draftNo)).find((one) => one.repId === repId && one.itemKey === itemKey)
    : undefined;
  return {
    line,
    evidence: evidence.map((one, i): EvidenceRow => ({ ...one, kind, ...names[i]! })),
    evidenceSha256: sha256(frozen.evidence),
    before: before ? (before.corrected ?? before.points) : null,
  };
}

function kindOf(item: ScoreItem | undefined): EvidenceRow['kind'] {
  if (!item) return CORRECTION_KEY;
  return item.source === 'metric' ? metricOf(item.metric).of : 'entry';
}
