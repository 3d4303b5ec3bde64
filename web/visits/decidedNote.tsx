import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { pushUndo } from '../ui/keys.ts';
import { words } from './words.ts';
import { caseQueue } from './queue.ts';
import s from './visits.module.css';

/** Says what was decided, over whatever case is open by now, and takes it back at a press. */
export function DecidedNote() {
  const cases = caseQueue.use();
  const w = words.value;
  const error = useSignal<unknown>(null);
  const last = cases.decided.value;
  const takeBack = () => {
    error.value = null;
    cases.undo().catch((failed: unknown) => (error.value = failed));
  };
  // before it is painted: what can be read can be taken back
  useLayoutEffect(() => {
    if (last && last.word !== 'withdrawn') return pushUndo({ undo: takeBack, redo: null });
  }, [last]);
  const close = () => ((cases.decided.value = null), (error.value = null));
  const said =
    last &&
    { valid: w.case.accepted, invalid: w.case.rejected, withdrawn: w.case.undone }[last.word](last.retailerName);
  return (
    <div class={`${s.decidedNote} no-print ${last ? '' : 'is-off'}`} role="status">
      {last && (
        <>
          <span class="grow">{said}</span>
          {last.word !== 'withdrawn' && (
            <button type="button" class="link" title="Ctrl+Z" onClick={takeBack}>
              {w.case.undo}
            </button>
          )}
          <button type="button" class="plain" aria-label={w.close} onClick={close}>
            <Icon name="close" size={16} />
          </button>
          {error.value !== null && <Failure error={error.value} />}
        </>
      )}
    </div>
  );
}
