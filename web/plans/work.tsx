import { PlanResult } from '../../shared/planEdits.ts';
import { JobWork } from '../ui/jobWork.tsx';
import { planMaking } from './making.ts';
import { words } from './words.ts';

/** Making plans, and what came of it. */
export function PlanWork() {
  const w = words.value.plans;
  return <JobWork of={planMaking.use()} result={PlanResult} said={{ ...w, name: w.planUnit, underWay: w.planning }} />;
}
