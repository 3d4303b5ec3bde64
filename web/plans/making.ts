import { planDay, planWeek } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { Following } from '../ui/following.ts';
import { createOpened } from '../ui/opened.ts';
import type { Edits } from './edit.ts';

/** Whether plans are being made, and what came of it last. */
export class PlanMaking extends Following {
  /** What is being changed by hand. */
  readonly edits: Edits = new Map();

  /** Plans of a whole unit. */
  planUnit(wanted: { unitId: string; day: string; replace: boolean }): Promise<void> {
    return this.follow(() => call(planDay, { body: wanted }));
  }

  /** One rep's plans of some days. */
  planDays(repId: string, days: string[]): Promise<void> {
    return this.follow(() => call(planWeek, { body: { repId, days } }));
  }
}

/** Of the desk: a job goes on while somebody looks at another screen. */
export const planMaking = createOpened<PlanMaking>();
