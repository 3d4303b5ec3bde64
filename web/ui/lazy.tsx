import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../apiError.ts';
import { Failure } from './failure.tsx';

/** A component whose code is loaded when it is first shown, or before when `load` is called. */
export function lazy<Props extends object>(
  read: () => Promise<ComponentType<Props>>,
): { Lazy: ComponentType<Props>; load: () => Promise<void> } {
  let loaded: ComponentType<Props> | null = null;
  const load = async (): Promise<void> => void (loaded ??= await read());
  function Lazy(props: Props) {
    const round = useSignal(0);
    const error = useSignal<unknown>(null);
    // Asked while drawing: code that comes between the drawing and its effect must still draw once more, or the page stays empty.
    const isShown = loaded !== null;
    useEffect(() => {
      if (isShown) return;
      load().then(
        () => (round.value += 1),
        () => (error.value = new ApiError('UNREACHABLE', 'the page’s code did not load')),
      );
    }, []);
    void round.value;
    if (loaded) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return (
      <div class="door">
        {error.value !== null && <Failure error={error.value} onAgain={() => location.reload()} />}
      </div>
    );
  }
  return { Lazy, load };
}
