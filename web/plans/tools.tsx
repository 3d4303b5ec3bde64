import { exportPlan } from '../../shared/plans.ts';
import { addressOf } from '../../shared/contract.ts';
import { Icon } from '../ui/icons.tsx';
import { words } from './words.ts';
import { planEditing } from './edit.ts';
import s from './plans.module.css';

/** What can be done with the whole plan. */
export function Tools({ repId }: { repId: string }) {
  const editing = planEditing.use();
  const w = words.value;
  const isLocked = editing.edit.value!.stored.locked;
  const isBusy = editing.busy.value !== null;
  return (
    <div class={s.planTools} role="group" aria-label={w.plans.title}>
      <StepTools isBusy={isBusy} />
      <button
        type="button"
        disabled={isLocked || isBusy || editing.draft.value!.order.length < 2}
        onClick={() => void editing.optimize()}
      >
        {editing.busy.value === 'optimizing' ? w.plans.optimizing : w.plans.optimize}
      </button>
      <button
        type="button"
        class="tool"
        aria-pressed={isLocked}
        aria-label={isLocked ? w.plans.unlock : w.plans.lock}
        title={isLocked ? w.plans.unlock : w.plans.lock}
        disabled={isBusy}
        onClick={() => void editing.save(w.plans.saved, { locked: !isLocked })}
      >
        <Icon name={isLocked ? 'lock' : 'unlock'} />
      </button>
      <span class="spread" />
      {editing.isDirty.value && (
        <button type="button" disabled={isBusy} onClick={() => editing.discard()}>
          {w.plans.discard}
        </button>
      )}
      <button
        type="button"
        class="primary"
        disabled={!editing.isDirty.value || isBusy || isLocked}
        onClick={() => void editing.save(w.plans.saved)}
      >
        {w.plans.save}
      </button>
      <PlanFiles repId={repId} />
    </div>
  );
}

/** Undo and redo. */
function StepTools({ isBusy }: { isBusy: boolean }) {
  const editing = planEditing.use();
  const w = words.value;
  const { at, all } = editing.edit.value!.steps;
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={w.plans.undo}
        title={`${w.plans.undo}  Ctrl+Z`}
        disabled={at === 0 || isBusy}
        onClick={editing.undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={w.plans.redo}
        title={`${w.plans.redo}  Ctrl+Shift+Z`}
        disabled={at === all.length - 1 || isBusy}
        onClick={editing.redo}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}

/** The plan as files for other programs: of what is saved. */
export function PlanFiles({ repId }: { repId: string }) {
  const editing = planEditing.use();
  const w = words.value;
  const { day, stored } = editing.edit.value!;
  const exportAs = (format: 'gpx' | 'geojson') => addressOf(exportPlan, { params: { repId, day }, query: { format } });
  return (
    <p class={`${s.planExports} quiet`}>
      {stored.locked && <span>{w.plans.isLocked}</span>}
      {!editing.isDirty.value && (
        <a href={exportAs('gpx')} download>
          {w.plans.exportGpx}
        </a>
      )}
      {!editing.isDirty.value && (
        <a href={exportAs('geojson')} download>
          {w.plans.exportGeoJson}
        </a>
      )}
    </p>
  );
}
