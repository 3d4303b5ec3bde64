import type { z } from 'zod';
import type { proposalContracts } from '../../shared/placeProposals.ts';
import { distanceM } from '../../shared/geo.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { bookedShop } from './answerStore.ts';
import { addProposal, pressedAt } from './proposalStore.ts';

/** A phone at the door is off by so much at least; without an accuracy by so much. */
const LEAST_TOLD_M = 10;
const UNKNOWN_TOLD_M = 60;
/** A radius that holds 68 % is so many standard errors of one direction. */
const SIGMAS_OF_68 = 1.5096;

/** What a rep says of a shop that moved becomes a proposal; an auditor answers it. @throws AppError where it is not theirs, or to come */
export async function tellMoved(
  sql: Queryable,
  who: Who,
  { retailerId, fromDay, note, ...said }: z.output<typeof proposalContracts.tellMoved.body>,
): Promise<{ proposalId: string }> {
  const shop = await bookedShop(sql, who, retailerId, null);
  if (!shop) throw badField('body.retailerId', 'MOVED_NOT_YOURS');
  if (fromDay > shop.today) throw badField('body.fromDay', 'PLACE_DAY_AHEAD');
  const { position = null, accuracyM = null } = said.visitId
    ? await pressedAt(sql, who, retailerId, said.visitId)
    : said;
  const sigmaM = position ? Math.max(LEAST_TOLD_M, (accuracyM ?? UNKNOWN_TOLD_M) / SIGMAS_OF_68) : null;
  const movedM = position === null ? null : distanceM(shop.position, position);
  const evidence = { accuracyM, stored: shop.position, movedM };
  const told = { who, note: note ?? null };
  const proposal = {
    kind: 'told' as const,
    importId: null,
    rule: 'told',
    retailerId,
    position,
    sigmaM,
    fromDay,
    evidence,
  };
  const proposalId = await addProposal(sql, who.orgId, proposal, told, said.proposalId);
  if (!proposalId) throw new AppError('PROPOSAL_ID_TAKEN');
  return { proposalId };
}
