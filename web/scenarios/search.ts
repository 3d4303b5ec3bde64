import { computed, signal } from '@preact/signals';
import { readJob, type Job } from '../../shared/jobs.ts';
import { solveScenario } from '../../shared/scenarioEdits.ts';
import type { SolveStart } from '../../shared/solveReport.ts';
import { call } from '../api.ts';
import type { ScenarioRoom } from './room.ts';

/** The progress of a job is fresh every half a second. */
const ASK_MS = 600;

/** The search for better territories: how it is asked for, how far it is, and how the last one of this visit ended. */
export class Search {
  readonly job = signal<Job | null>(null);
  readonly isRunning = computed(() => this.job.value !== null && this.job.value.endedAt === null);
  readonly error = signal<unknown>(null);
  readonly from = signal<SolveStart>('today');
  readonly seconds = signal(10);
  private following = '';
  private readonly room: ScenarioRoom;

  constructor(room: ScenarioRoom) {
    this.room = room;
  }

  /** Takes up the search of the scenario that is open, also one that somebody began before this page was. */
  takeUp(): void {
    const jobId = this.room.scenario.peek()?.jobId ?? null;
    this.job.value = null;
    this.error.value = null;
    if (jobId) void this.follow(jobId, false);
  }

  /** It goes on without being watched. */
  leave(): void {
    this.following = '';
  }

  async start(): Promise<void> {
    const { scenarioId, revision } = this.room.scenario.peek()!;
    this.error.value = null;
    try {
      const begun = await call(solveScenario, {
        params: { scenarioId },
        body: { revision, from: this.from.value, seconds: this.seconds.value },
      });
      this.job.value = begun;
      void this.follow(begun.jobId, true);
    } catch (failed) {
      this.error.value = failed;
      await this.room.rereadNow();
    }
  }

  private async follow(jobId: string, isMine: boolean): Promise<void> {
    this.following = jobId;
    for (;;) {
      const now = await call(readJob, { params: { jobId } }).catch(() => null);
      if (this.following !== jobId) return;
      const isOver = now !== null && now.endedAt !== null;
      if (isMine || !isOver) this.job.value = now ?? this.job.peek();
      // It may have ended after the scenario was read and before we asked: what it found is then not in the one we hold.
      if (isOver) return this.room.rereadNow();
      isMine = true; // it was under way when we came: its end concerns us
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
  }
}
