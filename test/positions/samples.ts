import { positionContracts } from '../../shared/positions.ts';
import { samplesOf, fix } from '../api/sample.ts';

export const samples = () =>
  samplesOf(positionContracts, {
    sendFromPhone: {
      as: 'phone',
      body: {
        _type: 'location',
        lon: 120.65,
        lat: 28,
        tst: 1_767_578_400,
        acc: 8,
        batt: 50,
        vel: 3,
        alt: 7,
        cog: 90,
        _id: 'a',
        created_at: 1_767_578_401,
        tid: 'ab',
      },
    },
    sendInAddress: {
      as: 'phone',
      query: {
        lat: '28',
        lon: '120.65',
        timestamp: '1767578400',
        speed: '1',
        bearing: '1',
        altitude: '1',
        accuracy: '5',
        batt: '50',
      },
    },
    sendPositions: {
      as: 'phone',
      body: {
        fixes: [
          {
            ...fix,
            speedMps: 1,
            courseDeg: 2,
            altitudeM: 3,
            battery: 0.5,
            sentAt: '2026-01-05T02:00:00+08:00',
            appFixId: 'f',
          },
        ],
      },
    },
  });
