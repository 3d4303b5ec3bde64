import { proposalContracts, type Stand } from '../../shared/placeProposals.ts';
import { standsTable } from '../../shared/tables/stands.ts';
import type { Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { exportEndpoint } from '../tableFile.ts';
import { answer, consequencesOf, undo, type PlaceDeps } from './answer.ts';
import { proposalsIn } from './proposalStore.ts';
import { readWhole, seenInProposal, summaryOf } from './read.ts';
import { answerSeveral, consequencesOfSeveral, undoSeveral } from './several.ts';
import { standsFor } from './stands.ts';
import { doubtfulShops, unitsOf } from './standStore.ts';
import { tellMoved } from './told.ts';

export function placeProposalEndpoints(deps: PlaceDeps): Endpoint[] {
  const { db } = deps;
  return [
    endpoint(proposalContracts.listProposals, async ({ who, query }) => {
      const unitIds = await unitsIn(db, who, query.unitId);
      const found = await proposalsIn(db, who, { unitIds, isOpen: query.state === 'open' });
      return { items: found.map(summaryOf) };
    }),
    endpoint(proposalContracts.readProposal, async ({ who, params, look }) => {
      const proposal = await readWhole(db, who, params.proposalId);
      await look(seenInProposal(proposal));
      return proposal;
    }),
    endpoint(proposalContracts.readConsequences, ({ who, params, query }) =>
      consequencesOf(deps, who, params.proposalId, query.fromDay ?? null),
    ),
    endpoint(proposalContracts.answerProposal, async ({ who, params: { proposalId }, body, look }) => {
      const said = { word: body.word, fromDay: body.fromDay ?? null, reason: body.reason ?? null };
      await answer(deps, who, proposalId, said);
      const proposal = await readWhole(db, who, proposalId);
      await look(seenInProposal(proposal));
      return proposal;
    }),
    endpoint(proposalContracts.readSeveralConsequences, ({ who, body }) =>
      consequencesOfSeveral(deps, who, body.proposalIds),
    ),
    endpoint(proposalContracts.answerProposals, ({ who, body }) =>
      answerSeveral(deps, who, { ...body, reason: body.reason ?? null }),
    ),
    endpoint(proposalContracts.undoAnswers, ({ who, body }) =>
      undoSeveral(deps, who, { ...body, reason: body.reason ?? null }),
    ),
    endpoint(proposalContracts.undoAnswer, async ({ who, params: { proposalId }, body, look }) => {
      await undo(deps, who, proposalId, { answerNo: body.answerNo, reason: body.reason ?? null });
      const proposal = await readWhole(db, who, proposalId);
      await look(seenInProposal(proposal));
      return proposal;
    }),
    endpoint(proposalContracts.readStands, async ({ who, query }) => ({
      items: await standsIn(db, who, query.unitId),
    })),
    exportEndpoint(proposalContracts.exportStands, {
      table: () => standsTable(),
      pages: (who, query) => standPages(db, who, query.unitId),
      named: (_, today) => ['stands', today],
    }),
    endpoint(proposalContracts.tellMoved, ({ who, body }) => tellMoved(db, who, body)),
  ];
}

/** The units below one of the caller's. @throws AppError NO_SUCH_UNIT */
async function unitsIn(sql: Queryable, who: Who, unitId: string | undefined): Promise<readonly string[]> {
  if (unitId === undefined) return who.unitIds;
  if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
  return unitsOf(sql, who.orgId, unitId);
}

async function standsIn(sql: Queryable, who: Who, unitId: string | undefined): Promise<Stand[]> {
  return standsFor(await doubtfulShops(sql, who.orgId, await unitsIn(sql, who, unitId)));
}

async function* standPages(sql: Queryable, who: Who, unitId: string | undefined): AsyncGenerator<Stand[]> {
  yield await standsIn(sql, who, unitId);
}
