import { proposalContracts } from '../../shared/placeProposals.ts';
import { accessOf, auditors, api, type List } from '../api/rules.ts';

export const access = accessOf(proposalContracts, {
  listProposals: { may: auditors },
  readProposal: { may: auditors },
  readConsequences: { may: auditors },
  answerProposal: { may: auditors },
  readSeveralConsequences: { may: auditors },
  answerProposals: { may: auditors },
  undoAnswers: { may: auditors },
  undoAnswer: { may: auditors },
  readStands: {
    may: auditors,
    scope: [{ login: 'auditor.east', ask: (a, at) => a.get(api('/places/stands')).query({ unitId: at.unitId }) }],
  },
  exportStands: {
    may: auditors,
    scope: [
      { login: 'auditor.east', ask: (a, at) => a.get(api('/places/stands/export')).query({ unitId: at.unitId }) },
    ],
  },
  tellMoved: {
    may: ['rep', 'device'],
    scope: [
      {
        login: 'rep.east',
        ask: (a, at) => a.post(api('/places/moved')).send({ retailerId: at.retailerId, fromDay: '2026-01-05' }),
        elsewhere: 400,
      },
    ],
  },
});

export const lists: List[] = [{ path: '/places/proposals', logins: ['auditor.east', 'admin.east'] }];
