import { PlanResult, type WhyLeft } from '../../shared/planEdits.ts';
import { count } from '../format.ts';
import { repPlans } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { planMaking } from './making.ts';
import { words } from './words.ts';
import s from './plans.module.css';

/** Making plans: how far, a way to stop it, and then what became of each. */
export function PlanWork() {
  const w = words.value;
  const l = language.value;
  const making = planMaking.use();
  const now = making.job.value;
  if (making.error.value !== null) return <Failure error={making.error.value} />;
  if (!now) return null;
  const { progress, state, reason, result } = now;
  if (making.isRunning.value) {
    return (
      <div class={s.planWork} role="status">
        <p>{progress ? w.plans.planning(count(progress.done, l), count(progress.total, l)) : w.plans.waiting}</p>
        <progress aria-label={w.plans.planUnit} max={progress?.total ?? 1} value={progress?.done ?? 0} />
        <button type="button" onClick={() => void making.cancel()}>
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
      <button type="button" class="link" onClick={() => (making.job.value = null)}>
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
