import { computed, signal } from '@preact/signals';
import { readJob, cancelJob, type Job } from '../../shared/jobs.ts';
import { planDay, planWeek, PlanResult, type WhyLeft } from '../../shared/planEdits.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { repPlans } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import s from './plans.module.css';

const job = signal<Job | null>(null);
const jobError = signal<unknown>(null);

/** Whether plans are being made, and what came of it last. */
export const work = computed(
  () => job.value && { state: job.value.endedAt === null ? ('running' as const) : ('ended' as const), job: job.value },
);

/** The progress of a job is fresh every half a second; asking more often shows nothing new. */
const LOOK_MS = 700;

/** Plans of a whole unit. */
export async function ask(wanted: { unitId: string; day: string; replace: boolean }): Promise<void> {
  await follow(() => call(planDay, { body: wanted }));
}

/** One rep's plans of some days. */
export async function askDays(repId: string, days: string[]): Promise<void> {
  await follow(() => call(planWeek, { body: { repId, days } }));
}

async function follow(begin: () => Promise<Job>): Promise<void> {
  jobError.value = null;
  try {
    job.value = await begin();
    while (job.value && job.value.endedAt === null) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      if (job.value) job.value = await call(readJob, { params: { jobId: job.value.jobId } });
    }
  } catch (error) {
    jobError.value = error;
    job.value = null;
  }
}

async function cancel(): Promise<void> {
  if (job.value) job.value = await call(cancelJob, { params: { jobId: job.value.jobId } }).catch(() => job.value);
}

/** Making plans: how far, a way to stop it, and then what became of each. */
export function PlanWork() {
  const w = words.value;
  const l = language.value;
  const now = work.value;
  if (jobError.value !== null) return <Failure error={jobError.value} />;
  if (!now) return null;
  const { progress, state, reason, result } = now.job;
  if (now.state === 'running') {
    return (
      <div class={s.planWork} role="status">
        <p>{progress ? w.plans.planning(count(progress.done, l), count(progress.total, l)) : w.plans.waiting}</p>
        <progress aria-label={w.plans.planUnit} max={progress?.total ?? 1} value={progress?.done ?? 0} />
        <button type="button" onClick={() => void cancel()}>
          {w.cancel}
        </button>
      </div>
    );
  }
  const read = PlanResult.safeParse(result);
  return (
    <div class={s.planWork} role="status">
      {state === 'cancelled' && <p>{w.plans.cancelled}</p>}
      {state === 'failed' && <p class="warn">{w.plans.failed(reasonSentence(reason))}</p>}
      {read.success && <p>{w.plans.made(read.data.made.length, count(read.data.made.length, l))}</p>}
      {read.success && read.data.left.length > 0 && (
        <ul class="quiet">
          {grouped(read.data).map(([why, names]) => (
            <li key={why}>{`${names.join(w.comma)}: ${w.plans.left[why]}`}</li>
          ))}
        </ul>
      )}
      <button type="button" class="link" onClick={() => (job.value = null)}>
        {w.close}
      </button>
    </div>
  );
}

function grouped({ left }: PlanResult): [WhyLeft, string[]][] {
  const names = new Map((repPlans.value ?? []).map(({ rep }) => [rep.repId, rep.name]));
  const groups = new Map<WhyLeft, string[]>();
  for (const { repId, why } of left) groups.set(why, [...(groups.get(why) ?? []), names.get(repId) ?? '']);
  return [...groups];
}
