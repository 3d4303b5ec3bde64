import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { pushUndo } from '../ui/keys.ts';
import { language } from '../ui/words.ts';
import { placeQueue } from './queue.ts';
import { words } from './words.ts';
import s from './places.module.css';

/** Says what was answered last, and takes it back at a press. */
export function SaidNote() {
  const queue = placeQueue.use();
  const w = words.value.propose;
  const error = useSignal<unknown>(null);
  const l = language.value;
  const last = queue.said.value;
  const left = queue.left.value;
  const takeBack = () => {
    error.value = null;
    queue.undo().catch((failed: unknown) => (error.value = failed));
  };
  useLayoutEffect(() => {
    if (last && last.word !== 'undone') return pushUndo({ undo: takeBack, redo: null });
  }, [last]);
  return (
    <div class={last || left.length > 0 ? s.placeSaid : ''} role="status">
      {last && (
        <span class="grow">
          {w.done[last.word](last.name ?? w.several(last.answers.length, count(last.answers.length, l)))}
        </span>
      )}
      {last && last.word !== 'undone' && (
        <button type="button" class="link" title="Ctrl+Z" onClick={takeBack}>
          {w.undo}
        </button>
      )}
      {left.map(({ proposalId, name, why }) => (
        <span key={proposalId} class="wide">
          {w.left[why](name ?? '')}
        </span>
      ))}
      {error.value !== null && <Failure error={error.value} />}
    </div>
  );
}
