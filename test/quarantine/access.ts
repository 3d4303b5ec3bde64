import { quarantineContracts } from '../../shared/quarantine.ts';
import { accessOf, admin, type List } from '../api/rules.ts';

export const access = accessOf(quarantineContracts, {
  listQuarantine: { may: admin },
  exportQuarantine: { may: admin },
  replayQuarantined: { may: admin },
});

export const lists: List[] = [
  { path: '/positions/quarantine/export', logins: ['admin.east'] },
  { path: '/positions/quarantine', logins: ['admin.east'] },
];
