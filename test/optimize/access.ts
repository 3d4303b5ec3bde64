import { optimizeContracts } from '../../shared/optimize.ts';
import { accessOf, planners } from '../api/rules.ts';

export const access = accessOf(optimizeContracts, {
  optimizeRoute: { may: planners },
});
