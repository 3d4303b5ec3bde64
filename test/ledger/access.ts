import { ledgerContracts } from '../../shared/ledger.ts';
import { accessOf, auditors, today, type List } from '../api/rules.ts';

export const access = accessOf(ledgerContracts, {
  readLedgerHeads: { may: auditors },
  exportLedger: { may: auditors },
  readRowsUnlikeLedger: { may: [] },
});

export const lists: List[] = [
  { path: '/ledger/heads', query: () => ({ day: today }), logins: ['auditor.east'] },
  { path: '/ledger/export', logins: ['auditor.east'] },
];
