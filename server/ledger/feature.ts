import type { MakeFeature } from '../feature.ts';
import { ledgerEndpoints } from './http.ts';

/** The hash chains of evidence. */
export const ledger: MakeFeature = ({ db }) => ({ endpoints: ledgerEndpoints({ db }) });
