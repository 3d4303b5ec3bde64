import { carrierContracts } from '../../shared/carriers.ts';
import { accessOf } from '../api/rules.ts';

export const access = accessOf(carrierContracts, {
  readMyCarrier: { may: ['rep'] },
  giveCarrierConsent: { may: ['rep'] },
  withdrawCarrierConsent: { may: ['rep'] },
  listCarriers: { may: ['admin'] },
});
