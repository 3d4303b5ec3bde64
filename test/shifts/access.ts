import { shiftContracts } from '../../shared/shifts.ts';
import { accessOf, rolesAndPhone, type List } from '../api/rules.ts';

export const access = accessOf(shiftContracts, {
  openShift: { may: ['rep', 'device'] },
  closeShift: { may: ['rep', 'device'] },
  listShifts: { may: rolesAndPhone },
});

export const lists: List[] = [
  { path: '/shifts', logins: ['rep.east', 'supervisor.east'] },
  { path: '/shifts', query: (o) => ({ repId: o.repId }), logins: ['rep.east', 'supervisor.east'] },
];
