import { carrierContracts } from '../../shared/carriers.ts';
import { samplesOf } from '../api/sample.ts';

export function samples() {
  return samplesOf(carrierContracts, {
    readMyCarrier: { as: 'rep.east' },
    giveCarrierConsent: { as: 'rep.east', body: { number: '13312345678' } },
    withdrawCarrierConsent: { as: 'rep.east' },
    listCarriers: { as: 'admin' },
  });
}
