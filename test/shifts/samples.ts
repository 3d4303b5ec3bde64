import { randomUUID } from 'node:crypto';
import { shiftContracts } from '../../shared/shifts.ts';
import { samplesOf, type Known } from '../api/sample.ts';

export function samples({ repId }: Known) {
  const named = randomUUID();
  return samplesOf(shiftContracts, {
    openShift: { as: 'rep.east', body: { at: '2026-01-05T00:00:00Z', clientId: named } },
    closeShift: { as: 'rep.east', body: { at: '2026-01-05T09:00:00Z', clientId: named } },
    listShifts: { as: 'admin', query: { repId, day: '2026-01-05' } },
  });
}
