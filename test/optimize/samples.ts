import { optimizeContracts } from '../../shared/optimize.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(optimizeContracts, {
    optimizeRoute: {
      as: 'admin',
      body: {
        stops: [
          {
            id: 'a',
            position: { lng: 120.65, lat: 28 },
            serviceMinutes: 5,
            windows: [{ from: '09:00', to: '10:00' }],
            mustVisit: false,
            priority: 2,
          },
          { id: 'b', position: { lng: 120.66, lat: 28 }, roadCondition: 'poor', pinnedAt: 2 },
        ],
        start: { stopId: 'a' },
        end: { position: { lng: 120.6, lat: 28 } },
        closed: false,
        dayStart: '08:00',
        dayEnd: '18:00',
        lunch: { minutes: 30, from: '12:00', to: '13:00' },
        seed: 3,
        seconds: 0.05,
      },
    },
  });
