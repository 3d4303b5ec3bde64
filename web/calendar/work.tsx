import { DraftsResult, type WhyNoDraft } from '../../shared/calendarEdits.ts';
import { count } from '../format.ts';
import { repPlans } from '../ui/day.ts';
import { Failure } from '../ui/failure.tsx';
import { reasonSentence } from '../ui/reasons.ts';
import { language } from '../ui/words.ts';
import { calendarMaking } from './making.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** Drafting: how far, a way to stop it, and then what became of each rep. */
export function CalendarWork() {
  const w = words.value;
  const l = language.value;
  const making = calendarMaking.use();
  const now = making.job.value;
  if (making.error.value !== null) return <Failure error={making.error.value} />;
  if (!now) return null;
  const { progress, state, reason, result } = now;
  if (making.isRunning.value) {
    return (
      <div class={s.calWork} role="status">
        <p>{progress ? w.cal.drafting(count(progress.done, l), count(progress.total, l)) : w.cal.waiting}</p>
        <progress aria-label={w.cal.draftAll} max={progress?.total ?? 1} value={progress?.done ?? 0} />
        <button type="button" onClick={() => void making.cancel()}>
          {w.cancel}
        </button>
      </div>
    );
  }
  const read = DraftsResult.safeParse(result);
  return (
    <div class={s.calWork} role="status">
      {state === 'cancelled' && <p>{w.cal.cancelled}</p>}
      {state === 'failed' && <p class="warn">{w.cal.failed(reasonSentence(reason))}</p>}
      {read.success && read.data.made.length > 0 && (
        <p>{w.cal.made(read.data.made.length, count(read.data.made.length, l))}</p>
      )}
      {read.success && read.data.left.length > 0 && (
        <ul>
          {grouped(read.data).map(([why, names]) => (
            <li key={why}>{`${names.join(w.comma)}: ${w.cal.left[why]}`}</li>
          ))}
        </ul>
      )}
      <button type="button" class="link" onClick={() => (making.job.value = null)}>
        {w.close}
      </button>
    </div>
  );
}

function grouped({ left }: DraftsResult): [WhyNoDraft, string[]][] {
  const names = new Map((repPlans.value ?? []).map(({ rep }) => [rep.repId, rep.name]));
  const groups = new Map<WhyNoDraft, string[]>();
  for (const { repId, why } of left) groups.set(why, [...(groups.get(why) ?? []), names.get(repId) ?? '']);
  return [...groups];
}
