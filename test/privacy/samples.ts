import { randomUUID } from 'node:crypto';
import { privacyContracts } from '../../shared/privacy.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(privacyContracts, {
    exportStored: { as: 'rep.east', query: {} },
    erasePositions: { as: 'admin', body: { personId: randomUUID(), note: 'Left the company.' } },
    readStored: { as: 'rep.east', query: { day: '2026-01-05' } },
  });
