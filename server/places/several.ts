import type { AnswerWord, Consequences, LeftWhy, SeveralAnswered } from '../../shared/placeProposals.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import type { PlaceToTry } from '../given.ts';
import { isLastAnswer, isOwn, isWaiting, keepAnswer, movesOf, takeBack, type PlaceDeps } from './answer.ts';
import { BULK_WITNESSES } from './learn/people.ts';
import { proposalIn, type StoredProposal } from './proposalStore.ts';

/** What becomes of one of several: the number of its answer, or why it is left. */
type Done = { answerNo: number } | { why: LeftWhy };

/** Answers those of several that can be, in one transaction. Only what visits taught, and corrected only by eight of them. */
export function answerSeveral(
  deps: PlaceDeps,
  who: Who,
  { proposalIds, word, reason }: { proposalIds: readonly string[]; word: AnswerWord; reason: string | null },
): Promise<SeveralAnswered> {
  return ofEach(deps, who, proposalIds, async (tx, proposal) => {
    if (proposal.kind !== 'learned') return { why: 'unknown' };
    if (!isWaiting(proposal)) return { why: 'answered' };
    if (isOwn(proposal, who)) return { why: 'own' };
    if (word === 'corrected' && !isWellWitnessed(proposal)) return { why: 'few' };
    return { answerNo: await keepAnswer(tx, deps, who, proposal, { word, fromDay: null, reason }) };
  });
}

/** Takes those of several answers back that can be, in one transaction. */
export function undoSeveral(
  deps: PlaceDeps,
  who: Who,
  { answers, reason }: { answers: readonly { proposalId: string; answerNo: number }[]; reason: string | null },
): Promise<SeveralAnswered> {
  const numbers = new Map(answers.map(({ proposalId, answerNo }) => [proposalId, answerNo]));
  return ofEach(deps, who, [...numbers.keys()], async (tx, proposal, proposalId) => {
    if (!isLastAnswer(proposal, numbers.get(proposalId)!)) return { why: 'answered' };
    const answerNo = await takeBack(tx, deps, who, proposal, reason);
    return answerNo === null ? { why: 'overtaken' } : { answerNo };
  });
}

/** What the judge would say of the visits of all these shops. */
export async function consequencesOfSeveral(
  { db, given }: PlaceDeps,
  who: Who,
  proposalIds: readonly string[],
): Promise<Consequences> {
  const places: PlaceToTry[] = [];
  for (const proposalId of new Set(proposalIds)) {
    const proposal = await proposalIn(db, who, proposalId);
    if (proposal?.kind !== 'learned' || !isWaiting(proposal)) continue;
    for (const { shop, to } of await movesOf(db, who, proposal, null))
      places.push({ ...to, begins: shop.begins, ends: shop.ends });
  }
  return given.judgeElsewhere(db, who.orgId, places);
}

function isWellWitnessed({ evidence }: StoredProposal): boolean {
  return (evidence.witnesses?.length ?? 0) >= BULK_WITNESSES;
}

/** Each in its turn, by its id, so that two who answer the same ones wait for each other and never both. */
function ofEach(
  { db }: PlaceDeps,
  who: Who,
  proposalIds: readonly string[],
  act: (tx: Queryable, proposal: StoredProposal, proposalId: string) => Promise<Done>,
): Promise<SeveralAnswered> {
  return db.transaction(async (tx) => {
    const said: SeveralAnswered = { answered: [], left: [] };
    for (const proposalId of [...new Set(proposalIds)].sort()) {
      const proposal = await proposalIn(tx, who, proposalId, true);
      const done: Done = proposal ? await act(tx, proposal, proposalId) : { why: 'unknown' };
      if ('why' in done) said.left.push({ proposalId, name: proposal?.name ?? null, why: done.why });
      else said.answered.push({ proposalId, answerNo: done.answerNo });
    }
    return said;
  });
}
