import { listInspections, type InspectionPlan } from '../../shared/inspections.ts';
import { call } from '../api.ts';
import { count, dayName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { may, unit } from '../ui/me.ts';
import { go, open, part } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { Contradictions } from './contradictions.tsx';
import { NewPlan } from './newPlan.tsx';
import { PlanPanel } from './plan.tsx';
import { Remedies } from './remedies.tsx';
import { RedrawPage } from './redrawPage.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

/** What the address names: one inspection, a new one, the page that draws again, or the list. */
export function InspectionsScreen() {
  const planId = part.inspectionId.value;
  if (planId !== null) return <PlanPanel key={planId} planId={planId} />;
  if (part.state.value === 'new') return <NewPlan />;
  if (part.state.value === 'contradictions') return <Contradictions />;
  if (part.state.value === 'remedies') return <Remedies />;
  if (part.state.value === 'redraw') return <RedrawPage />;
  return <PlanList />;
}

function PlanList() {
  const w = words.value.inspections;
  const l = language.value;
  const asked = useAsked('inspections', (signal) => call(listInspections, { query: {}, signal }));
  const plans = asked.value?.items;
  const unfinished = plans?.filter(({ state }) => state !== 'closed').length ?? 0;
  return (
    <>
      <header class="panel-head">
        <h1 class="sentence">
          {plans
            ? w.sentence(unit.value?.name ?? '', plans.length, count(plans.length, l), count(unfinished, l))
            : w.title}
        </h1>
        <p class="quiet">{w.lead}</p>
        <div class={s.inspTools}>
          {may('inspections.plan') && (
            <button type="button" class="primary" onClick={() => go({ state: 'new' })}>
              {w.make}
            </button>
          )}
          {may('inspections.settle') && (
            <button type="button" onClick={() => go({ state: 'contradictions' })}>
              {words.value.settle.open}
            </button>
          )}
          <button type="button" onClick={() => go({ state: 'remedies' })}>
            {words.value.remedy.title}
          </button>
          {may('questionnaires.read') && (
            <button type="button" onClick={() => open('/questionnaires')}>
              {w.questionnaires}
            </button>
          )}
          <button type="button" onClick={() => go({ state: 'redraw' })}>
            {w.redraw}
          </button>
        </div>
      </header>
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!plans && asked.error === undefined && <Skeleton rows={5} />}
        {plans?.length === 0 && (
          <Empty title={w.none}>
            <p>{may('inspections.plan') ? w.noneLead : w.noneOfYours}</p>
          </Empty>
        )}
        {plans?.map((plan) => (
          <PlanItem key={plan.planId} plan={plan} />
        ))}
      </div>
    </>
  );
}

function PlanItem({ plan }: { plan: InspectionPlan }) {
  const w = words.value.inspections;
  const l = language.value;
  const { cases, state, dueDay } = plan;
  const isLate = state !== 'closed' && dueDay < today.value;
  const all = cases.drawn + cases.added;
  const voided = plan.frames.filter((frame) => frame.voided !== null).length;
  return (
    <button type="button" class="item" data-item onClick={() => go({ inspectionId: plan.planId, state: null })}>
      <span class="item-text">
        <span class="item-title">{plan.title}</span>
        <span class="item-more">{`${plan.unitName} · ${w.kind[plan.kind]} · ${w.counts[plan.counts]}`}</span>
        {state !== 'closed' && (
          <span class={isLate ? 'item-more warn' : 'item-more'}>
            {(isLate ? w.overdue : w.due)(dayName(dueDay, l))}
          </span>
        )}
      </span>
      <span class="item-end">
        <span>{w.state[state]}</span>
        {voided > 0 && <span class="quiet">{w.draws(count(plan.frames.length, l), count(voided, l))}</span>}
        {all > 0 && <span class="quiet">{w.filed(count(cases.filed, l), count(all, l))}</span>}
      </span>
    </button>
  );
}
