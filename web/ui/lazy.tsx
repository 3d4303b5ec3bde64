import { useSignal } from '@preact/signals';
import type { ComponentType, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../apiError.ts';
import { Failure, Skeleton } from './failure.tsx';

/** A panel whose code is loaded when it is first shown: whoever never opens it never loads it. */
export function lazyPanel<Props extends object>(read: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(read, <Skeleton />).Lazy;
}

/** A component whose code is loaded when it is first shown, or before when `load` is called; `waiting` stands in its place until then. */
export function lazy<Props extends object>(
  read: () => Promise<ComponentType<Props>>,
  waiting: VNode = <div class="door" />,
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
    if (error.value === null) return waiting;
    return (
      <div class="door">
        <Failure error={error.value} onAgain={() => location.reload()} />
      </div>
    );
  }
  return { Lazy, load };
}
