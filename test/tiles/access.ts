import { tileContracts } from '../../shared/tiles.ts';
import { accessOf, rolesAndPhone } from '../api/rules.ts';

export const access = accessOf(tileContracts, {
  readTile: { may: rolesAndPhone },
});
