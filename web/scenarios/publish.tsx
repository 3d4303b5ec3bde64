import { useSignal } from '@preact/signals';
import { publishScenario, type PublishedMap } from '../../shared/maps.ts';
import { call } from '../api.ts';
import { count, dayName, dayOf, shiftDay } from '../format.ts';
import { nowMs } from '../clock.ts';
import { Failure } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { MapHistory } from './history.tsx';
import { summaryOf, type PlanSummary } from './measures.ts';
import s from './scenarios.module.css';

/** What stands against publishing, from which day, and what was published before. */
export function PublishTab() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const now = room.scenario.value!;
  const today = dayOf(new Date(nowMs()), now.timeZone);
  const day = useSignal(shiftDay(today, 1));
  const error = useSignal<unknown>(null);
  const done = useSignal<PublishedMap | null>(null);
  const summary = summaryOf(room.rows.value, room.shown.value!, now.settings);
  const unitName = me.value?.units.find((one) => one.unitId === now.unitId)?.name ?? '';
  const publish = async () => {
    try {
      done.value = await call(publishScenario, {
        params: { scenarioId: now.scenarioId },
        body: { revision: now.revision, day: day.value },
      });
      error.value = null;
    } catch (failed) {
      error.value = failed;
    }
  };
  return (
    <>
      <div class={`${s.padAll} form`}>
        <p>{w.publishLead(unitName, now.timeZone)}</p>
        <Readiness summary={summary} />
        <div class="row">
          <label class="field">
            {w.publishDay}
            <input
              type="date"
              min={today}
              value={day.value}
              onChange={(event) => event.currentTarget.value && (day.value = event.currentTarget.value)}
            />
          </label>
          <button
            type="button"
            class="primary at-end"
            disabled={summary.unassigned > 0 || room.saving.value > 0}
            onClick={() => void publish()}
          >
            {w.publish}
          </button>
        </div>
        {error.value !== null && <Failure error={error.value} />}
        {done.value && (
          <p class="good" role="status">
            {done.value.state === 'live'
              ? w.publishedNow(done.value.name)
              : w.published(done.value.name, dayName(done.value.fromDay!, l))}
          </p>
        )}
      </div>
      <MapHistory unitId={now.unitId} kind={now.kind} version={done.value ? Date.parse(done.value.publishedAt) : 0} />
    </>
  );
}

/** What must be done before the scenario can be published, or else what may be doubted about it. */
function Readiness({ summary }: { summary: PlanSummary }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const { unassigned, apart, out } = summary;
  const now = room.scenario.value!;
  const noRep = now.kind === 'visit' ? now.territories.filter((t) => t.repId === null).length : 0;
  const doubts = [
    apart > 0 && w.mayPieces(count(apart, l)),
    out > 0 && w.mayTolerance(count(out, l)),
    noRep > 0 && w.mayReps(count(noRep, l)),
  ].filter((one) => one !== false);
  return unassigned > 0 ? (
    <div class={s.warnBox} role="alert">
      <strong>{w.notReady}</strong>
      <ul class="reasons">
        <li>{w.mustAssign(count(unassigned, l))}</li>
      </ul>
    </div>
  ) : doubts.length > 0 ? (
    <ul class={`${s.warnBox} reasons`}>
      {doubts.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  ) : (
    <p class="good">{w.ready}</p>
  );
}
