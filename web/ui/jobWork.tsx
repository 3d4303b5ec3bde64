import type { z } from 'zod';
import { count } from '../format.ts';
import { repPlans } from './day.ts';
import { Failure } from './failure.tsx';
import type { Following } from './following.ts';
import { reasonSentence } from './reasons.ts';
import { language, words } from './words.ts';

/** What is said of a job for several reps. */
export interface JobWords<Why extends string> {
  name: string;
  waiting: string;
  underWay: (done: string, total: string) => string;
  cancelled: string;
  failed: (reason: string | null) => string;
  /** Empty: nothing needs to be said of them. */
  made: (n: number, shown: string) => string;
  left: Record<Why, string>;
}

interface MadeForReps<Why extends string> {
  made: readonly unknown[];
  left: readonly { repId: string; why: Why }[];
}

/** A job for several reps: how far, a way to stop it, and then what became of each. */
export function JobWork<Why extends string>({
  of,
  result: shape,
  said,
}: {
  of: Following;
  result: z.ZodType<MadeForReps<Why>>;
  said: JobWords<Why>;
}) {
  const w = words.value;
  const l = language.value;
  const now = of.job.value;
  if (of.error.value !== null) return <Failure error={of.error.value} />;
  if (!now) return null;
  const { progress } = now;
  if (of.isRunning.value) {
    return (
      <div class="job-work" role="status">
        <p>{progress ? said.underWay(count(progress.done, l), count(progress.total, l)) : said.waiting}</p>
        <progress aria-label={said.name} max={progress?.total ?? 1} value={progress?.done ?? 0} />
        <button type="button" onClick={() => void of.cancel()}>
          {w.cancel}
        </button>
      </div>
    );
  }
  const read = shape.safeParse(now.result);
  const made = read.success ? said.made(read.data.made.length, count(read.data.made.length, l)) : '';
  return (
    <div class="job-work" role="status">
      {now.state === 'cancelled' && <p>{said.cancelled}</p>}
      {now.state === 'failed' && <p class="warn">{said.failed(reasonSentence(now.reason))}</p>}
      {made !== '' && <p>{made}</p>}
      {read.success && read.data.left.length > 0 && (
        <ul class="quiet">
          {grouped(read.data).map(([why, names]) => (
            <li key={why}>{`${names.join(w.comma)}: ${said.left[why]}`}</li>
          ))}
        </ul>
      )}
      <button type="button" class="link" onClick={() => (of.job.value = null)}>
        {w.close}
      </button>
    </div>
  );
}

function grouped<Why extends string>({ left }: MadeForReps<Why>): [Why, string[]][] {
  const names = new Map((repPlans.value ?? []).map(({ rep }) => [rep.repId, rep.name]));
  const groups = new Map<Why, string[]>();
  for (const { repId, why } of left) groups.set(why, [...(groups.get(why) ?? []), names.get(repId) ?? '']);
  return [...groups];
}
