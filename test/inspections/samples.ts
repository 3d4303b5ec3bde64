import { randomUUID } from 'node:crypto';
import { findingContracts } from '../../shared/findings.ts';
import { caseContracts } from '../../shared/inspectionCases.ts';
import { resultContracts } from '../../shared/inspectionResults.ts';
import { inspectionContracts } from '../../shared/inspections.ts';
import { remedyContracts } from '../../shared/remedies.ts';
import { settlementContracts } from '../../shared/settlements.ts';
import { fix, samplesOf, today, type Known } from '../api/sample.ts';

const sha256 = 'ab'.repeat(32);
const press = { at: '2026-01-05T02:00:00Z', fix };

export const samples = ({ unitId, retailerId, personId }: Known) => {
  const planId = randomUUID();
  const caseId = randomUUID();
  return samplesOf(
    {
      ...inspectionContracts,
      ...caseContracts,
      ...findingContracts,
      ...resultContracts,
      ...settlementContracts,
      ...remedyContracts,
    },
    {
      listInspections: { as: 'admin', query: {} },
      makeInspection: {
        as: 'admin',
        body: {
          unitId,
          kind: 'field',
          counts: 'retailers',
          title: 'x',
          questionnaire: { id: randomUUID(), version: 1 },
          fromDay: today,
          toDay: today,
          dueDay: today,
        },
      },
      readInspection: { as: 'admin', params: { planId } },
      countFrame: { as: 'admin', params: { planId }, query: { stratum: 'grade' } },
      freezeFrame: {
        as: 'admin',
        params: { planId },
        body: { stratum: 'none', source: 'dice', announced: 'Ann, Bob', take: 3, byStratum: false },
      },
      sayNumber: { as: 'rep.east', params: { planId }, body: { frameNo: 1, number: '7' } },
      drawSample: {
        as: 'auditor.east',
        params: { planId },
        body: { frameNo: 1, seed: '60714 88235 09417 33962', revealed: 'a' },
      },
      voidDraw: { as: 'admin', params: { planId }, body: { frameNo: 1, reason: 'other', note: 'x' } },
      closeInspection: { as: 'admin', params: { planId }, body: {} },
      listCases: { as: 'admin', params: { planId } },
      readCase: { as: 'admin', params: { caseId } },
      addCase: { as: 'admin', params: { planId }, body: { retailerId, note: 'x' } },
      changeCase: {
        as: 'admin',
        params: { caseId },
        body: { deed: 'assigned', note: 'x', assigneeId: personId },
      },
      exportDraw: { as: 'admin', params: { planId } },
      readResult: { as: 'admin', params: { planId } },
      listMyInspections: { as: 'auditor.east' },
      fileFinding: {
        as: 'auditor.east',
        params: { caseId },
        body: {
          findingId: randomUUID(),
          outcome: 'met',
          arrive: press,
          leave: press,
          questionnaire: { id: randomUUID(), version: 1 },
          answers: { lastVisit: 'today' },
          photos: [sha256],
          note: 'x',
        },
      },
      recordCall: {
        as: 'auditor.east',
        params: { caseId },
        body: { attemptId: randomUUID(), outcome: 'busy', calledAt: '2026-01-05T02:00:00Z', note: 'x' },
      },
      putPhotoPart: {
        as: 'auditor.east',
        params: { sha256, part: '1' },
        query: { parts: '1', takenAt: '2026-01-05T02:00:00Z' },
        body: 'bytes',
      },
      readPhoto: { as: 'admin', params: { sha256 } },
      listContradictions: { as: 'admin', query: { state: 'settled' } },
      raiseContradiction: {
        as: 'admin',
        params: { caseId },
        body: { findingId: randomUUID(), what: 'NOT_SEEN' },
      },
      settleContradiction: {
        as: 'admin',
        params: { contradictionId: randomUUID() },
        body: { word: 'upheld', note: 'x', settlementNo: 0 },
      },
      listRemedies: { as: 'admin', query: { state: 'overdue', unitId, caseId } },
      orderRemedy: {
        as: 'admin',
        params: { caseId },
        body: { remedyId: randomUUID(), what: 'x', dueDay: today, assigneeId: personId },
      },
      checkRemedy: {
        as: 'admin',
        params: { remedyId: randomUUID() },
        body: { word: 'notMended', note: 'x', dueDay: today, checks: 0 },
      },
      listMyRemedies: { as: 'rep.east' },
      reportRemedy: {
        as: 'rep.east',
        params: { remedyId: randomUUID() },
        body: { reportId: randomUUID(), note: 'x', photos: [sha256], doneAt: '2026-01-05T02:00:00Z' },
      },
      listMyContradictions: { as: 'rep.east' },
      answerContradiction: {
        as: 'rep.east',
        params: { contradictionId: randomUUID() },
        body: { note: 'x', saidAt: '2026-01-05T02:00:00Z' },
      },
    },
  );
};
