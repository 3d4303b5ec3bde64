import { computed, signal } from '@preact/signals';
import { cancelJob, readJob, type Job } from '../../shared/jobs.ts';
import { call } from '../api.ts';

/** The progress of a job is fresh every half a second; asking more often shows nothing new. */
const LOOK_MS = 700;

/** A job that is followed to its end, and what came of the last one. */
export class Following {
  readonly job = signal<Job | null>(null);
  readonly error = signal<unknown>(null);
  readonly isRunning = computed(() => this.job.value !== null && this.job.value.endedAt === null);

  async cancel(): Promise<void> {
    const now = this.job.value;
    if (now) this.job.value = await call(cancelJob, { params: { jobId: now.jobId } }).catch(() => this.job.value);
  }

  async follow(begin: () => Promise<Job>): Promise<void> {
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
