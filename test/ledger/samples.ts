import { ledgerContracts } from '../../shared/ledger.ts';
import { samplesOf } from '../api/sample.ts';

export const samples = () =>
  samplesOf(ledgerContracts, {
    readLedgerHeads: { as: 'admin', query: { day: '2026-01-05' } },
    readRowsUnlikeLedger: { as: 'admin', query: {} },
    exportLedger: { as: 'admin', query: { from: '2026-01-05', to: '2026-01-06' } },
  });
