import type { Proposal, ProposalSummary } from '../../shared/placeProposals.ts';
import { distanceM } from '../../shared/geo.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { seenIn, type Seen } from '../looks.ts';
import { answersTo, bookedShop, namesOf, shopsOfFile, type BookedShop } from './answerStore.ts';
import { readAs } from './learn/frames.ts';
import { proposalIn, type StoredProposal } from './proposalStore.ts';

/** Of a file's shops the map shows so many. */
const MOST_MOVES = 2_000;

export function summaryOf(stored: StoredProposal): ProposalSummary {
  const { proposalId, kind, state, unitId, retailerId, code, name, retailers, evidence, madeAt } = stored;
  const witnesses = evidence.witnesses ?? [];
  return {
    proposalId,
    kind,
    state,
    unitId,
    retailerId,
    code,
    name,
    retailers,
    movedM: evidence.movedM ?? null,
    witnesses: evidence.shops ?? witnesses.length,
    people: new Set(witnesses.map(({ personId }) => personId)).size,
    madeAt: madeAt.toISOString(),
  };
}

/** A proposal with everything that speaks for it. @throws AppError NO_SUCH_PROPOSAL */
export async function readWhole(sql: Queryable, who: Who, proposalId: string): Promise<Proposal> {
  const stored = await proposalIn(sql, who, proposalId);
  if (!stored) throw new AppError('NO_SUCH_PROPOSAL');
  const { importId, retailerId, evidence, position, sigmaM, fromDay, toldBy, note } = stored;
  const shop = retailerId === null ? null : await bookedShop(sql, who, retailerId, null);
  const file = importId === null ? [] : await shopsOfFile(sql, who, importId);
  const moves = file.map((one) => ({
    name: one.name,
    from: one.position,
    to: evidence.reading ? readAs(one.position, evidence.reading) : one.position,
  }));
  const witnesses = evidence.witnesses ?? [];
  const names = await namesOf(sql, who, [...new Set(witnesses.map(({ personId }) => personId))]);
  return {
    ...summaryOf(stored),
    movedM: movedOf(stored, shop, moves),
    stored: shop?.position ?? null,
    thresholdM: shop?.thresholdM ?? null,
    trust: shop?.trust ?? null,
    position,
    sigmaM,
    fromDay,
    reading: evidence.reading ?? null,
    sharedWith: evidence.sharedWith ?? 0,
    witnessed: witnesses.map((witness) => ({ ...witness, personName: names.get(witness.personId) ?? null })),
    moves: moves.slice(0, MOST_MOVES),
    toldBy,
    note,
    answers: await answersTo(sql, who.orgId, proposalId),
  };
}

function movedOf(
  { position, evidence }: StoredProposal,
  shop: BookedShop | null,
  moves: readonly Proposal['moves'][number][],
): number | null {
  if (moves.length > 0) return moves.reduce((sum, { from, to }) => sum + distanceM(from, to), 0) / moves.length;
  return evidence.movedM ?? (position && shop ? distanceM(position, shop.position) : null);
}

/** Whose visits a proposal shows. */
export function seenInProposal({ witnessed }: Proposal): Seen[] {
  return seenIn(
    witnessed
      .filter(({ visitId }) => visitId !== null)
      .map(({ personId, day }) => ({ repId: personId, at: `${day}T00:00:00.000Z`, untilAt: `${day}T23:59:59.999Z` })),
  );
}
