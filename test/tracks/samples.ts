import { trackContracts } from '../../shared/tracks.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export const samples = ({ unitId, repId }: Known) =>
  samplesOf(trackContracts, {
    readTrack: { as: 'admin', query: { repId, from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' } },
    readDayTracks: { as: 'admin', query: { day: '2026-01-05', unitId, repId } },
  });
