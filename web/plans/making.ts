import { computed, signal } from '@preact/signals';
import { cancelJob, readJob, type Job } from '../../shared/jobs.ts';
import { planDay, planWeek } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { createOpened } from '../ui/opened.ts';
import type { Edits } from './edit.ts';

/** The progress of a job is fresh every half a second; asking more often shows nothing new. */
const LOOK_MS = 700;

/** Whether plans are being made, and what came of it last. */
export class PlanMaking {
  readonly job = signal<Job | null>(null);
  readonly error = signal<unknown>(null);
  readonly isRunning = computed(() => this.job.value !== null && this.job.value.endedAt === null);
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

  async cancel(): Promise<void> {
    const now = this.job.value;
    if (now) this.job.value = await call(cancelJob, { params: { jobId: now.jobId } }).catch(() => this.job.value);
  }

  private async follow(begin: () => Promise<Job>): Promise<void> {
    this.error.value = null;
    try {
      this.job.value = await begin();
      while (this.isRunning.peek()) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        if (this.job.value) this.job.value = await call(readJob, { params: { jobId: this.job.value.jobId } });
      }
    } catch (error) {
      this.error.value = error;
      this.job.value = null;
    }
  }
}

/** Of the desk: a job goes on while somebody looks at another screen. */
export const planMaking = createOpened<PlanMaking>();
