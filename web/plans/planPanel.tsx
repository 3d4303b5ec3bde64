import { exportStops } from '../../shared/plans.ts';
import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LngLat } from '../../shared/geo.ts';
import { count, dayName, shiftDay } from '../format.ts';
import { day, dayView, today, visitsHeard } from '../ui/day.ts';
import { scene } from '../map/scene.ts';
import { fitUnlessSeen } from '../map/camera.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { pushUndo, type WayBack } from '../ui/keys.ts';
import { may } from '../ui/me.ts';
import { useOpened } from '../ui/opened.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { daySheetOf } from './dayOf.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { Actual } from './actual.tsx';
import { PlanEditing, planEditing } from './edit.ts';
import { Begun } from './begun.tsx';
import { DueTab } from './dueTab.tsx';
import { dueWords } from './dueWords.ts';
import { Facts, LateList } from './facts.tsx';
import { GiftBar } from './giving.tsx';
import { StopList } from './stopList.tsx';
import { PlanFiles, Tools } from './tools.tsx';
import { PlanWork } from './work.tsx';
import { planMaking } from './making.ts';
import s from './plans.module.css';

/** One rep's plan of a day, to be changed by hand. */
export function PlanPanel({ id: repId }: { id: string }) {
  return <PlanOfDay key={`${repId} ${day.value}`} repId={repId} shownDay={day.value} />;
}

function PlanOfDay({ repId, shownDay }: { repId: string; shownDay: string }) {
  const w = words.value;
  const editing = useOpened(
    planEditing,
    () => new PlanEditing(repId, shownDay, planMaking.use().edits),
    (made) => made.begin(),
  );
  // somebody else's change, or this one's own, is heard as a new plan of the rep
  useSignalEffect(() => {
    if (dayView.value?.plans.get(repId)) editing.hear();
  });
  useEffect(() => pushUndo(() => wayBack(editing)), []);
  useSignalEffect(() => drawPlan(editing));
  // The round is shown once when it is opened; from then on the map is the reader's.
  const isRound = scene.round.value?.repId === repId && scene.round.value.stops.length > 0;
  useEffect(() => {
    if (isRound) fitUnlessSeen(scene.round.peek()!.path);
  }, [isRound]);
  useEffect(() => () => void (scene.round.value = null), []);
  const name = dayView.value?.reps.get(repId)?.name ?? '';
  const now = editing.edit.value;
  useSheet(() =>
    editing.planShown.value ? daySheetOf({ ...editing.planShown.value, stops: editing.stops.value }) : null,
  );
  return (
    <>
      <DetailHead title={name} more={<p class="quiet">{dayName(shownDay, language.value)}</p>}>
        {now && <ExportMenu of={{ list: exportStops, query: { repId, day: shownDay }, hasPlace: true }} />}
        {now && <PrintButton />}
      </DetailHead>
      <div class="panel-body">
        <PlanWork />
        {editing.error.value !== null && <Failure error={editing.error.value} />}
        {isConflict(editing) && (
          <p class="pad">
            <button type="button" onClick={() => void editing.reload()}>
              {w.plans.reload}
            </button>
          </p>
        )}
        {!now && editing.loading.value && <Skeleton rows={8} />}
        {!now && !editing.loading.value && editing.error.value === null && <NoPlan repId={repId} shownDay={shownDay} />}
        {now && editing.planShown.value && <PlanBody repId={repId} shownDay={shownDay} />}
      </div>
    </>
  );
}

/** The plan that is there: its figures, what can be done with it, its stops, and what became of it. */
function PlanBody({ repId, shownDay }: { repId: string; shownDay: string }) {
  const w = words.value;
  const { edit, note } = planEditing.use();
  const isEditable = may('plans.make') && shownDay >= today.value;
  const isOpen = isEditable && !edit.value!.stored.locked;
  if (isOpen && planEditing.use().tab.value === 'due')
    return (
      <>
        <Facts />
        <Tools repId={repId} />
        <PlanTabs />
        <DueTab />
      </>
    );
  return (
    <>
      <Facts />
      {shownDay < today.value && <p class="quiet pad">{w.plans.past}</p>}
      {isEditable ? <Tools repId={repId} /> : <PlanFiles repId={repId} />}
      <p class="visually-hidden" role="status">
        {note.value?.text ?? ''}
      </p>
      {note.value && <Note />}
      {isOpen && <PlanTabs />}
      <GiftBar />
      <StopList isEditable={isOpen} />
      <LateList isOpen={isOpen} />
      {shownDay <= today.value && <Begun repId={repId} day={shownDay} />}
      {shownDay <= today.value && may('positions.read') && <Actual repId={repId} day={shownDay} />}
    </>
  );
}

/** The stops of the plan, or who could be added. */
function PlanTabs() {
  const { tab, draft, planShown } = planEditing.use();
  const w = dueWords.value.tabs;
  const left = planShown.value!.unserved.length;
  const l = language.value;
  return (
    <nav class={s.planTabs} aria-label={w.label}>
      <button
        type="button"
        aria-current={tab.value === 'stops' ? 'page' : undefined}
        onClick={() => (tab.value = 'stops')}
      >
        {w.stops(count(draft.value!.order.length, l))}
      </button>
      <button type="button" aria-current={tab.value === 'due' ? 'page' : undefined} onClick={() => (tab.value = 'due')}>
        {left > 0 ? w.dueOf(count(left, l)) : w.due}
      </button>
    </nav>
  );
}

/** What stands where there is no plan: the ways to one. */
function NoPlan({ repId, shownDay }: { repId: string; shownDay: string }) {
  const making = planMaking.use();
  const w = words.value;
  const isPast = shownDay < today.value;
  return (
    <>
      <Empty title={w.plans.noPlan}>
        {may('plans.make') && !isPast && (
          <div class={s.planTools}>
            <button
              type="button"
              class="primary"
              disabled={making.isRunning.value}
              onClick={() => void making.planDays(repId, [shownDay])}
            >
              {w.plans.planRep}
            </button>
            <button
              type="button"
              disabled={making.isRunning.value}
              onClick={() => void making.planDays(repId, workDaysFrom(shownDay))}
            >
              {w.plans.planWeek}
            </button>
          </div>
        )}
      </Empty>
      {may('plans.make') && !isPast && <DueTab />}
    </>
  );
}

function wayBack(editing: PlanEditing): WayBack {
  const steps = editing.edit.peek()?.steps;
  return {
    undo: steps && steps.at > 0 ? editing.undo : null,
    redo: steps && steps.at < steps.all.length - 1 ? editing.redo : null,
  };
}

function isConflict(editing: PlanEditing): boolean {
  return editing.isDirty.value && (editing.error.value as { code?: string } | null)?.code === 'CONFLICT';
}

/** The next five days of the working week, this one included when it is one. */
export function workDaysFrom(first: string): string[] {
  const days: string[] = [];
  for (let at = first; days.length < 5; at = shiftDay(at, 1)) {
    const weekday = new Date(`${at}T12:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.push(at);
  }
  return days;
}

function Note() {
  const editing = planEditing.use();
  const w = words.value;
  const said = editing.note.value!;
  return (
    <p class={said.isRefusal ? `${s.planNote} warn` : s.planNote}>
      {said.text}
      {said.takeBack && (
        <button type="button" class="link" onClick={said.takeBack}>
          {w.plans.takeBack}
        </button>
      )}
    </p>
  );
}

function drawPlan(editing: PlanEditing): void {
  const plan = editing.planShown.value;
  if (!plan || !editing.edit.value) {
    scene.round.value = null;
    return;
  }
  void editing.change.value;
  const all = editing.stops.value;
  const made = visitsHeard.value?.day === plan.day ? [...visitsHeard.value.visits.values()] : [];
  const visits = new Map(
    made.filter(({ repId }) => repId === plan.repId).map(({ retailerId, state }) => [retailerId, state]),
  );
  const { start, end } = plan.frame;
  const path: LngLat[] = [...(start ? [start] : []), ...all.map((stop) => stop.position), ...(end ? [end] : [])];
  scene.round.value = {
    repId: editing.edit.value.repId,
    path,
    stops: all.map((stop, k) => ({
      id: stop.retailerId,
      position: stop.position,
      number: k + 1,
      state: stop.visited ? 'visited' : stop.pinned ? 'pinned' : 'free',
      visit: stop.visited ? visits.get(stop.retailerId) : undefined,
    })),
  };
}
