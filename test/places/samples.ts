import { proposalContracts } from '../../shared/placeProposals.ts';
import { samplesOf, type Known } from '../api/sample.ts';

const nothing = '00000000-0000-4000-8000-000000000000';
const params = { proposalId: nothing };

export const samples = ({ unitId, retailerId }: Known) =>
  samplesOf(proposalContracts, {
    listProposals: { as: 'admin', query: { unitId, state: 'open' } },
    readProposal: { as: 'admin', params },
    readConsequences: { as: 'admin', params, query: { fromDay: '2026-01-05' } },
    answerProposal: { as: 'admin', params, body: { word: 'moved', fromDay: '2026-01-05', reason: 'x' } },
    readSeveralConsequences: { as: 'admin', body: { proposalIds: [nothing] } },
    answerProposals: { as: 'admin', body: { proposalIds: [nothing], word: 'refused', reason: 'x' } },
    undoAnswers: { as: 'admin', body: { answers: [{ proposalId: nothing, answerNo: 1 }], reason: 'x' } },
    undoAnswer: { as: 'admin', params, body: { answerNo: 1, reason: 'x' } },
    readStands: { as: 'admin', query: { unitId } },
    exportStands: { as: 'admin', query: { format: 'geojson', frame: 'gcj02', lang: 'zh', unitId } },
    tellMoved: {
      as: 'rep.east',
      body: { retailerId, fromDay: '2026-01-05', position: { lng: 120.65, lat: 28 }, accuracyM: 9, note: 'x' },
    },
  });
