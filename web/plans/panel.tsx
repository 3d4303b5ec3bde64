import { exportStops } from '../../shared/plans.ts';
import { useSignal } from '@preact/signals';
import { count, dayName, metres, shiftDay } from '../format.ts';
import { day, dayView, repPlans, today, watchError, type RepPlan } from '../ui/day.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { may, unit } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { DayPicker, UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { certificate, gapOf } from './certificate.ts';
import { PlanWork } from './work.tsx';
import { planMaking } from './making.ts';
import s from './plans.module.css';

/** As far ahead as the server makes plans. */
const DAYS_AHEAD = 366;

/** The plans of a day: every rep's, and how to make them. */
export function PlansScreen() {
  const w = words.value;
  const l = language.value;
  const reps = repPlans.value;
  const planned = reps?.filter((row) => row.plan !== null).length ?? 0;
  const dayWord =
    day.value === today.value
      ? w.live.today
      : day.value === shiftDay(today.value, 1)
        ? w.plans.tomorrow
        : dayName(day.value, l);
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
          <span class="spread" />
          <ExportMenu
            of={{
              list: exportStops,
              query: { unitId: unit.value?.unitId },
              spans: spansFrom(day.value),
              hasPlace: true,
            }}
          />
        </div>
        <DayPicker day={day.value} today={today.value} last={shiftDay(today.value, DAYS_AHEAD)} />
        <h1 class="sentence">
          {reps
            ? w.plans.sentence(unit.value?.name ?? '', dayWord, count(planned, l), count(reps.length, l))
            : w.plans.title}
        </h1>
        {may('plans.make') && <PlanUnit />}
      </header>
      <div class="panel-body">
        <PlanWork />
        {!reps && watchError.value !== null && <Failure error={watchError.value} />}
        {!reps && watchError.value === null && <Skeleton rows={8} />}
        {reps?.length === 0 && <p class="quiet pad">{w.plans.none}</p>}
        {reps?.map((row) => (
          <PlanItem key={row.rep.repId} row={row} />
        ))}
      </div>
    </>
  );
}

function spansFrom(first: string): { label: string; query: Record<string, string> }[] {
  const w = words.value.sheets;
  const l = language.value;
  const last = shiftDay(first, 6);
  return [
    { label: w.theDay(dayName(first, l)), query: { day: first } },
    { label: w.fromHere(dayName(first, l), dayName(last, l)), query: { day: first, until: last } },
  ];
}

function PlanUnit() {
  const making = planMaking.use();
  const w = words.value;
  const replace = useSignal(false);
  const isPast = day.value < today.value;
  const unitId = unit.value?.unitId;
  return (
    <div class={s.planUnit}>
      <button
        type="button"
        class="primary"
        disabled={isPast || !unitId || making.isRunning.value}
        title={w.plans.planUnitLead}
        onClick={() =>
          void making.planUnit({ unitId: unitId!, day: dayView.value?.day ?? day.value, replace: replace.value })
        }
      >
        {w.plans.planUnit}
      </button>
      <label class="check">
        <input
          type="checkbox"
          checked={replace.value}
          onChange={(event) => (replace.value = event.currentTarget.checked)}
        />
        {w.plans.replace}
      </label>
    </div>
  );
}

/** A rep and their plan: how many stops, how far, how good. */
function PlanItem({ row: { rep, plan } }: { row: RepPlan }) {
  const w = words.value;
  const l = language.value;
  const hover = useHover(rep.repId);
  const quality = !plan || plan.stops.length < 2 ? null : certificate(plan.provedOptimal, gapOf(plan), l);
  return (
    <button type="button" {...hover} data-item onClick={() => select({ kind: 'rep', id: rep.repId })}>
      <span class="item-text">
        <span class="item-title">{rep.name}</span>
        <span class="item-more">{plan ? quality : w.plans.noPlan}</span>
      </span>
      {plan && (
        <span class="item-end">
          <span>{w.plans.stops(plan.stops.length, count(plan.stops.length, l))}</span>
          <span class="quiet">{metres(plan.lengthM, l)}</span>
        </span>
      )}
    </button>
  );
}
