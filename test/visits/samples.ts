import { randomUUID } from 'node:crypto';
import { forgottenContracts } from '../../shared/forgotten.ts';
import { visitContracts } from '../../shared/visits.ts';
import { samplesOf, press, type Known } from '../api/sample.ts';

export const samples = ({ unitId, repId, retailerId, visitId }: Known) =>
  samplesOf(
    { ...forgottenContracts, ...visitContracts },
    {
      exportVisits: {
        as: 'admin',
        query: {
          format: 'geojson',
          frame: 'bd09',
          lang: 'zh',
          day: '2026-01-05',
          repId,
          retailerId,
          unitId,
          state: 'valid',
          review: 'open',
        },
      },
      listForgottenStops: { as: 'rep.east', query: { day: '2026-01-05' } },
      claimForgottenStop: {
        as: 'rep.east',
        body: { visitId: randomUUID(), retailerId, fromAt: '2026-01-05T02:00:00Z', note: 'x' },
      },
      dismissForgottenStop: { as: 'rep.east', body: { retailerId, fromAt: '2026-01-05T02:00:00Z', note: 'x' } },
      startVisit: { as: 'rep.east', body: { visitId: randomUUID(), retailerId, ...press } },
      endVisit: { as: 'rep.east', params: { visitId }, body: press },
      appealVisit: {
        as: 'rep.east',
        params: { visitId: randomUUID() },
        body: { note: 'I was there.' },
      },
      decideVisit: {
        as: 'admin',
        params: { visitId: randomUUID() },
        body: { word: 'valid', note: 'Seen.', verdictNo: 1 },
      },
      withdrawDecision: {
        as: 'admin',
        params: { visitId: randomUUID() },
        body: { decisionNo: 1 },
      },
      listVisits: { as: 'admin', query: { day: '2026-01-05', repId, retailerId, unitId, state: 'open', limit: '5' } },
      readVisit: { as: 'admin', params: { visitId } },
    },
  );
