import { liveContracts } from '../../shared/live.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export const samples = ({ unitId }: Known) =>
  samplesOf(liveContracts, {
    readSnapshot: { as: 'admin', query: { day: '2026-01-05', unitId } },
  });
