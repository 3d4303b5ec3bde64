import { positionContracts } from '../../shared/positions.ts';
import { accessOf } from '../api/rules.ts';

export const access = accessOf(positionContracts, {
  sendFromPhone: { may: ['device'], refusal: 401 },
  sendInAddress: { may: ['device'], refusal: 401 },
  // A rep's session may not: a position comes from a phone that can be revoked.
  sendPositions: {
    may: ['device'],
    body: { fixes: [{ position: { lng: 120, lat: 28 }, fixAt: '2026-01-01T00:00:00Z' }] },
  },
});
