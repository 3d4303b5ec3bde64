import { call } from '../api.ts';
import { readPlanActual } from '../../shared/plans.ts';
import { count, duration, metres, percent } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { planEditing } from './edit.ts';

/** A day against its plan; nothing before the first visit. */
export function Actual({ repId, day }: { repId: string; day: string }) {
  const editing = planEditing.use();
  const w = words.value;
  const l = language.value;
  const asked = useAsked(`${repId} ${day} ${editing.edit.value?.stored.revision} ${editing.visited.value}`, (signal) =>
    call(readPlanActual, { params: { repId, day }, signal }),
  );
  const now = asked.value;
  if (!now || now.visited + now.unplanned === 0) return null;
  return (
    <section class="section">
      <h2>{w.plans.actualTitle}</h2>
      <dl class="facts">
        <dt>{w.plans.actualVisited}</dt>
        <dd>
          {w.plans.ofPlan(count(now.visited, l), count(now.planned.stops, l))}
          {now.unplanned > 0 && (
            <span class="quiet">{` · ${w.plans.unplanned(now.unplanned, count(now.unplanned, l))}`}</span>
          )}
        </dd>
        <dt>{w.plans.actualOrder}</dt>
        <dd>{now.orderKept === null ? '–' : percent(now.orderKept, l)}</dd>
        <dt>{w.plans.actualKm}</dt>
        <dd>
          {w.plans.ofPlan(
            now.lengthM === null ? w.plans.noTrack : metres(now.lengthM, l),
            metres(now.planned.lengthM, l),
          )}
        </dd>
        <dt>{w.plans.actualTime}</dt>
        <dd>
          {w.plans.ofPlan(
            now.durationS === null ? '–' : duration(now.durationS, l),
            duration(now.planned.durationS, l),
          )}
        </dd>
      </dl>
    </section>
  );
}
