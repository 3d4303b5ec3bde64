import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../api.ts';
import { Failure } from './failure.tsx';

/** A component whose code is loaded when it is first shown. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const round = useSignal(0);
    const error = useSignal<unknown>(null);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          round.value += 1;
        },
        () => (error.value = new ApiError('UNREACHABLE', 'the page’s code did not load')),
      );
    }, []);
    void round.value;
    if (loaded) {
      const Loaded = loaded;
      return <Loaded />;
    }
    return <div class="door">{error.value !== null && <Failure error={error.value} onAgain={() => location.reload()} />}</div>;
  };
}
