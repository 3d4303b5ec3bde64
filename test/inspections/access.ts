import { randomUUID } from 'node:crypto';
import { findingContracts } from '../../shared/findings.ts';
import { caseContracts } from '../../shared/inspectionCases.ts';
import { resultContracts } from '../../shared/inspectionResults.ts';
import { inspectionContracts } from '../../shared/inspections.ts';
import { remedyContracts } from '../../shared/remedies.ts';
import { settlementContracts } from '../../shared/settlements.ts';
import { accessOf, api, daysAhead, auditors, today, type Caller, type List } from '../api/rules.ts';

const readers: readonly Caller[] = ['supervisor', 'auditor', 'admin'];
const repliers: readonly Caller[] = ['rep', 'supervisor', 'auditor'];
const inspectors: readonly Caller[] = ['supervisor', 'auditor'];

export const access = accessOf(
  {
    ...inspectionContracts,
    ...caseContracts,
    ...findingContracts,
    ...resultContracts,
    ...settlementContracts,
    ...remedyContracts,
  },
  {
    listInspections: { may: readers },
    makeInspection: {
      may: auditors,
      scope: [
        {
          login: 'auditor.east',
          ask: (a, at) =>
            a.post(api('/inspections')).send({
              unitId: at.unitId,
              counts: 'retailers',
              title: 'Market check',
              fromDay: today,
              toDay: today,
              dueDay: daysAhead(7),
            }),
        },
      ],
    },
    readInspection: { may: readers },
    countFrame: { may: auditors },
    freezeFrame: { may: auditors },
    sayNumber: { may: ['rep', 'supervisor'] },
    drawSample: { may: ['auditor'] },
    voidDraw: { may: auditors },
    closeInspection: { may: auditors },
    listCases: { may: readers },
    readCase: { may: readers },
    addCase: { may: auditors },
    changeCase: { may: auditors },
    exportDraw: { may: readers },
    readResult: { may: readers },
    listMyInspections: { may: inspectors },
    fileFinding: { may: inspectors, body: { findingId: randomUUID(), outcome: 'met' } },
    recordCall: { may: inspectors },
    putPhotoPart: { may: repliers },
    readPhoto: { may: readers },
    listContradictions: { may: auditors },
    raiseContradiction: { may: auditors },
    settleContradiction: { may: auditors },
    listMyContradictions: { may: repliers },
    answerContradiction: { may: repliers },
    listRemedies: { may: readers },
    orderRemedy: { may: auditors },
    checkRemedy: { may: auditors },
    listMyRemedies: { may: repliers },
    reportRemedy: { may: repliers },
  },
);

export const lists: List[] = [
  { path: '/inspections/contradictions', logins: ['auditor.east', 'admin.east'] },
  { path: '/inspections/remedies', logins: ['supervisor.east', 'auditor.east', 'admin.east'] },
  { path: '/me/remedies', logins: ['rep.east', 'supervisor.east', 'auditor.east'] },
  { path: '/me/contradictions', logins: ['rep.east', 'supervisor.east', 'auditor.east'] },
  { path: '/inspections', logins: ['supervisor.east', 'auditor.east'] },
  { path: '/me/inspections', logins: ['supervisor.east', 'auditor.east'] },
];
